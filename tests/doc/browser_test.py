"""The page about real policies does in a browser what it promises: it opens without an error, fetches nothing, shows one
language at a time, every link leads somewhere, it filters, fits on a phone, prints, and is whole without scripts.

What `--coverage` adds keeps to the same, and what no test reaches can be seen as such: on an invented policy.

usage: browser_test.py TENET ROOT
"""

import os
import subprocess
import sys
import tempfile

from browser import browser
from page_checks import PALE, REPEATED_IDS, SKIPPED_HEADINGS, TOO_WIDE, UNNAMED_CONTROLS, Checks

FOLDERS = ["ccaa", "driving"]
PHONE = 360

# One requirement is reached whole, of another nobody has tested that it fails, and one case is never taken.
INVENTED = """
policy pool "Pool" zh "游泳馆"
fact age : count 0..120 "Age" zh "年龄"
fact can_swim : yes/no "Can swim" zh "会游泳"
output fee "Fee" zh "票价"
  = 0 when age < 6
  = 5 otherwise
decide pool "May swim" zh "可以游泳"
  require old_enough "Old enough" zh "年龄够": age >= 6
  require swims "Swims" zh "会游泳": can_swim
test "six"
  given age = 6, can_swim = yes
  expect pool eligible
  expect fee = 5
test "five"
  given age = 5, can_swim = yes
  expect pool ineligible because old_enough
test "no age"
  given can_swim = yes
  expect pool undetermined needing age
test "cannot swim" unconfirmed
  given age = 6, can_swim = no
  expect pool ineligible because swims
"""

# The texts that can be seen in each language, of those that are there in both.
SHOWN = """
const shown = name => Array.from(document.querySelectorAll('main .' + name)).filter(each => each.getClientRects().length).length;
return [shown('zh'), shown('en')];
"""

BROKEN_LINKS = """
return Array.from(document.querySelectorAll('a[href]')).map(each => each.getAttribute('href'))
    .filter(href => !href.startsWith('#') || document.getElementById(href.slice(1)) === null);
"""

FETCHED = """
return performance.getEntriesByType('resource').map(each => each.name);
"""

# The texts of those that can be seen, each on one line.
SEEN = """
return Array.from(document.querySelectorAll(arguments[0])).filter(each => each.checkVisibility({contentVisibilityAuto: true}) &&
    each.getClientRects().length).map(each => each.innerText.replace(/\\s+/g, ' ').trim());
"""


def check_content(window, checks):
    checks.equal("links that lead nowhere", window.run(BROKEN_LINKS), [])
    checks.equal("ids that stand twice", window.run(REPEATED_IDS), [])
    checks.equal("headings that skip a level", window.run(SKIPPED_HEADINGS), [])
    checks.equal("controls without a name", window.run(UNNAMED_CONTROLS), [])
    checks.equal("what was fetched", window.run(FETCHED), [])


def check_languages(window, checks):
    """Chinese first, as the page was made to open."""
    zh, en = window.run(SHOWN)
    checks.equal("English that is shown among Chinese", en, 0)
    checks.true("Chinese is shown", zh > 100)
    checks.equal("the language of the document", window.run("return document.documentElement.lang"), "zh")
    title = window.run("return document.title")
    window.click('label[for="show-en"]')
    zh, en = window.run(SHOWN)
    checks.equal("Chinese that is shown among English", zh, 0)
    checks.true("English is shown", en > 100)
    checks.equal("the language of the document", window.run("return document.documentElement.lang"), "en")
    checks.true("the title changes as well", window.run("return document.title") != title)
    # With the keyboard, from where it is.
    window.run("document.getElementById('show-en').focus()")
    window.type("#show-en", "\ue012")
    checks.equal("English after the arrow key", window.run(SHOWN)[1], 0)


def check_search(window, checks, word):
    items = window.run("return document.querySelectorAll('.item').length")
    visible = "return Array.from(document.querySelectorAll('.item')).filter(each => each.getClientRects().length)"
    window.type("#page-search", word)
    left = window.until(visible + ".map(each => each.textContent.toLowerCase())")
    checks.true("the filter leaves some", 0 < len(left) < items)
    checks.equal("items without the word", [each for each in left if word.lower() not in each], [])
    counted = window.run("return document.querySelector('#page-found .count').textContent")
    checks.equal("the number that it tells", counted, str(len(left)))
    window.type("#page-search", "zzzz")
    checks.equal("items for nonsense", window.run(visible + ".length"), 0)
    checks.equal("sections for nonsense",
                 window.run("return Array.from(document.querySelectorAll('main section')).filter(s => !s.hidden).length"), 0)
    # A link to what is filtered away brings it back.
    target = window.run("return document.querySelector('.item').id")
    window.run("location.hash = arguments[0]", target)
    window.until("return document.getElementById(arguments[0]).getClientRects().length > 0", target)
    checks.equal("the filter after a link", window.run("return document.getElementById('page-search').value"), "")
    window.run("document.getElementById('page-search').value = ''")


def check_links(window, checks, page):
    """The address of a rule leads to it, in either language, before and after the choice."""
    rule = window.run("return document.querySelector('.rule, .definition').id")
    window.open(page, rule)
    seen = "const box = document.getElementById(arguments[0]).getBoundingClientRect(); return box.top >= -1 && box.top < innerHeight"
    checks.true("a rule's address leads to it", window.until(seen, rule))
    window.click('label[for="show-en"]')
    checks.equal("the address after the choice of language", window.run("return decodeURIComponent(location.hash)"), "#" + rule)
    window.click('label[for="show-zh"]')


def check_phone(window, checks):
    window.size(PHONE, 700)
    for language in ("zh", "en"):
        window.run("document.getElementById(arguments[0]).click()", f"show-{language}")
        checks.equal(f"what is too wide for a phone, in {language}", window.run(TOO_WIDE), [0, []])
    window.size(1200, 900)


def check_colours(window, checks):
    for scheme in ("light", "dark"):
        window.devtools("Emulation.setEmulatedMedia", media="", features=[{"name": "prefers-color-scheme", "value": scheme}])
        checks.equal(f"pale texts, {scheme}", window.run(PALE), [])
    window.devtools("Emulation.setEmulatedMedia", media="", features=[])


def check_print(window, checks):
    window.devtools("Emulation.setEmulatedMedia", media="print")
    controls = "return Array.from(document.querySelectorAll('.bar, .bar *, .pick')).filter(e => e.getClientRects().length).length"
    checks.equal("controls in print", window.run(controls), 0)
    checks.true("rules in print", window.run("return document.querySelector('main h2').getClientRects().length"))
    broken = "return Array.from(document.querySelectorAll('.rule')).filter(e => getComputedStyle(e).breakInside !== 'avoid').length"
    checks.equal("rules that a page may break", window.run(broken), 0)
    checks.equal("languages in print", window.run("return document.documentElement.lang === 'zh' ? " +
                                                  "document.querySelector('main .en').getClientRects().length : 0"), 0)
    window.devtools("Emulation.setEmulatedMedia", media="")


def check_without_scripts(window, checks, page):
    window.devtools("Emulation.setScriptExecutionDisabled", value=True)
    window.open("/dev/null")
    window.open(page)
    zh, en = window.run(SHOWN)
    checks.equal("English without scripts", en, 0)
    checks.true("Chinese without scripts", zh > 100)
    checks.equal("a filter that cannot work", window.run("return document.getElementById('page-search').getClientRects().length"), 0)
    window.click('label[for="show-en"]')
    checks.equal("Chinese after the choice without scripts", window.run(SHOWN)[0], 0)
    folded = "return Array.from(document.querySelectorAll('.item')).filter(each => !each.getClientRects().length).length"
    checks.equal("items that are hidden without scripts", window.run(folded), 0)
    window.devtools("Emulation.setScriptExecutionDisabled", value=False)


def check_strictness(window, checks, page):
    """The page lets nothing in but its own style and script: a line more is stopped, and so is what it would fetch."""
    with open(page, encoding="utf-8") as file:
        text = file.read()
    more = '<script>document.title = "stolen"</script><img src="http://127.0.0.1:9/x.png"><p style="color:red">'
    spoilt = page + ".spoilt.html"
    with open(spoilt, "w", encoding="utf-8") as file:
        file.write(text.replace("</main>", more + "</main>"))
    window.open(spoilt)
    checks.true("a script that was put in does not run", window.run("return document.title") != "stolen")
    stopped = [each for each in window.console() if "Content Security Policy" in each]
    checks.true(f"three things are stopped, not {len(stopped)}", len(stopped) >= 3)


def check_coverage(window, checks, page):
    """What no test reaches is seen at once, in words and with a mark of its own; what is reached whole is folded away."""
    window.size(1200, 900)
    window.open(page)
    check_content(window, checks)
    wanted = {"zh": (["✗ 要求 4 / 6", "✗ 分支 1 / 2", "✗ 边界 3 / 4"], ["✗ 没有“不满足”的测试", "✗ 没有“未知”的测试"],
                     ["✗ 没有测试", "✓ 有测试"], "✗ 情形 1： 没有测试用到这一情形"),
              "en": (["✗ 4 of 6 requirements", "✗ 1 of 2 branches", "✗ 3 of 4 boundaries"],
                     ["✗ in no test does it fail", "✗ in no test is it unknown"], ["✗ not tested", "✓ tested"],
                     "✗ case 1: no test takes this case")}
    for language, (sums, missed, rows, gap) in wanted.items():
        window.run("document.getElementById(arguments[0]).click()", f"show-{language}")
        checks.equal(f"sums of the page, {language}", window.run(SEEN, ".about.reached .sums > li"), sums)
        checks.equal(f"sums of the policy, {language}", window.run(SEEN, ".policy .sums > li"), sums)
        checks.equal(f"what is missed of a rule, {language}", window.run(SEEN, "[id='pool.swims'] .sites .missed"), missed)
        checks.equal(f"what is missed of a rule that is reached, {language}",
                     window.run(SEEN, "[id='pool.old_enough'] .missed"), [])
        checks.equal(f"cases, {language}", window.run(SEEN, ".cases .taken"), rows)
        checks.true(f"the case among what is not reached, {language}", gap in window.run(SEEN, ".gaps .missed"))
    folded = "return Array.from(document.querySelectorAll('.reach')).map(each => each.open)"
    checks.equal("what is open", window.run(folded), [False, True, True])
    colour = "return getComputedStyle(document.querySelector(arguments[0])).color"
    checks.true("colours tell them apart as well", window.run(colour, ".sites .met") != window.run(colour, ".sites .missed"))
    check_gap_link(window, checks)
    check_phone(window, checks)
    check_colours(window, checks)
    window.devtools("Emulation.setEmulatedMedia", media="print")
    checks.true("what is missed in print", window.run(SEEN, "[id='pool.swims'] .sites .missed"))
    window.devtools("Emulation.setEmulatedMedia", media="")
    checks.equal("what was fetched in the end", window.run(FETCHED), [])
    checks.equal("what the console says", window.console(), [])


def check_gap_link(window, checks):
    """From the head of a policy to the place; and the filter finds what has such places."""
    target = window.run("return document.querySelector('.gaps .missed > a').getAttribute('href').slice(1)")
    window.click(".gaps .missed > a")
    seen = "const box = document.getElementById(arguments[0]).getBoundingClientRect(); return box.top >= 0 && box.top < innerHeight"
    checks.true("it leads there", window.until(seen, target))
    window.type("#page-search", "✗")
    visible = "return Array.from(document.querySelectorAll('.item')).filter(e => e.getClientRects().length).map(e => e.id)"
    checks.equal("what has something that is not reached", window.until(visible), ["pool.swims", "output:pool.fee"])
    window.run("const box = document.getElementById('page-search'); box.value = ''; box.dispatchEvent(new Event('input'))")


def check_page(window, checks, page):
    window.size(1200, 900)
    window.console()
    window.open(page)
    check_content(window, checks)
    check_languages(window, checks)
    check_search(window, checks, "2023")
    check_links(window, checks, page)
    check_phone(window, checks)
    check_print(window, checks)
    check_colours(window, checks)
    check_without_scripts(window, checks, page)
    checks.equal("what was fetched in the end", window.run(FETCHED), [])
    checks.equal("what the console says", window.console(), [])


def main(tenet, root):
    checks = Checks()
    with tempfile.TemporaryDirectory() as folder, browser() as window:
        for name in FOLDERS:
            checks.about = name
            page = os.path.join(folder, f"{name}.html")
            subprocess.run([tenet, "doc", os.path.join(root, "policies", name), "-o", page, "--lang", "zh"], check=True)
            check_page(window, checks, page)
        check_strictness(window, checks, page)
        checks.about = "driving --coverage"
        page = os.path.join(folder, "coverage.html")
        subprocess.run([tenet, "doc", os.path.join(root, "policies", "driving"), "-o", page, "--coverage", "--lang", "zh"],
                       check=True)
        check_page(window, checks, page)
        checks.about = "an invented policy --coverage"
        policy = os.path.join(folder, "pool.policy")
        with open(policy, "w", encoding="utf-8") as file:
            file.write(INVENTED)
        subprocess.run([tenet, "doc", policy, "-o", page, "--coverage", "--lang", "zh"], check=True)
        check_coverage(window, checks, page)
    for fault in checks.faults:
        print(fault)
    print(f"reached: {checks.passed} checks of {len(FOLDERS) + 2} pages in Chromium")
    return 1 if checks.faults else 0


sys.exit(main(*sys.argv[1:]))
