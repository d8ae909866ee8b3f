"""A question that no service has, with every kind of fact and every form of an answer: the page gets it in place of what it fetches."""

import json

import page_driver as driver


def _label(en, zh):
    return {"en": en, "zh": zh}


def _fact(id, kind, or_none=True, **more):
    return {"id": id, "name": f"名{id}", "label": _label(f"Fact {id}", f"事实{id}"), "kind": kind, "or_none": or_none, "cite": [],
            **more}


VALUES = [{"id": each, "name": f"名{each}", "label": _label(f"value {each}", f"值{each}")} for each in ("a", "b", "c")]
PLAIN = [_fact("answer", "yes_no"), _fact("number", "number", min=0, max=100, step=0.01),
         _fact("count", "count", min=0, max=9, step=1),
         _fact("date", "date", min="1900-01-01", max="2199-12-31"), _fact("days", "days", min=0, max=10, step=0.5),
         _fact("hours", "hours", min=0, max=1000, step=0.5), _fact("choice", "choice", values=VALUES), _fact("text", "text"),
         _fact("set", "set", values=VALUES)]
REQUIREMENTS = [{"id": each, "label": _label(f"Requirement {each}", f"要求{each}"), "cite": []}
                for each in ("late", "early", "over", "holds", "parts", "idle")]
QUESTION = {
    "sources": [{"id": "notice", "label": _label("Notice", "通知")}],
    "id": "invented", "label": _label("Invented", "虚构"), "fingerprint": "f" * 64, "as_of": None,
    "facts": [*PLAIN, _fact("list", "list", False, most=2, fields=[{**each, "id": each["id"]} for each in PLAIN]),
              _fact("spare", "text", False)],
    "decisions": [
        {"id": "first", "label": _label("First", "其一"), "requirements": REQUIREMENTS,
         "remedies": [{"id": "mend", "label": _label("Mend it", "改正")}]},
        {"id": "second", "label": _label("Second", "其二"), "requirements": [], "remedies": []}],
    "outputs": [{"id": "several", "label": _label("Several", "若干"), "kind": "set", "scale": 1, "or_none": False, "values": VALUES,
                 "cite": []},
                {"id": "nothing", "label": _label("Nothing", "没有"), "kind": "date", "scale": 1, "or_none": True, "cite": []}],
    "notes": [_label("A note", "说明文字")]}


def _requirement(id, status, **more):
    return {"id": id, "status": status, "message": f"message of {id}", "cite": [], "records": [], **more}


ANSWER = {
    "policy": "invented", "fingerprint": "f" * 64, "as_of": "2023-05-01",
    "decisions": {
        "first": {"verdict": "eligible_with_remedy", "remedies": ["mend"], "missing": [], "requirements": [
            {**_requirement("idle", "not_applicable"), "cite": ["notice ¶7, ¶8 reading \"A5\", \"A6\"", "law ¶3", "elsewhere"]},
            _requirement("holds", "satisfied", actual="2023-05-01", needed="2023-06-01", shortfall=0, until="2023-06-01"),
            _requirement("late", "failed", actual="2023-05-02", needed="2023-05-01", shortfall=1, until="2023-05-01"),
            _requirement("early", "failed", actual="2023-05-01", needed="2023-05-11", shortfall=10, **{"from": "2023-05-11"}),
            _requirement("over", "failed", actual=9, needed=5, shortfall=4),
            _requirement("parts", "failed", parts=[
                {"condition": "count >= 3", "status": "failed", "actual": 1, "needed": 3, "shortfall": 2},
                {"condition": "answer", "status": "satisfied"}])]},
        "second": {"verdict": "undetermined", "remedies": [], "requirements": [],
                   "missing": [each["id"] for each in PLAIN] + ["list"]}},
    "outputs": {"several": ["a", "c"], "nothing": None}, "notes": ["A note"]}

# Before anything of the page runs.
INSTEAD = """
window.invented = %s;
const real = window.fetch;
window.fetch = async (address, options) => {
    const [question, answer] = window.invented;
    const give = content => new Response(JSON.stringify(content), {headers: {'Content-Type': 'application/json',
        ...(window.withoutLog ? {} : {'Tenet-Decision': '01a21b91-2ce1-7ff1-9e49-9d4d98f82eaa'})}});
    if (address === '/v1/questions') return give([question]);
    if (!String(address).startsWith('/v1/questions/invented')) return real(address, options);
    if (options === undefined || options.body === undefined) return give(question);
    window.asked = JSON.parse(options.body);
    const unknown = Object.keys(window.asked).some(each => !question.facts.some(fact => fact.id === each));
    return unknown ? new Response('{"title": "Unknown fact"}', {status: 422}) : give(answer);
};
"""

ROWS = """
return Object.fromEntries(Array.from(document.querySelectorAll('[data-requirement]')).map(each => [each.dataset.requirement,
    [each.querySelector('.short')?.textContent ?? '', each.querySelector('.dates')?.textContent ?? '']]));
"""

GIVEN = {"answer": False, "number": 2.25, "count": 3, "date": "2024-02-29", "days": 0.5, "hours": 7.5, "choice": "b",
         "text": "好 & <b>", "set": ["a", "b"]}


def check(stage):
    window, checks, choose = stage.window, stage.checks, stage.choose
    script = window.devtools("Page.addScriptToEvaluateOnNewDocument", source=INSTEAD % json.dumps([QUESTION, ANSWER]))
    window.open_address("about:blank")
    window.open_address(f"{stage.service.root}/#invented")
    driver.settle(window)
    choose(window, "en")
    check_values(window, checks)
    check_answer(window, checks, choose)
    stage.picture("invented")
    check_names(stage)
    check_other_rules(stage)
    window.devtools("Page.removeScriptToEvaluateOnNewDocument", identifier=script["identifier"])


def asked(window):
    """What the page has asked once it has rested."""
    driver.settle(window)
    return window.run("return window.asked")


def check_values(window, checks):
    """Every kind of value, outside of records and within, as the service takes it; none and not known are told apart."""
    checks.equal("nothing at first", asked(window), {})
    checks.equal("what is not needed is folded away", window.run(driver.PLACED)[1], ["spare"])
    driver.fill(window, [(f"/{id}", value) for id, value in GIVEN.items()])
    checks.equal("values", asked(window), GIVEN)
    driver.fill(window, [("/list", [{}, {}])])
    checks.true("no more records than there may be", window.run("return document.querySelector('.add-record').disabled"))
    driver.fill(window, [(f"/list/1/{id}", value) for id, value in GIVEN.items()])
    checks.equal("values of records", asked(window), {**GIVEN, "list": [{}, GIVEN]})
    none = {id: [] if id == "set" else None for id in GIVEN}
    window.run("document.querySelectorAll('.field.set input:checked').forEach(each => each.click())")
    driver.fill(window, [(f"/{id}", value) for id, value in none.items()])
    found = asked(window)
    checks.equal("none", {id: found.get(id, "left out") for id in none}, none)


def check_answer(window, checks, choose):
    verdicts = "return Array.from(document.querySelectorAll('.verdict-word')).map(each => each.textContent)"
    checks.equal("verdicts", window.run(verdicts), ["Eligible with remedy", "Undetermined"])
    for language, basis in (("zh", "依据：通知第7、8段（解读 A5、A6）；law 第3段；elsewhere"),
                            ("en", "Basis: Notice ¶7, ¶8 reading A5, A6; law ¶3; elsewhere")):
        choose(window, language)
        checks.equal("citations", window.run("return document.querySelector('.cited').textContent"), basis)
    checks.equal("remedies", window.run("return document.querySelector('.remedies li').textContent"), "Mend it")
    checks.equal("how far off, and when", window.run(ROWS), {
        "late": ["1 day late", "was satisfied until 2023-05-01, that day included"],
        "early": ["10 days early", "could be satisfied from 2023-05-11 on"], "over": ["over by 4", ""],
        "parts": ["short by 2", ""], "holds": ["", "holds until 2023-06-01, that day included"], "idle": ["", ""]})
    checks.equal("outputs", window.run(driver.SHOWN_OUTPUTS), {"several": "value a, value c", "nothing": "None"})


def check_names(stage):
    """A file may have the names that the policy's author gave, in place of ids; not both of one fact."""
    window, checks = stage.window, stage.checks
    record = {"名choice": "名b", "count": 3}
    given = {"名choice": "名c", "名set": ["名a", "b"], "名list": [record], "名text": "名a"}
    window.type("#open-case", stage.file("named.json", {"question": "invented", "facts": given}))
    window.until("return document.getElementById('status').textContent.includes('named.json') || window.asked.text === '名a'")
    checks.equal("what is asked", asked(window),
                 {"choice": "c", "set": ["a", "b"], "list": [{"choice": "b", "count": 3}], "text": "名a"})
    for facts, said in (({"choice": "a", "名choice": "b"}, "twice, by id and by name: Fact choice"),
                        ({"list": [{**record, "choice": "a"}]}, "twice, by id and by name: Fact list, record 1 Fact choice"),
                        ({"list": [{"名choice": "名d"}]}, "cannot take the value of: Fact list, record 1 Fact choice")):
        window.run("document.querySelector('.refusal').replaceChildren()")
        window.type("#open-case", stage.file("twice.json", {"question": "invented", "facts": facts}))
        told = window.until("return document.querySelector('.refusal').textContent")
        checks.true(f"{facts} is refused as it should: {told}", said in told)


def check_other_rules(stage):
    """Rules that are swapped while the form is open: it is drawn anew for them, keeps what they take, and says so."""
    window, checks = stage.window, stage.checks
    kept = [each for each in QUESTION["facts"] if each["id"] not in ("text", "set")]
    swapped = {**QUESTION, "fingerprint": "a" * 64, "facts": [*kept, _fact("set", "count", min=0, max=9, step=1)]}
    missing = [each["id"] for each in kept]
    second = {**ANSWER["decisions"]["second"], "missing": missing}
    answer = {**ANSWER, "fingerprint": "a" * 64, "decisions": {**ANSWER["decisions"], "second": second}}
    window.run("window.invented = arguments[0]; document.getElementById('fact-count').focus()", [swapped, answer])
    driver.fill(window, [("/count", "7")])
    window.until("return document.querySelector('.renewed').textContent !== ''")
    checks.equal("what is asked", asked(window), {"choice": "c", "list": [{"choice": "b", "count": 3}], "count": 7})
    checks.equal("the version", window.run("return document.querySelector('.version code').title"), "a" * 64)
    note = "return [document.querySelector('.renewed').getAttribute('aria-live'), document.querySelector('.renewed').textContent]"
    checks.equal("the note", window.run(note), ["polite", (
        "The rules have changed meanwhile. The answer now follows the new ones; check what is filled in. "
        "They cannot take these, which were removed: Fact text, Fact set")])
    checks.equal("the focus", window.run("return document.activeElement.id"), "fact-count")
    stage.choose(window, "zh")
    window.until("return document.querySelector('.renewed').textContent.startsWith('规则已更新，')")
    window.run("document.querySelector('.start-over').click()")
    checks.equal("no note on an empty form", window.run("return document.querySelector('.renewed').textContent"), "")
    driver.settle(window)
    window.run("window.withoutLog = true; document.querySelector('.primary').click()")
    window.until("return document.querySelector('.refusal').textContent.includes('判定没有记录')")
    checks.equal("no receipt of what is not recorded", window.run("return document.querySelector('.receipt') === null"), True)
    window.run("window.withoutLog = false; window.invented = arguments[0]; document.querySelector('.primary').click()", [QUESTION, ANSWER])
    window.until("return document.querySelector('.receipt') && document.querySelector('.renewed').textContent")
    checks.equal("the receipt has the version that decided, and the focus", window.run(
        "return [document.querySelectorAll('.receipt code')[1].textContent, document.activeElement.textContent]"), ["f" * 64, "已记录"])
    checks.equal("the version then", window.run("return document.querySelector('.version code').title"), "f" * 64)
