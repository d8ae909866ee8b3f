// The page: which question is shown in which language, and what has been filled in for each.
import {element, announce} from "./page_document.js";
import {openControl, readCase, Refusal} from "./page_case.js";
import {dropStrangers} from "./page_facts.js";
import {datePaper, questionView} from "./page_question.js";
import {describe, questions} from "./page_service.js";
import {choose, current, label, languages, say} from "./page_words.js";

const main = document.getElementById("main");
const page = {all: null, cases: new Map(), view: null, turn: 0};

function remembered(store, key) {
  try { return JSON.parse(store.getItem(key)); } catch { return null; }
}

function remember(store, key, value) {
  try { store.setItem(key, JSON.stringify(value)); } catch { /* Without storage the page forgets, and works. */ }
}

function firstLanguage() {
  const kept = remembered(localStorage, "language");
  if (languages.includes(kept)) return kept;
  return (navigator.language || "").toLowerCase().startsWith("zh") ? "zh" : "en";
}

/// A case: its facts, which of them are shown, once recorded the receipt, and whether it is kept somewhere else. It is gone with
/// the tab: nothing of it is left on a computer that people share. What other rules could not take over is in `renewed`.
function newCase(facts) { return {facts, shown: [], receipt: null, kept: true, description: null, renewed: null}; }

function caseOf(id) {
  if (!page.cases.has(id)) page.cases.set(id, newCase({}));
  return page.cases.get(id);
}

/// What stands behind `#`; people may have written it.
function shownId() {
  const written = location.hash.slice(1);
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}

/// Draws what the address says. `focus` is for people who have just gone there.
async function show(focus) {
  const turn = ++page.turn, id = shownId();
  page.view?.leave();
  page.view = null;
  document.documentElement.lang = current();
  for (const each of document.querySelectorAll("[data-say]")) each.textContent = say(each.dataset.say);
  for (const each of languages)
    document.getElementById(`show-${each}`).setAttribute("aria-pressed", String(each === current()));
  if (!main.firstChild) main.replaceChildren(element("p", {class: "loading"}, say("Loading")));
  try {
    page.all ??= await questions();
    const description = id ? await describe(id) : null;
    if (turn !== page.turn) return;
    if (description) showQuestion(description);
    else showHome(id ? say("NoQuestion") : "");
    if (focus) main.querySelector("h1").focus();
  } catch (problem) {
    if (turn === page.turn) showTrouble(problem);
  }
}

function showTrouble(problem) {
  main.replaceChildren(element("div", {class: "trouble", role: "alert"},
    element("strong", {}, problem.title || String(problem)), element("p", {}, problem.detail || ""),
    element("button", {type: "button", onclick: () => show(true)}, say("TryAgain"))));
}

function showQuestion(description) {
  document.title = `${label(description)} · ${say("Service")}`;
  const held = caseOf(description.id);
  takeOver(held, description);
  const view = questionView(description, held, {open: openFile, renew, made: page.all.find((each) =>
    each.id === description.id)?.made});
  page.view = view;
  main.replaceChildren(view.root);
  view.tellRenewed();
}

/// A case that was filled in under other rules keeps what these can take.
function takeOver(held, description) {
  const from = held.description;
  held.description = description;
  if (!from || from.fingerprint === description.fingerprint) return;
  const dropped = dropStrangers(description.facts, held.facts).map((place) => ({from, place}));
  held.renewed = [...(held.renewed || []), ...dropped];
  if (dropped.length) held.kept = false;
  if (dropped.length && held.receipt) held.receipt.stale = true;
}

/// Draws a question anew if its rules have changed since it was described; whether they have, or it is no longer shown.
async function renew(view) {
  const {id, fingerprint} = view.description;
  try {
    const description = await describe(id, true);
    if (page.view !== view) return true;
    if (!description || description.fingerprint === fingerprint) return false;
    page.all = await questions();
  } catch {
    return page.view !== view;
  }
  if (page.view !== view) return true;
  const at = document.activeElement, field = at.closest(".field")?.dataset.pointer;
  const inside = main.contains(at);
  await show(false);
  if (inside && !page.view?.goTo(field)) main.querySelector("h1")?.focus();
  // Who was typing goes on behind what is there.
  const now = document.activeElement;
  if (now.type === "text") now.setSelectionRange(now.value.length, now.value.length);
  return true;
}

function matches(question, words) {
  const text = [question.id, ...Object.values(question.label)].join(" ").toLowerCase();
  return words.every((each) => text.includes(each));
}

function showHome(said) {
  document.title = say("Service");
  const found = element("p", {class: "found", "aria-live": "polite"});
  const items = page.all.map((question) => element("li", {},
    element("a", {class: "question", href: `#${encodeURIComponent(question.id)}`}, label(question))));
  const search = element("input", {type: "search", id: "search", autocomplete: "off", oninput: () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const hits = page.all.filter((each, i) => { items[i].hidden = !matches(each, words); return !items[i].hidden; }).length;
    found.textContent = words.length === 0 ? "" : hits ? say("SearchFound", hits, page.all.length) : say("SearchNone");
  }});
  main.replaceChildren(element("div", {class: "home-view"},
    element("h1", {tabindex: "-1"}, say("ChooseTitle")), element("p", {class: "lead"}, say("ChooseLead")),
    element("div", {class: "refusal", role: "alert"}, said),
    element("div", {class: "search"}, element("label", {for: "search"}, say("Search")), search, openControl(openFile)), found,
    element("ul", {class: "questions"}, items)));
}

/// Opens a saved case, or says why not and leaves all as it is.
async function openFile(file) {
  const place = main.querySelector(".refusal");
  place.replaceChildren();
  try {
    const {description, facts} = await readCase(file, (id) => describe(id, true));
    page.cases.set(description.id, newCase(facts));
    if (shownId() === description.id) await show(true);
    else location.hash = `#${encodeURIComponent(description.id)}`;
    announce(say("Opened", file.name));
  } catch (problem) {
    const why = problem instanceof Refusal ? problem.message : problem.title || String(problem);
    place.replaceChildren(element("strong", {}, say("FileRefused")), element("p", {}, file.name + say("Colon") + why),
      element("p", {}, say("FileKept")));
    place.scrollIntoView({block: "nearest"});
  }
}

for (const each of languages)
  document.getElementById(`show-${each}`).addEventListener("click", () => {
    choose(each);
    remember(localStorage, "language", each);
    show(false);
  });
window.addEventListener("hashchange", () => show(true));
window.addEventListener("beforeprint", datePaper);
window.addEventListener("beforeunload", (event) => {
  const lost = (each) => !each.kept && Object.keys(each.facts).length > 0;
  if (Array.from(page.cases.values()).some(lost)) event.preventDefault();
});
choose(firstLanguage());
show(false);
