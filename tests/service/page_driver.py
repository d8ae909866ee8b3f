"""The page of the decision service as a test uses it: what the service says of a question, how its facts are filled in on the
page, and what the page should show of an answer.
"""

import json
import re
import sys
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "doc"))

VERDICTS = {
    "en": {"undetermined": "Undetermined", "eligible": "Eligible", "eligible_with_remedy": "Eligible with remedy",
           "ineligible": "Ineligible", "not_applicable": "Not applicable"},
    "zh": {"undetermined": "待定", "eligible": "符合条件", "eligible_with_remedy": "补救后符合条件", "ineligible": "不符合条件",
           "not_applicable": "不适用"}}
# What stands below a verdict that is final, and one that is not.
LEFT = {"en": ("Final: nothing that is still open can change it", "Not final: {} still needed"),
        "zh": ("结论已定：其余未填的内容不会改变结论", "结论未定：还需填写 {} 项")}
WORDS = {"en": {True: "Yes", False: "No", None: "None", "open": "not known yet", "join": ", "},
         "zh": {True: "是", False: "否", None: "无", "open": "待定", "join": "、"}}
UNITS = {"en": {"days": (" day", " days"), "hours": (" hour", " hours")},
         "zh": {"days": ("天", "天"), "hours": ("学时", "学时")}}

# Values to try for each kind of fact; the first that the service does not refuse is filled in.
CANDIDATES = {"yes_no": [True, False], "date": ["2023-05-01", "2022-06-01", "2025-05-31", "2023-05-20", "2020-02-29"],
              "number": [4, 1, 0], "count": [2, 1, 0], "days": [4.5, 4, 1], "hours": [16, 1], "text": ["joint"]}

SETTLED = """
const panel = document.querySelector('.panel-content');
return panel !== null && panel.getAttribute('aria-busy') === 'false';
"""

# Puts a value into the control of a place as somebody would, and lets it hear of that.
FILL = """
const [pointer, value] = arguments, field = document.querySelector(`.field[data-pointer="${pointer}"]`);
const tell = (control, kind) => control.dispatchEvent(new Event(kind, {bubbles: true}));
const own = selector => Array.from(field.querySelectorAll(selector)).filter(each => each.closest('.field') === field);
if (field.classList.contains('list')) {
    if (value.length === 0) own('.no-records')[0].click();
    else value.forEach(() => field.querySelector('.add-record').click());
} else if (field.classList.contains('yes_no')) {
    own('input')[value === true ? 0 : value === false ? 1 : 2].click();
} else if (field.classList.contains('choice')) {
    const select = own('select')[0];
    select.value = value === null ? ':none' : value;
    tell(select, 'change');
} else if (field.classList.contains('set')) {
    const wanted = value.length ? value : [':none'];
    own('input').filter(each => wanted.includes(each.value)).forEach(each => each.click());
} else if (value === null) {
    own('input[type=checkbox]')[0].click();
} else {
    const input = own('input')[0];
    input.value = value;
    tell(input, 'input');
}
"""

SHOWN_DECISIONS = """
return Object.fromEntries(Array.from(document.querySelectorAll('[data-decision]')).map(each => [each.dataset.decision, {
    verdict: each.querySelector('.verdict-word').textContent,
    left: each.querySelector('.verdict-left').textContent, listed: each.querySelectorAll('.still-needed li').length,
    statuses: Object.fromEntries(Array.from(each.querySelectorAll('[data-requirement]')).map(one =>
        [one.dataset.requirement, one.classList[1]]))}]));
"""

SHOWN_OUTPUTS = """
return Object.fromEntries(Array.from(document.querySelectorAll('[data-output]')).map(each => {
    const items = Array.from(each.querySelectorAll('li')).map(one => one.textContent);
    return [each.dataset.output, items.length ? items : each.querySelector('.found-value').textContent];
}));
"""

MARKED = """
return Array.from(document.querySelectorAll('.field.needed')).map(each => each.dataset.pointer).sort();
"""

# The facts that stand open, and those that are folded away.
PLACED = """
return ['.shown', '.folded'].map(each => Array.from(document.querySelectorAll(each + ' > .field'))
    .map(field => field.dataset.pointer.slice(1)).sort());
"""


class Service:
    """What the service answers to others than the page."""

    def __init__(self, root):
        self.root = root.rstrip("/")

    def ask(self, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.root + path, data, {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, json.load(answer), answer.headers
        except urllib.error.HTTPError as error:
            return error.code, json.load(error), error.headers

    def questions(self):
        return self.ask("/v1/questions")[1]

    def describe(self, question):
        return self.ask(f"/v1/questions/{urllib.parse.quote(question)}")[1]

    def decide(self, question, facts, language="en"):
        """The status and the answer, or the problem."""
        return self.ask(f"/v1/questions/{urllib.parse.quote(question)}?trial=1&lang={language}", facts)[:2]


def needed(answer):
    """The paths that an answer lists as missing."""
    paths = [path for each in answer["decisions"].values() for path in each["missing"]]
    for value in answer["outputs"].values():
        paths += value["undetermined"] if isinstance(value, dict) else []
    return list(dict.fromkeys(paths))


def pointer(path):
    """`audits[2].ended_on` as `/audits/2/ended_on`."""
    return "/" + path.replace("[", "/").replace("]", "").replace(".", "/")


def place(description, facts, at):
    """The fact or field that a pointer leads to, and what holds its value."""
    parts = at[1:].split("/")
    fact = next(each for each in description["facts"] if each["id"] == parts[0])
    if len(parts) == 1:
        return fact, facts
    return next(each for each in fact["fields"] if each["id"] == parts[2]), facts[parts[0]][int(parts[1])]


def candidates(field):
    """Values to try, and at last that there is none, where that may be."""
    if field["kind"] == "list":
        return [[{}], []]
    if field["kind"] == "choice":
        found = [each["id"] for each in field["values"]]
    elif field["kind"] == "set":
        found = [[field["values"][0]["id"]], []]
    else:
        found = [*CANDIDATES[field["kind"]], *([field["min"]] if "min" in field else [])]
    return [*found, None] if field["or_none"] else found


def next_values(service, description, facts, answer):
    """A value for each place that is missing, that the service takes together with all before it: pointers and values."""
    found = []
    for at in map(pointer, needed(answer)):
        field, holder = place(description, facts, at)
        for value in candidates(field):
            holder[field["id"]] = value
            if service.decide(description["id"], facts)[0] == 200:
                found.append((at, json.loads(json.dumps(value))))
                break
        else:
            raise AssertionError(f"{description['id']}: the service refuses every value for {at}")
    return found


def fill(window, values):
    for at, value in values:
        window.run(FILL, at, value)


def console(window):
    """What was said there; not that a page, which asks before it is left, was left by a test that nobody can ask."""
    return [each for each in window.console() if "'beforeunload'" not in each]


def readable(description, problem, part, language):
    """What the service says with names between backquotes, and of the record of a list, as the page shows it."""
    place = problem.get("pointer", "").split("/")[1:]
    # What is nearest to the place comes last, and counts.
    facts = sorted(description["facts"], key=lambda each: each["id"] in place[:1])
    fields = [*facts, *(field for each in facts for field in each.get("fields", []))]
    named = [*fields, *(value for each in fields for value in each.get("values", []))]
    labels = {each.get(key): each["label"][language] for key in ("name", "id") for each in named}
    text = problem[part]
    if len(place) > 1 and text.startswith(f"{place[0]} "):
        text = labels[place[0]] + text[len(place[0]):]
    return re.sub("`([^`]*)`", lambda found: f"“{labels.get(found[1], found[1])}”", text)


def settle(window):
    """Waits until the page shows the answer to what is filled in."""
    window.until(SETTLED)


def value_text(field, value, language):
    """A value of an output as the page should show it."""
    words = WORDS[language]
    if isinstance(value, dict):
        return words["open"]
    if value is None or isinstance(value, bool):
        return words[value]
    named = {each["id"]: each["label"][language] for each in field.get("values", [])}
    if isinstance(value, list):
        texts = [named.get(each, each) for each in value]
        return texts if field["kind"] == "list" else words["join"].join(texts)
    if field["kind"] in UNITS[language]:
        return f"{value:g}" + UNITS[language][field["kind"]][value != 1]
    return f"{value:g}" if isinstance(value, (int, float)) else named.get(value, value)


def expected(description, answer, language):
    """Decisions and outputs as the page should show them."""
    final, open_still, most = *LEFT[language], 8
    decisions = {id: {"verdict": VERDICTS[language][each["verdict"]],
                      "left": open_still.format(len(each["missing"])) if each["missing"] else final,
                      "listed": min(len(each["missing"]), most + 1),
                      "statuses": {one["id"]: one["status"] for one in each["requirements"]}}
                 for id, each in answer["decisions"].items()}
    outputs = {each["id"]: value_text(each, answer["outputs"][each["id"]], language) for each in description["outputs"]}
    return decisions, outputs


def check_shown(window, checks, description, answer, language):
    decisions, outputs = expected(description, answer, language)
    checks.equal(f"decisions, {language}", window.run(SHOWN_DECISIONS), decisions)
    checks.equal(f"outputs, {language}", window.run(SHOWN_OUTPUTS), outputs)
