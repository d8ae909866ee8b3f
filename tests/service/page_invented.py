"""A question that no service has, with every kind of fact and every form of an answer: the page gets it in place of what it fetches."""

import json

import page_driver as driver


def _label(en, zh):
    return {"en": en, "zh": zh}


def _fact(id, kind, or_none=True, **more):
    return {"id": id, "label": _label(f"Fact {id}", f"事实{id}"), "kind": kind, "or_none": or_none, "cite": [], **more}


VALUES = [{"id": each, "label": _label(f"value {each}", f"值{each}")} for each in ("a", "b", "c")]
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
const [question, answer] = %s;
const real = window.fetch;
window.fetch = async (address, options) => {
    const give = content => new Response(JSON.stringify(content), {headers: {'Content-Type': 'application/json'}});
    if (address === '/v1/questions') return give([question]);
    if (!String(address).startsWith('/v1/questions/invented')) return real(address, options);
    if (options === undefined || options.body === undefined) return give(question);
    window.asked = JSON.parse(options.body);
    return give(answer);
};
"""

ROWS = """
return Object.fromEntries(Array.from(document.querySelectorAll('[data-requirement]')).map(each => [each.dataset.requirement,
    [each.querySelector('.short')?.textContent ?? '', each.querySelector('.dates')?.textContent ?? '']]));
"""

GIVEN = {"answer": False, "number": 2.25, "count": 3, "date": "2024-02-29", "days": 0.5, "hours": 7.5, "choice": "b",
         "text": "好 & <b>", "set": ["a", "b"]}


def check(window, checks, service, choose):
    script = window.devtools("Page.addScriptToEvaluateOnNewDocument", source=INSTEAD % json.dumps([QUESTION, ANSWER]))
    window.open_address("about:blank")
    window.open_address(f"{service.root}/#invented")
    driver.settle(window)
    choose(window, "en")
    check_values(window, checks)
    check_answer(window, checks, choose)
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
