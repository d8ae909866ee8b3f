"""What people do on the page of the decision service, one after the other: each scenario takes the stage and leaves it as it was."""

import dataclasses
import json
import os
import re
import time
import urllib.request
from pathlib import Path

import page_driver as driver
import page_invented as invented
from browser import Browser
from page_checks import Checks

UPGRADE = "ccaa.upgrade_to_auditor"
APPLICANTS = Path(__file__).resolve().parents[2] / "examples" / "applicants.jsonl"
TAB, ENTER, SPACE = "\ue004", "\ue007", " "
DECISION_NUMBER = re.compile(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")

# What stands in the controls now, by place.
FILLED = """
return Object.fromEntries(Array.from(document.querySelectorAll('.field:not(.list)')).map(each => [each.dataset.pointer,
    Array.from(each.querySelectorAll('input, select')).map(one => one.type === 'radio' || one.type === 'checkbox' ? one.checked : one.value)]));
"""

FOCUS = "const at = document.activeElement; return [at.id, at.className, at.closest('[data-pointer]')?.dataset.pointer ?? '', at.textContent]"

# What is wrong with a control, and whether its inputs say so to those who do not see it.
ERROR = """
const field = document.querySelector(`.field[data-pointer="${arguments[0]}"]`), error = field.querySelector(':scope > .error');
const input = Array.from(field.querySelectorAll('input, select')).find(each => each.closest('.field') === field);
return error.hidden ? null : {text: error.textContent, tied: (input.getAttribute('aria-describedby') || '').split(' ').includes(error.id),
    invalid: input.getAttribute('aria-invalid') === 'true'};
"""

# Whether the page asks before it is left.
GUARDS = "const leave = new Event('beforeunload', {cancelable: true}); return !window.dispatchEvent(leave)"

TEXT = "return document.querySelector(arguments[0])?.textContent ?? null"


@dataclasses.dataclass
class Stage:
    """The browser and all that a scenario needs."""

    window: Browser
    checks: Checks
    service: driver.Service
    pictures: str
    files: str
    open_question: object
    choose: object

    def start(self, question=UPGRADE, language="zh"):
        self.open_question(self.window, self.service, question)
        self.choose(self.window, language)

    def file(self, name, content):
        path = os.path.join(self.files, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(content if isinstance(content, str) else json.dumps(content))
        return path

    def open_case(self, facts, question=UPGRADE):
        self.window.type("#open-case", self.file("case.json", {"question": question, "facts": facts}))
        self.window.until("return document.querySelector('h1').textContent === arguments[0] && "
                          "document.querySelector('.panel-content') !== null",
                          self.service.describe(question)["label"][self.window.run("return document.documentElement.lang")])
        driver.settle(self.window)

    def picture(self, name):
        self.window.screenshot(os.path.join(self.pictures, f"{name}.png"), whole=True)

    def silent(self, *refusals):
        """The console says nothing but that the service has refused what it should."""
        said = [each for each in driver.console(self.window) if not any(f"status of {each_status}" in each for each_status in refusals)]
        self.checks.equal("what the console says", said, [])


def applicants():
    with open(APPLICANTS, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def shortfalls(stage):
    """Real applicants, in both languages, with what they lack; the switch keeps what is filled in."""
    window, checks = stage.window, stage.checks
    stage.start()
    description = stage.service.describe(UPGRADE)
    for i, facts in enumerate(applicants()):
        checks.about = f"applicant {i}"
        stage.open_case(facts)
        filled = window.run(FILLED)
        for language in ("zh", "en"):
            stage.choose(window, language)
            checks.equal(f"what is filled in, {language}", window.run(FILLED), filled)
            answer = stage.service.decide(UPGRADE, facts, language)[1]
            driver.check_shown(window, checks, description, answer, language)
            for one in answer["decisions"]["upgrade_to_auditor"]["requirements"]:
                if one["status"] != "failed":
                    continue
                row = f"[data-requirement={one['id']}]"
                checks.equal(f"why {one['id']}", window.run(TEXT, f"{row} .message"), one["message"])
                checks.true(f"what {one['id']} rests on", window.run(TEXT, f"{row} .cited"))
                if one.get("shortfall"):
                    short = {"zh": "还差 ", "en": "short by "}[language] + f"{one['shortfall']:g}"
                    checks.equal(f"how far off {one['id']} is", window.run(TEXT, f"{row} .short"), short)
        stage.picture(f"applicant_{i}")
    stage.silent()


def records(stage):
    """Records are added, copied and removed; the focus goes along, and what is asked is what is there."""
    window, checks = stage.window, stage.checks
    stage.start(language="en")
    place = '.field[data-pointer="/audits"] '
    window.click(place + ".no-records")
    driver.settle(window)
    checks.true("a list without records is no longer needed", "/audits" not in window.run(driver.MARKED))
    window.click(place + ".add-record")
    checks.equal("the focus after adding", window.run(FOCUS)[2], "/audits/0/field")
    driver.fill(window, [("/audits/0/field", "qms"), ("/audits/0/onsite_days", "4.5")])
    window.click(place + ".copy")
    checks.equal("the focus after copying", window.run(FOCUS)[2], "/audits/1/field")
    driver.settle(window)
    checks.equal("the copy", window.run(FILLED)["/audits/1/onsite_days"], ["4.5"])
    driver.fill(window, [("/audits/1/onsite_days", "２")])
    window.click(place + "[data-record='0'] .remove")
    window.until("return document.getElementById('status').textContent === 'Record 1 is removed'")
    checks.equal("the focus after removing", window.run(FOCUS)[1:3], ["quiet remove", "/audits"])
    driver.settle(window)
    checks.equal("what is left", window.run(FILLED)["/audits/0/onsite_days"], ["2"])
    window.click(place + ".remove")
    checks.equal("the focus after the last", window.run(FOCUS)[1], "add-record")
    driver.settle(window)
    checks.true("the list is needed again", "/audits" in window.run(driver.MARKED))
    stage.silent()


def saved_and_opened(stage):
    """A case that is saved is the file that it was; opened again it stands there as before."""
    window, checks = stage.window, stage.checks
    facts = applicants()[1]
    stage.start()
    stage.open_case(facts)
    filled, path = window.run(FILLED), os.path.join(stage.files, f"{UPGRADE}.json")
    window.downloads(stage.files)
    window.click(".save")
    end = time.monotonic() + 10
    while not os.path.exists(path) and time.monotonic() < end:
        time.sleep(0.05)
    with open(path, encoding="utf-8") as file:
        checks.equal("the file", json.load(file), {"question": UPGRADE, "facts": facts})
    checks.equal("what is saved can be left", window.run(GUARDS), False)
    driver.fill(window, [("/extension_clause_applies", True)])
    checks.equal("what was changed since is not left by mistake", window.run(GUARDS), True)
    window.click(".start-over")
    driver.settle(window)
    checks.equal("what is filled in after starting over",
                 [value for values in window.run(FILLED).values() for value in values if value], [])
    window.run("location.hash = ''")
    window.until("return document.querySelector('.question') !== null")
    window.type("#open-case", path)
    window.until("return document.querySelector('.question-view') !== null")
    driver.settle(window)
    checks.equal("what is filled in after opening", window.run(FILLED), filled)
    stage.silent()


def wrong_files(stage):
    """What is no case is refused with the reason, and what was there stays."""
    window, checks = stage.window, stage.checks
    stage.start(language="en")
    stage.open_case(applicants()[2])
    filled = window.run(FILLED)
    case = lambda **facts: {"question": UPGRADE, "facts": facts}
    for name, content, said in (
            ("a", "not at all", "not JSON"), ("b", [1], "“question” and “facts”"),
            ("c", {**case(), "more": 1}, "“question” and “facts”"), ("d", {"question": UPGRADE}, "“question” and “facts”"),
            ("e", {"question": "ccaa.nothing", "facts": {}}, "ccaa.nothing"), ("f", case(shoe_size=44), "shoe_size"),
            ("g", case(audits=[{"shoe_size": 44}]), "shoe_size"), ("h", case(field="no_field"), "Field applied for"),
            ("i", case(audits={}), "Audits"), ("j", case(audits=[{"ended_on": "soon"}]), "Last day"), ("k", case(field=None), "Field")):
        window.run("document.querySelector('.refusal').replaceChildren()")
        window.type("#open-case", stage.file(f"{name}.json", content))
        window.until("return document.querySelector('.refusal').textContent !== ''")
        told = window.run(TEXT, ".refusal")
        checks.true(f"{content} is refused as it should: {told}", said in told and f"{name}.json" in told)
    checks.equal("what is filled in", window.run(FILLED), filled)
    stage.picture("wrong_file")
    stage.silent(404)


def reach(stage, selector, most=120):
    """Goes on with the tabulator until something has the focus."""
    for _ in range(most):
        if stage.window.run("return document.activeElement.matches(arguments[0])", selector):
            return True
        stage.window.press(TAB)
    return False


def keyboard(stage):
    """From the list of questions to a decision that is recorded, without a mouse; what has the focus can be seen."""
    window, checks = stage.window, stage.checks
    stage.start("", "en")
    question = "ccaa.professional_development_answer"
    window.run("document.activeElement.blur()")
    checks.true("the question can be reached", reach(stage, f".question[href='#{question}']"))
    window.press(ENTER)
    window.until("return document.querySelector('.question-view') !== null")
    driver.settle(window)
    checks.equal("the focus in the question", window.run("return document.activeElement.tagName"), "H1")
    for at in ("/special_requirement_exists", "/special_activity_completed"):
        checks.true(f"{at} can be reached", reach(stage, f'[data-pointer="{at}"] input'))
        checks.true("the focus can be seen",
                    window.run("return getComputedStyle(document.activeElement.closest('.option')).outlineStyle === 'solid'"))
        window.press(SPACE)
        driver.settle(window)
    checks.equal("what is still needed", window.run(driver.MARKED), [])
    checks.true("the button can be reached", reach(stage, ".primary"))
    window.press(ENTER)
    window.until("return document.querySelector('.receipt') !== null")
    checks.equal("the focus after recording", window.run("return document.activeElement.closest('.receipt') !== null"), True)
    checks.true("the first thing is a link to the content", window.run(
        "return document.querySelector('a, button, input').classList.contains('skip')"))
    stage.silent()


def told_aloud(stage):
    """A verdict that changes is told to those who hear the page."""
    window, checks = stage.window, stage.checks
    stage.start(language="en")
    stage.open_case(applicants()[1])
    window.until("return document.getElementById('status').textContent.startsWith('Ineligible. Final')")
    checks.equal("it waits for its turn", window.run("return document.getElementById('status').getAttribute('aria-live')"), "polite")
    driver.fill(window, [("/extension_clause_applies", True)])
    window.until("return document.getElementById('status').textContent.startsWith('Eligible. Final')")
    stage.silent()


def problem_at_its_input(stage):
    """What the service refuses is told at the control, in its words; what is no value at all, by the page."""
    window, checks = stage.window, stage.checks
    at, facts = "/audits/1/onsite_days", applicants()[1]
    facts["audits"][1]["onsite_days"] = 3.3
    for language in ("zh", "en"):
        stage.start(language=language)
        stage.open_case(facts)
        problem, error = stage.service.decide(UPGRADE, facts, language)[1], window.run(ERROR, at)
        checks.equal("where the service finds it", problem["pointer"], at)
        for part in ("title", "detail", "help"):
            checks.true(f"{part} at the input, {language}", error and problem[part] in error["text"])
            checks.true(f"{part} in place of the answer, {language}", problem[part] in window.run(TEXT, ".panel .refused"))
        checks.true("it is tied to the input", error and error["tied"] and error["invalid"])
        window.click(".panel .go")
        checks.equal("the way there", window.run(FOCUS)[2], at)
        stage.picture(f"problem_{language}")
    driver.fill(window, [(at, "5")])
    driver.settle(window)
    checks.equal("once it is right", window.run(ERROR, at), None)
    driver.fill(window, [(at, "five")])
    checks.true("no number", "Enter a number" in window.run(ERROR, at)["text"])
    stage.choose(window, "zh")
    checks.equal("it stays there in the other language", window.run(FILLED)[at], ["five"])
    window.run("document.activeElement.blur()")
    window.click(".primary")
    checks.equal("nothing is recorded, and the focus goes there", [window.run(FOCUS)[2], window.run(TEXT, ".receipt")], [at, None])
    stage.silent(422)


def contradiction(stage):
    """Facts that contradict one another are no single input's fault: it is told in place of the answer."""
    window, facts = stage.window, applicants()[0]
    facts["trainee_certificates"][0]["end_date"] = "2020-01-01"
    stage.start()
    stage.open_case(facts)
    problem = stage.service.decide(UPGRADE, facts, "zh")[1]
    stage.checks.true("it is told", problem["detail"] in window.run(TEXT, ".panel .refused"))
    window.click(".primary")
    window.until("return document.querySelector('.refusal').textContent !== ''")
    stage.checks.equal("nothing is recorded", window.run(TEXT, ".receipt"), None)
    stage.silent(422)


def recorded_and_printed(stage):
    """A decision that is recorded has its number on the page and on paper, and says so when something was changed since."""
    window, checks = stage.window, stage.checks
    stage.start()
    stage.open_case(applicants()[1])
    window.click(".primary")
    number, fingerprint, at = window.until(
        "return Array.from(document.querySelectorAll('.receipt dd')).map(each => each.textContent)")
    checks.true(f"a number: {number}", DECISION_NUMBER.match(number))
    checks.equal("its fingerprint", fingerprint, stage.service.describe(UPGRADE)["fingerprint"])
    checks.true(f"a time: {at}", re.match(r"^20\d\d-\d\d-\d\d \d\d:\d\d:\d\d UTC[+-]\d\d:\d\d$", at))
    window.media("print")
    window.run("window.dispatchEvent(new Event('beforeprint'))")
    stage.picture("printed")
    text = window.run("return document.body.innerText")
    for each in (number, fingerprint, at, "不符合条件", "EMS 环境管理体系", "2022-10-14", "4.5天", "第4条", "还差 1.5", "打印时间"):
        checks.true(f"{each} on paper", each in text)
    checks.equal("controls on paper", window.run("return Array.from(document.querySelectorAll('input, select, button'))"
                                                 ".filter(e => e.checkVisibility() && e.getClientRects().length).length"), 0)
    window.media()
    paper = window.pdf()
    checks.true("a PDF", paper.startswith(b"%PDF-") and b"%%EOF" in paper[-64:] and len(paper) > 10000)
    with open(os.path.join(stage.pictures, "printed.pdf"), "wb") as file:
        file.write(paper)
    stage.choose(window, "en")
    checks.true("it stays in the other language", number in window.run(TEXT, ".receipt"))
    driver.fill(window, [("/extension_clause_applies", True)])
    checks.true("something was changed since", window.run(TEXT, ".receipt .warning"))
    stage.silent()


def last_answer_wins(stage):
    """An answer that is late does not take the place of one that was asked for later."""
    window, checks = stage.window, stage.checks
    stage.start(language="en")
    stage.open_case(applicants()[1])
    window.run("""
        const real = window.fetch;
        let asked = 0;
        window.late = 0;
        window.fetch = (address, options) => {
            const slow = asked++ === 0;
            return real(address, {...options, signal: undefined}).then(answer => new Promise(done =>
                setTimeout(() => { window.late += slow; done(answer); }, slow ? 1200 : 0)));
        };""")
    driver.fill(window, [("/extension_clause_applies", True)])
    time.sleep(0.5)
    driver.fill(window, [("/extension_clause_applies", False)])
    window.until("return window.late === 1")
    time.sleep(0.2)
    checks.equal("the verdict", window.run("return document.querySelector('[data-decision]').dataset.verdict"), "ineligible")
    stage.silent()


def service_away(stage):
    """Without the service the page says so, keeps everything, and goes on when it is there again."""
    window, checks = stage.window, stage.checks
    stage.start(language="en")
    stage.open_case(applicants()[1])
    filled = window.run(FILLED)
    offline = lambda off: window.devtools("Network.emulateNetworkConditions", offline=off, latency=0, downloadThroughput=-1, uploadThroughput=-1)
    window.devtools("Network.enable")
    offline(True)
    window.click(".primary")
    window.until("return document.querySelector('.panel .refused') !== null")
    checks.true("it is told", "does not answer" in window.run(TEXT, ".refusal"))
    checks.equal("what is filled in", window.run(FILLED), filled)
    offline(False)
    window.click(".panel .refused button")
    window.until("return document.querySelector('[data-verdict]') !== null")
    window.console()


def strict(stage):
    """Nothing runs or is fetched that is not the page's own."""
    with urllib.request.urlopen(stage.service.root + "/", timeout=30) as answer:
        status, headers, text = answer.status, answer.headers, answer.read().decode()
    stage.checks.equal("the page", [status, headers.get_content_type()], [200, "text/html"])
    policy = headers["Content-Security-Policy"] or ""
    for part in ("default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "base-uri 'none'"):
        stage.checks.true(f"{part} in: {policy}", part in policy)
    stage.checks.equal("what stands in the page itself", re.findall(r"<style|style=|<script(?! type=\"module\" src=\"/page)|http:|https:", text), [])


def every_kind(stage):
    """An invented question with what the others have not: sets, facts that may be none, texts, remedies, several decisions."""
    invented.check(stage.window, stage.checks, stage.service, stage.choose)
    stage.picture("invented")
    stage.silent()


ALL = [shortfalls, records, saved_and_opened, wrong_files, keyboard, told_aloud, problem_at_its_input, contradiction,
       recorded_and_printed, last_answer_wins, service_away, strict, every_kind]
