"""The page of a running decision service does in a browser what it promises: every question can be opened, filled in and
answered on it, on a wide screen and on a phone, and it shows what the service answers; records, files, languages, the
keyboard, problems, recording and printing work as people need them.

usage: page_test.py URL SCREENSHOT_FOLDER
"""

import os
import sys
import tempfile
import time

import page_driver as driver
import page_filling
import page_outcomes
from browser import browser
from page_checks import PALE, REPEATED_IDS, SKIPPED_HEADINGS, TOO_WIDE, UNNAMED_CONTROLS, Checks
from page_stage import Stage

DESKTOP, PHONE = (1280, 900, False), (360, 740, True)
MOST_ROUNDS = 12

# Everything that was fetched, by what is before its path.
FETCHED = """
return Array.from(new Set(performance.getEntriesByType('resource').map(each => new URL(each.name).origin)))
    .filter(each => each !== location.origin);
"""

# Where one can choose what the page opens with.
NEW_PAGE = "return document.querySelector('.question, .question-view') !== null"


def open_question(window, service, question=""):
    """Opens the page anew: an address that differs behind `#` alone would keep it."""
    window.open_address("about:blank")
    window.open_address(f"{service.root}/#{question}")
    window.until(NEW_PAGE)
    if question:
        driver.settle(window)


def choose(window, language):
    window.run("document.getElementById(arguments[0]).click()", f"show-{language}")
    window.until("return document.documentElement.lang === arguments[0]", language)
    window.until(NEW_PAGE)
    if window.run("return document.querySelector('.question-view') !== null"):
        driver.settle(window)


def check_looks(window, checks):
    checks.equal("ids that stand twice", window.run(REPEATED_IDS), [])
    checks.equal("headings that skip a level", window.run(SKIPPED_HEADINGS), [])
    checks.equal("controls without a name", window.run(UNNAMED_CONTROLS), [])
    for scheme in ("light", "dark"):
        window.media(prefers_color_scheme=scheme)
        checks.equal(f"pale texts, {scheme}", window.run(PALE), [])
    window.media()


def check_fits(window, checks, what):
    checks.equal(f"what is too wide, {what}", window.run(TOO_WIDE), [0, []])


def fill_in(window, checks, service, description):
    """Fills in what is missing until nothing is; what is shown follows each time. Gives the last answer's facts."""
    facts = {}
    for _ in range(MOST_ROUNDS):
        _, answer = service.decide(description["id"], facts, "zh")
        wanted = sorted(map(driver.pointer, driver.needed(answer)))
        checks.equal("what is marked as needed", window.run(driver.MARKED), wanted)
        shown = sorted({each.split("/")[1] for each in wanted} | set(facts))
        folded = sorted({each["id"] for each in description["facts"]} - set(shown))
        checks.equal("which facts are shown, and which are folded away", window.run(driver.PLACED), [shown, folded])
        driver.check_shown(window, checks, description, answer, "zh")
        if not wanted:
            return facts
        driver.fill(window, driver.next_values(service, description, facts, answer))
        # The control that was used last may keep its place while it has the focus.
        window.run("document.activeElement.blur()")
        driver.settle(window)
    raise AssertionError(f"{description['id']}: something is still missing after {MOST_ROUNDS} rounds: {wanted}")


def drive(window, checks, service, question, folder):
    """One question from its first fact to its last, then on a phone and in the other language."""
    checks.about = question
    description = service.describe(question)
    window.size(*DESKTOP)
    open_question(window, service, question)
    checks.equal("the title", window.run("return document.querySelector('h1').textContent"), description["label"]["zh"])
    facts = fill_in(window, checks, service, description)
    check_fits(window, checks, "1280")
    window.screenshot(os.path.join(folder, f"{question}_desktop.png"))
    window.size(*PHONE)
    check_fits(window, checks, "360, zh")
    choose(window, "en")
    check_fits(window, checks, "360, en")
    driver.check_shown(window, checks, description, service.decide(question, facts, "en")[1], "en")
    check_looks(window, checks)
    window.media(prefers_color_scheme="dark")
    window.screenshot(os.path.join(folder, f"{question}_phone.png"))
    window.media()
    choose(window, "zh")
    checks.equal("what comes from elsewhere", window.run(FETCHED), [])
    checks.equal("what the console says", driver.console(window), [])


def check_home(window, checks, service, folder):
    """All questions are there, in both languages, and can be searched."""
    checks.about = "home"
    listed = "return Array.from(document.querySelectorAll('.question')).filter(e => e.getClientRects().length).map(e => e.textContent)"
    questions = service.questions()
    for size in (DESKTOP, PHONE):
        window.size(*size)
        open_question(window, service)
        for language in ("en", "zh"):
            choose(window, language)
            checks.equal(f"questions, {language}", window.run(listed), [each["label"][language] for each in questions])
            check_fits(window, checks, f"{size[0]}, {language}")
            window.screenshot(os.path.join(folder, f"home_{language}_{size[0]}.png"))
    check_looks(window, checks)
    sought = questions[-1]["label"]["en"].split()[-1]
    window.type("#search", sought)
    left = [each["label"]["zh"] for each in questions
            if sought.lower() in " ".join([each["id"], *each["label"].values()]).lower()]
    checks.equal("what the search leaves, in whichever language", window.run(listed), left)
    window.type("#search", " zzzz")
    checks.equal("what it leaves for nonsense", window.run(listed), [])
    checks.true("it says so", window.run("return document.querySelector('.found').textContent"))


def check_first_language(window, checks, service):
    """The browser's language at first; then the one that was chosen, also after the page was opened anew."""
    checks.about = "the first language"
    agent = window.run("return navigator.userAgent")
    language = "return document.documentElement.lang"
    for accepted, wanted, other in (("zh-CN", "zh", "en"), ("de-DE", "en", "zh"), ("en-GB", "en", "zh")):
        window.devtools("Emulation.setUserAgentOverride", userAgent=agent, acceptLanguage=accepted)
        window.open_address(f"{service.root}/")
        window.run("localStorage.clear()")
        window.post("/refresh")
        window.until(NEW_PAGE)
        checks.equal(accepted, window.run(language), wanted)
        choose(window, other)
        window.post("/refresh")
        window.until(NEW_PAGE)
        checks.equal(f"{accepted}, after the other was chosen", window.run(language), other)
    window.devtools("Emulation.setUserAgentOverride", userAgent=agent, acceptLanguage="zh-CN")
    choose(window, "zh")


def main(root, folder):
    checks, service, begun = Checks(), driver.Service(root), time.monotonic()
    os.makedirs(folder, exist_ok=True)
    scenarios = page_filling.ALL + page_outcomes.ALL
    questions = [each["id"] for each in service.questions()]
    with tempfile.TemporaryDirectory() as files, browser() as window:
        window.size(*DESKTOP)
        check_first_language(window, checks, service)
        check_home(window, checks, service, folder)
        checks.equal("what the console says", driver.console(window), [])
        for question in questions:
            drive(window, checks, service, question, folder)
        stage = Stage(window, checks, service, folder, files, open_question, choose)
        for scenario in scenarios:
            checks.about = scenario.__name__
            window.size(*DESKTOP)
            scenario(stage)
            window.media()
    for fault in checks.faults:
        print(fault)
    print(f"reached: {checks.passed} checks of {len(questions)} questions and {len(scenarios)} scenarios in Chromium, "
          f"{time.monotonic() - begun:.0f} s")
    return 1 if checks.faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
