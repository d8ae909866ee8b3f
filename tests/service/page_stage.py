"""The stage of what people do on the page of the decision service: the browser, the service, and what can be seen."""

import dataclasses
import json
import os
from pathlib import Path

import page_driver as driver
from browser import Browser
from page_checks import Checks

UPGRADE = "ccaa.upgrade_to_auditor"
APPLICANTS = Path(__file__).resolve().parents[2] / "examples" / "applicants.jsonl"

# What stands in the controls now, by place.
FILLED = """
return Object.fromEntries(Array.from(document.querySelectorAll('.field:not(.list)')).map(each => [each.dataset.pointer,
    Array.from(each.querySelectorAll('input, select')).map(one => ['radio', 'checkbox'].includes(one.type) ? one.checked : one.value)]));
"""

# The class of what has the focus, and the place it stands in.
FOCUS = """
const at = document.activeElement;
return [at.className, at.closest('[data-pointer]')?.dataset.pointer ?? ''];
"""

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
        with open(path, "wb") as file:
            file.write(content if isinstance(content, bytes) else json.dumps(content).encode())
        return path

    def open_case(self, facts, question=UPGRADE):
        # Where the question stands open already, what was there before is not to be taken for the case.
        self.window.run("document.querySelector('main').firstChild.classList.add('before')")
        self.window.type("#open-case", self.file("case.json", {"question": question, "facts": facts}))
        self.window.until("return document.querySelector('h1').textContent === arguments[0] && "
                          "document.querySelector('.question-view:not(.before)') !== null",
                          self.service.describe(question)["label"][self.window.run("return document.documentElement.lang")])
        driver.settle(self.window)

    def picture(self, name):
        self.window.run("scrollTo(0, 0)")
        self.window.screenshot(os.path.join(self.pictures, f"{name}.png"), whole=True)

    def silent(self, *refusals):
        """The console says nothing but that the service has refused what it should."""
        expected = [f"status of {each}" for each in refusals]
        said = [each for each in driver.console(self.window) if not any(one in each for one in expected)]
        self.checks.equal("what the console says", said, [])


def applicants():
    with open(APPLICANTS, encoding="utf-8") as file:
        return [json.loads(line) for line in file]
