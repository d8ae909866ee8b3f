"""What becomes of what was filled in: problems at their inputs, decisions that are recorded and printed, a service that is late
or away, and a question with everything that the others have not.
"""

import os
import re
import time
import urllib.request

import page_driver as driver
import page_invented as invented
from page_stage import ERROR, FILLED, FOCUS, TEXT, UPGRADE, applicants

DECISION_NUMBER = re.compile(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")


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
            told = driver.readable(stage.service.describe(UPGRADE), problem, part, language)
            checks.true(f"at the input, {language}: {told}", error and told in error["text"])
            checks.true(f"in place of the answer, {language}: {told}", told in window.run(TEXT, ".panel .refused"))
        listed = {"zh": "审核经历 第2条：", "en": "Audits record 2: "}[language]
        checks.true("the list has its label", error and listed in error["text"])
        checks.true("it is tied to the input", error and error["tied"] and error["invalid"])
        window.click(".panel .go")
        checks.equal("the way there", window.run(FOCUS)[1], at)
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
    checks.equal("nothing is recorded, and the focus goes there", [window.run(FOCUS)[1], window.run(TEXT, ".receipt")], [at, None])
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
    checks.true("what the number is for", "请记下判定编号" in window.run(TEXT, ".receipt"))
    checks.true("Chinese signs in Chinese", "：" in window.run(TEXT, ".version") and ": " not in window.run(TEXT, ".version"))
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


def cut_off(window, offline):
    window.devtools("Network.emulateNetworkConditions", offline=offline, latency=0, downloadThroughput=-1, uploadThroughput=-1)


def service_away(stage):
    """Without the service the page says so, keeps everything, and goes on when it is there again."""
    window, checks = stage.window, stage.checks
    stage.start(language="en")
    stage.open_case(applicants()[1])
    filled = window.run(FILLED)
    window.devtools("Network.enable")
    cut_off(window, True)
    window.click(".primary")
    window.until("return document.querySelector('.panel .refused') !== null")
    checks.true("it is told", "does not answer" in window.run(TEXT, ".refusal"))
    checks.equal("what is filled in", window.run(FILLED), filled)
    cut_off(window, False)
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
    foreign = re.findall(r"<style|style=|<script(?! type=\"module\" src=\"/page)|http:|https:", text)
    stage.checks.equal("what stands in the page itself", foreign, [])


def every_kind(stage):
    """An invented question with what the others have not: sets, facts that may be none, texts, remedies, several decisions."""
    invented.check(stage)
    stage.silent()


ALL = [problem_at_its_input, contradiction, recorded_and_printed, last_answer_wins, service_away, strict, every_kind]
