"""How facts are filled in on the page of the decision service: by real applicants, as records, from files, by keyboard alone."""

import json
import re
import time
from pathlib import Path

import page_driver as driver
from page_stage import FILLED, FOCUS, GUARDS, TEXT, UPGRADE, applicants

TAB, ENTER, SPACE = "\ue004", "\ue007", " "


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
    checks.equal("the focus after adding", window.run(FOCUS)[1], "/audits/0/field")
    driver.fill(window, [("/audits/0/field", "qms"), ("/audits/0/onsite_days", "4.5")])
    window.click(place + ".copy")
    checks.equal("the focus after copying", window.run(FOCUS)[1], "/audits/1/field")
    driver.settle(window)
    checks.equal("the copy", window.run(FILLED)["/audits/1/onsite_days"], ["4.5"])
    driver.fill(window, [("/audits/1/onsite_days", "２")])
    # Drawn anew, each shows what it holds.
    stage.choose(window, "zh")
    stage.choose(window, "en")
    found = window.run(FILLED)
    checks.equal("record and copy", [found["/audits/0/onsite_days"], found["/audits/1/onsite_days"]], [["4.5"], ["2"]])
    window.click(place + "[data-record='0'] .remove")
    window.until("return document.getElementById('status').textContent === 'Record 1 is removed'")
    checks.equal("the focus after removing", window.run(FOCUS), ["quiet remove", "/audits"])
    driver.settle(window)
    checks.equal("what is left", window.run(FILLED)["/audits/0/onsite_days"], ["2"])
    window.click(place + ".remove")
    checks.equal("the focus after the last", window.run(FOCUS)[0], "add-record")
    driver.settle(window)
    checks.true("the list is needed again", "/audits" in window.run(driver.MARKED))
    stage.silent()


def saved_and_opened(stage):
    """A case that is saved is the file that it was; opened again it stands there as before."""
    window, checks = stage.window, stage.checks
    facts = applicants()[1]
    stage.start()
    stage.open_case(facts)
    filled, saved = window.run(FILLED), Path(stage.files)
    window.downloads(stage.files)
    window.click(".save")
    end = time.monotonic() + 10
    while not (found := list(saved.glob(f"{UPGRADE} *.json"))) and time.monotonic() < end:
        time.sleep(0.05)
    if not found:
        raise AssertionError("nothing is saved under the question's id and the time")
    path = str(found[0])
    checks.true(f"when it was saved: {path}", re.search(r" \d{4}-\d{2}-\d{2} \d{4}\.json$", path))
    checks.equal("the file", json.loads(found[0].read_text(encoding="utf-8")), {"question": UPGRADE, "facts": facts})
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
            ("a", b"not at all", "not JSON"), ("b", [1], "“question” and “facts”"),
            ("c", {**case(), "more": 1}, "“question” and “facts”"), ("d", {"question": UPGRADE}, "“question” and “facts”"),
            ("l", {"question": UPGRADE, "facts": []}, "“facts” is not an object"),
            ("m", {"question": 1, "facts": {}}, "“question” is not text"),
            ("n", json.dumps(case(field="服务"), ensure_ascii=False).encode("gbk"), "not UTF-8"),
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


ALL = [shortfalls, records, saved_and_opened, wrong_files, keyboard, told_aloud]
