// What the service answers, as people read it: the verdict, whether it is final, what it rests on.
import {element} from "./page_document.js";
import {listTexts, neededBy, placeLabel, pointerOf, pointersOf, valueText} from "./page_facts.js";
import {current, joined, label, say} from "./page_words.js";

const marks = {eligible: "✓", eligible_with_remedy: "✓", ineligible: "✗", not_applicable: "–", undetermined: "?", refused: "!",
  answered: "✓", satisfied: "✓", failed: "✗", unknown: "?"};
const mostLinks = 8;

/// The mark of a verdict or status; its words stand beside it.
export function mark(of) { return element("span", {class: "mark", "aria-hidden": "true"}, marks[of]); }

/// In one line what was answered, for the bar on a phone and for people who hear the page.
export function summary(description, answer) {
  const all = neededBy(description, answer).all.length;
  const verdicts = description.decisions.map((each) => ({...each, ...answer.decisions[each.id]}));
  const open = verdicts.some((each) => each.missing.length);
  const kind = verdicts.length === 1 ? verdicts[0].verdict : all ? "undetermined" : "answered";
  const said = verdicts.length === 0 ? [onlyValue(description, answer) || say(kind)]
    : verdicts.map((each) => (verdicts.length > 1 ? label(each) + say("Colon") : "") + say(each.verdict));
  const left = verdicts.length && !open ? say("Final") : all ? say("NotFinal", all) : say("FinalOutputs");
  return {kind, verdict: said.join(say("Semicolon")), left, needed: all};
}

/// The value of a question that has one result, where it is known.
function onlyValue(description, answer) {
  const [output, another] = description.outputs, value = answer.outputs[output.id];
  return another || value?.undetermined ? "" : valueText(output, value);
}

/// Everything about an answer; `go` leads to the control of a place.
export function answerView(description, answer, go) {
  const needed = neededBy(description, answer);
  return [
    ...description.decisions.map((each) => decisionView(description, each, answer.decisions[each.id], go)),
    description.decisions.length === 0 && outputsVerdict(description, needed, go),
    description.outputs.length > 0 && outputsView(description, answer, needed, go),
    answer.notes.length > 0 && element("section", {class: "notes"}, element("h3", {}, say("Notes")),
      answer.notes.map((each) => element("p", {}, each))),
  ].filter(Boolean);
}

/// Where a message says no more than the status does.
function isPlain(message) {
  return ["PlainSatisfied", "PlainFailed", "PlainUnknown", "PlainNotApplicable"].some((each) => say(each) === message);
}

/// Citations as the service writes them, in the words of the language: `notice ¶7, ¶8 reading "A5"`.
export function cited(description, texts) {
  return texts.map((text) => {
    const [, source, rest, , readings] = /^(.*?) ((?:¶[^ ]*(?:, )?)+)?( ?reading (.*))?$/.exec(text) || [null, text, "", "", ""];
    const paragraphs = (rest || "").match(/¶[^ ,]+/g) || [];
    const named = (description.sources || []).find((each) => each.id === source);
    const name = named ? label(named) : source;
    // Chinese sets a paragraph apart only from a name in letters.
    const gap = current() === "en" || /\w$/.test(name) ? " " : "";
    return name + (paragraphs.length ? gap + say("Paragraphs", joined(paragraphs.map((each) => say("Paragraph", each.slice(1))))) : "") +
      (readings ? say("Reading", joined(readings.replaceAll('"', "").split(", "))) : "");
  }).join(say("Semicolon"));
}

function citation(description, texts) {
  return texts && texts.length > 0 && element("p", {class: "cited"}, say("Cited", cited(description, texts)));
}

function links(description, pointers, go) {
  const shown = pointers.slice(0, mostLinks);
  return element("ul", {class: "needed-links"},
    shown.map((each) => element("li", {},
      element("a", {href: `#fact${each.replaceAll("/", "-")}-field`, onclick: (event) => { event.preventDefault(); go(each); }},
        placeLabel(description, each)))),
    pointers.length > shown.length && element("li", {}, say("AndMore", pointers.length - shown.length)));
}

function stillNeeded(description, pointers, go) {
  if (pointers.length === 0) return null;
  return element("div", {class: "still-needed"}, element("h4", {}, say("StillNeeded")), links(description, pointers, go));
}

function verdictBlock(kind, text, left) {
  return element("div", {class: `verdict ${kind}`},
    mark(kind), element("p", {class: "verdict-word"}, text), element("p", {class: "verdict-left"}, left));
}

function decisionView(description, decision, found, go) {
  const missing = pointersOf(description, found.missing);
  const said = missing.length ? say("NotFinal", missing.length) : say("Final");
  return element("section", {class: "decision", "data-decision": decision.id, "data-verdict": found.verdict},
    element("h3", {}, label(decision)),
    verdictBlock(found.verdict, say(found.verdict), said),
    remediesView(decision, found.remedies),
    stillNeeded(description, missing, go),
    requirementsView(description, decision, found.requirements));
}

/// What applies stands open; what does not is there for those who ask.
function requirementsView(description, decision, requirements) {
  const list = (of) => element("ul", {}, inOrder(of).map((each) => requirementView(description, decision, each)));
  const idle = requirements.filter((each) => each.status === "not_applicable");
  const applying = requirements.filter((each) => each.status !== "not_applicable");
  return element("div", {class: "requirements"},
    applying.length > 0 && [element("h4", {}, say("Requirements")), list(applying)],
    idle.length > 0 && element("details", {class: "idle"},
      element("summary", {}, say("IdleRequirements", idle.length)), list(idle)));
}

function remediesView(decision, remedies) {
  if (remedies.length === 0) return null;
  const named = (id) => decision.remedies.find((each) => each.id === id) || {id, label: {en: id, zh: id}};
  return element("div", {class: "remedies"}, element("h4", {}, say("Remedies")),
    element("ul", {}, remedies.map((each) => element("li", {}, label(named(each))))));
}

/// What stands in the way first, then what is open; within these the order of the policy.
function inOrder(requirements) {
  const order = ["failed", "unknown", "satisfied"];
  return requirements.slice().sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status));
}

function requirementView(description, decision, found) {
  const named = decision.requirements.find((each) => each.id === found.id) || {id: found.id, label: {}};
  const off = distance(found);
  return element("li", {class: `requirement ${found.status}`, "data-requirement": found.id},
    mark(found.status),
    element("div", {class: "requirement-head"},
      element("span", {class: "requirement-name"}, label(named)), " ",
      element("span", {class: "status"}, say(`status_${found.status}`)), " ",
      off && element("span", {class: "short"}, off)),
    element("p", {class: "message"}, isPlain(found.message) ? "" : found.message, dates(found)),
    found.parts && partsView(found.parts),
    citation(description, found.cite));
}

function partsView(parts) {
  return element("details", {class: "parts"}, element("summary", {}, say("Parts")),
    element("ul", {}, parts.map((each) => element("li", {class: each.status}, mark(each.status),
      element("code", {}, each.condition), " ", element("span", {class: "status"}, say(`status_${each.status}`)), " ",
      distance(each) && element("span", {class: "short"}, distance(each))))));
}

/// How far off a requirement is that is not satisfied, where that is known.
function distance({status, actual, needed, shortfall}) {
  if (status !== "failed" || typeof shortfall !== "number" || shortfall === 0) return null;
  const late = actual > (needed?.max ?? needed);
  if (typeof actual === "string" && shortfall === 1) return say(late ? "OneDayLate" : "OneDayEarly");
  if (typeof actual === "string") return say(late ? "Late" : "Early", shortfall);
  return say(late ? "Over" : "Short", shortfall);
}

/// Until when a requirement holds or held or from when it may, unless its message says so already.
function dates({status, from, until, message}) {
  const told = (day) => day !== undefined && message.includes(day);
  if (status === "satisfied" && until && !told(until)) return datesText(say("ValidUntil", until));
  if (status !== "failed" || told(from) || told(until)) return null;
  if (from && until) return datesText(say("WouldHold", from, until));
  return from ? datesText(say("HoldsFrom", from)) : until ? datesText(say("HeldUntil", until)) : null;
}

function datesText(text) { return element("span", {class: "dates"}, text); }

function outputsVerdict(description, needed, go) {
  const open = needed.all.length;
  return element("section", {class: "decision"},
    verdictBlock(open ? "undetermined" : "answered", say(open ? "undetermined" : "answered"),
      open ? say("NotFinal", open) : say("FinalOutputs")),
    stillNeeded(description, needed.all, go));
}

function outputsView(description, answer, needed, go) {
  const decided = description.decisions.length > 0;
  const open = needed.all.filter((each) => !needed.verdicts.includes(each));
  return element("section", {class: `outputs${decided ? "" : " alone"}`},
    element("h3", {}, say(decided ? "WorkedOut" : "Outputs")),
    decided && needed.verdicts.length === 0 && open.length > 0 &&
      element("div", {}, element("p", {class: "hint"}, say("OutputsOpen", open.length)), links(description, open, go)),
    element("dl", {}, description.outputs.map((each) => outputView(description, each, answer))));
}

function outputView(description, output, answer) {
  const value = answer.outputs[output.id], open = value?.undetermined;
  const content = open
    ? [element("span", {class: "open"}, say("Undetermined"))]
    : output.kind === "list" && value.length > 0
      ? [element("ol", {}, listTexts(output, value).map((each) => element("li", {}, each)))]
      : [element("span", {class: "value"}, valueText(output, value))];
  const brief = open || !["list", "text"].includes(output.kind);
  return element("div", {class: `output${brief ? " brief" : ""}`, "data-output": output.id},
    element("dt", {}, label(output)), element("dd", {class: "found-value"}, content),
    element("dd", {class: "about"}, open && element("p", {class: "needs"}, say("Needs", needsText(description, open))),
      citation(description, output.cite)));
}

function needsText(description, paths) {
  const shown = paths.slice(0, 3).map((each) => placeLabel(description, pointerOf(each)));
  return joined(shown) + (paths.length > 3 ? say("Comma") + say("AndMore", paths.length - 3) : "");
}
