// The facts of a question: those that are needed and those that are filled in can be seen, all others are folded away.
import {element, goTo} from "./page_document.js";
import {controlOf, showError} from "./page_controls.js";
import {filled} from "./page_facts.js";
import {label, say} from "./page_words.js";

/// The form of a question about `facts`, which it changes; `changed` hears of every change. What was `shown` before, in
/// another language, stands there in the same order at once.
export function formOf(description, facts, changed, before = []) {
  const shown = element("div", {class: "shown"}), folded = element("div", {class: "folded"});
  const count = element("span", {});
  const fold = element("details", {class: "fold", hidden: true},
    element("summary", {}, count), element("p", {class: "hint"}, say("MoreFactsLead")), folded);
  const root = element("div", {class: "form"}, shown, fold);
  const form = {description, facts, shown, folded, fold, count, root, started: false, controls: new Map()};
  for (const fact of description.facts)
    form.controls.set(fact.id, controlOf(fact, facts, `/${fact.id}`, changed));
  folded.append(...form.controls.values());
  shown.append(...before.filter((id) => form.controls.has(id)).map((id) => form.controls.get(id)));
  return form;
}

/// Before there is any answer nobody knows what is needed: everything stands open.
export function showAll(form) {
  form.shown.append(...form.folded.children);
  form.fold.hidden = true;
}

/// Shows what the answer needs. At first what is needed comes before what is filled in; from then on everything keeps its
/// place while people fill it in, and what comes to be needed is added below.
export function showNeeded(form, pointers) {
  const needed = new Set(pointers), facts = new Set(pointers.map((each) => each.split("/")[1]));
  const holdsFocus = (control) => control.contains(document.activeElement);
  const known = Array.from(form.controls.keys());
  for (const id of [...known.filter((each) => facts.has(each)), ...known.filter((each) => !facts.has(each))]) {
    const control = form.controls.get(id), inShown = control.parentNode === form.shown;
    const wanted = facts.has(id) || filled(form.facts, id) || (inShown && holdsFocus(control));
    // Moving a control takes the focus from it: one that is being filled in moves at a later answer.
    if (wanted && !inShown && !holdsFocus(control)) form.shown.append(control);
    if (!wanted && inShown) form.folded.append(control);
  }
  form.started = true;
  for (const each of form.root.querySelectorAll(".field")) {
    const mark = needed.has(each.dataset.pointer);
    each.classList.toggle("needed", mark);
    each.querySelector(".needed-tag").hidden = !mark;
  }
  form.count.textContent = say("MoreFacts", form.folded.childElementCount);
  form.fold.hidden = form.folded.childElementCount === 0;
}

/// The ids of the facts that stand open, in their order.
export function shownFacts(form) { return Array.from(form.shown.children, (each) => each.dataset.pointer.slice(1)); }

/// The innermost control around a place; null where there is none.
export function controlAt(form, pointer) {
  for (let at = pointer || ""; at !== ""; at = at.slice(0, at.lastIndexOf("/"))) {
    const found = form.root.querySelector(`.field[data-pointer="${CSS.escape(at)}"]`);
    if (found) return found;
  }
  return null;
}

/// Takes away what the service has said of controls.
export function forgetProblem(form) {
  for (const each of form.root.querySelectorAll(".field.refused")) {
    each.classList.remove("refused");
    showError(each);
  }
}

/// What the page calls the facts, fields and values, by what they are called in a policy. What is nearest to the place counts.
function namesAt(description, pointer = "") {
  const names = new Map(), near = description.facts.filter((each) => each.id === pointer.split("/")[1]);
  const add = (key, each) => names.set(each[key], label(each));
  const addAll = (key, fields) => fields.forEach((each) => {
    add(key, each);
    (each.values || []).forEach((value) => add(key, value));
    addAll(key, each.fields || []);
  });
  for (const key of ["name", "id"]) addAll(key, description.facts);
  for (const key of ["name", "id"]) addAll(key, near);
  return names;
}

/// The service writes names between backquotes, as policies have them, and the list of a record as `audits record 1: `; people
/// see what the page calls them.
export function readable(description, problem) {
  const names = namesAt(description, problem.pointer), [, list, record] = (problem.pointer || "").split("/");
  const called = (text) => record !== undefined && text.startsWith(`${list} `) ? (names.get(list) ?? list) + text.slice(list.length) : text;
  const told = (text) => text && called(text).replace(/`([^`]*)`/g, (_, id) => say("Quoted", names.get(id) ?? id));
  return Object.assign(problem, {title: told(problem.title), detail: told(problem.detail), help: told(problem.help)});
}

/// Shows a problem at the control that it is about; false where it is about none.
export function showProblem(form, problem) {
  const control = controlAt(form, problem.pointer);
  if (!control) return false;
  for (let at = control; at; at = at.parentElement.closest(".field"))
    if (at.parentNode === form.folded) form.fold.open = true;
  control.classList.add("refused");
  showError(control, ...problemLines(problem));
  return true;
}

/// Title, detail and help, each a line of its own.
export function problemLines(problem) {
  return [["strong", problem.title], ["span", problem.detail], ["span", problem.help]]
    .filter(([, text]) => text).map(([name, text]) => element(name, {}, text));
}

/// Goes to the control around a place; whether there is one.
export function goToFact(form, pointer) {
  const control = controlAt(form, pointer);
  goTo(control);
  return control !== null;
}
