"""What holds of every page that people read, as scripts that a browser runs, and the account of what was checked."""

import json

REPEATED_IDS = """
const ids = Array.from(document.querySelectorAll('[id]')).map(each => each.id);
return ids.filter((id, i) => ids.indexOf(id) !== i);
"""

# Headings that go more than one level deeper than the one before.
SKIPPED_HEADINGS = """
let last = 0;
return Array.from(document.querySelectorAll('h1, h2, h3, h4, h5, h6')).filter(each => {
    const level = Number(each.tagName[1]), skips = level > last + 1;
    last = level;
    return skips;
}).map(each => each.textContent);
"""

# What reaches over the right edge, outside of what scrolls by itself.
TOO_WIDE = """
const width = document.documentElement.clientWidth;
const wide = Array.from(document.querySelectorAll('body *')).filter(each =>
    !each.closest('.wide, .skip') && each.getBoundingClientRect().right > width + 1);
return [document.documentElement.scrollWidth - width, wide.slice(0, 5).map(each => each.outerHTML.slice(0, 200))];
"""

UNNAMED_CONTROLS = """
return Array.from(document.querySelectorAll('input, select, textarea')).filter(each => !each.labels.length && !each.ariaLabel)
    .map(each => each.outerHTML);
"""

# Texts whose contrast with what is behind them is less than 4.5, by the formula of WCAG.
PALE = """
const channels = colour => colour.match(/[0-9.]+/g).map(Number);
const light = colour => {
    const [r, g, b] = channels(colour).map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const behind = element => {
    for (let at = element; at !== null; at = at.parentElement) {
        const colour = getComputedStyle(at).backgroundColor, parts = channels(colour);
        if (parts.length < 4 || parts[3] > 0) return colour;
    }
    return 'rgb(255, 255, 255)';
};
const pale = new Map();
for (const each of document.querySelectorAll('body *')) {
    const own = Array.from(each.childNodes).some(node => node.nodeType === 3 && node.data.trim() !== '');
    if (!own || !each.getClientRects().length) continue;
    const colours = [getComputedStyle(each).color, behind(each)];
    const [a, b] = colours.map(light).sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) pale.set(colours.join(' on '), ratio.toFixed(2));
}
return Array.from(pale);
"""


class Checks:
    """Says what is wrong and goes on."""

    def __init__(self):
        self.faults, self.passed, self.about = [], 0, ""

    def equal(self, what, found, wanted):
        if found == wanted:
            self.passed += 1
        else:
            self.faults.append(f"{self.about}: {what}: {json.dumps(found, ensure_ascii=False)[:600]}, not "
                               f"{json.dumps(wanted, ensure_ascii=False)[:200]}")

    def true(self, what, found):
        self.equal(what, bool(found), True)
