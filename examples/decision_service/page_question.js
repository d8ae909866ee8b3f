// One question: its form, the answer to what is filled in so far, and what can be done with both.
import {answerView, summary} from "./page_answer.js";
import {openControl, saveCase} from "./page_case.js";
import {announce, button, element} from "./page_document.js";
import {forgetProblem, formOf, goToFact, problemLines, readable, showAll, showNeeded, showProblem, shownFacts} from "./page_form.js";
import {neededBy, placeLabel, unreadablePlaces} from "./page_facts.js";
import {decide, Problem} from "./page_service.js";
import {joined, label, say} from "./page_words.js";

const pause = 250;

/// The view of a question about a case; `leave` when another takes its place. `renew` draws it anew where its rules have changed.
export function questionView(description, held, {open, renew, made}) {
  const view = {description, held, asked: null, timer: 0, said: "", answer: null, renew: () => renew(view)};
  view.renewed = element("p", {class: "renewed", role: "status", "aria-live": "polite"});
  view.form = formOf(description, held.facts, () => changed(view), held.shown);
  view.panel = element("div", {class: "panel-content"});
  view.bar = element("a", {class: "verdict-bar", href: "#answer", hidden: true, onclick: (event) => {
    event.preventDefault();
    view.heading.focus({preventScroll: true});
    view.heading.scrollIntoView();
  }});
  view.heading = element("h2", {id: "answer", tabindex: "-1"}, say("Answer"));
  view.receipt = element("div", {class: "receipt-place"});
  view.root = element("div", {class: "question-view"}, headOf(view, made),
    element("section", {class: "facts", "aria-labelledby": "facts"},
      element("h2", {id: "facts"}, say("YourFacts")), element("p", {class: "lead"}, say("FactsLead")), view.form.root),
    element("section", {class: "panel", "aria-labelledby": "answer"}, view.heading, view.receipt, view.panel),
    actionsOf(view, open),
    view.bar);
  view.leave = () => { clearTimeout(view.timer); view.asked?.abort(); };
  view.tellRenewed = () => tellRenewed(view);
  view.goTo = (pointer) => goToFact(view.form, pointer);
  showReceipt(view);
  askNow(view);
  return view;
}

function headOf({description, renewed}, made) {
  return element("div", {class: "head"},
    element("a", {class: "back", href: "#"}, `← ${say("AllQuestions")}`),
    element("h1", {tabindex: "-1"}, label(description)),
    element("p", {class: "version"}, say("Fingerprint") + say("Colon"),
      element("code", {title: description.fingerprint}, description.fingerprint.slice(0, 12)),
      made === "table" && ` · ${say("MadeOfTable")}`),
    renewed, element("p", {class: "printed-on"}));
}

/// Says that the rules have changed, and what they could not take over. Only what comes after the page holds it is told aloud.
function tellRenewed({held: {renewed}, renewed: place}) {
  const dropped = (renewed || []).map((each) => placeLabel(each.from, each.place));
  const text = renewed ? say("RulesChanged") + (dropped.length ? say("FactsDropped", joined(dropped)) : "") : "";
  setTimeout(() => { place.textContent = text; }, 60);
}

/// Says on paper when that was.
export function datePaper() {
  const place = document.querySelector(".printed-on");
  if (place) place.textContent = say("PrintedOn", moment(Date.now()));
}

function actionsOf(view, open) {
  const {description, held} = view;
  view.record = button(say("DecideAndRecord"), () => record(view), {class: "primary", "aria-describedby": "record-lead"});
  return element("div", {class: "actions"},
    element("div", {class: "refusal", role: "alert"}),
    element("div", {class: "record-action"}, view.record, element("p", {class: "hint", id: "record-lead"}, say("RecordLead"))),
    element("div", {class: "more-actions"},
      button(say("Save"), () => {
        announce(say("Saved", saveCase(description.id, held.facts)));
        held.kept = true;
      }, {class: "save"}),
      openControl(open),
      button(say("Print"), () => window.print(), {class: "print"}),
      button(say("StartOver"), () => startOver(view), {class: "start-over"})));
}

function startOver(view) {
  const {held, form} = view;
  for (const each of Reflect.ownKeys(held.facts)) delete held.facts[each];
  Object.assign(held, {receipt: null, shown: [], kept: true, renewed: null});
  view.renewed.textContent = "";
  const fresh = formOf(view.description, held.facts, () => changed(view));
  form.root.replaceWith(fresh.root);
  view.form = fresh;
  view.root.querySelector(".refusal").replaceChildren();
  showReceipt(view);
  askNow(view);
  announce(say("StartedOver"));
  view.root.querySelector("h1").focus();
}

/// Asks once no more is being entered.
function changed(view) {
  const {held} = view;
  held.kept = false;
  if (held.receipt && !held.receipt.stale) {
    held.receipt.stale = true;
    showReceipt(view);
  }
  view.asked?.abort();
  view.panel.setAttribute("aria-busy", "true");
  clearTimeout(view.timer);
  view.timer = setTimeout(() => askNow(view), pause);
}

/// Of several questions on their way only the last one counts.
async function askNow(view) {
  clearTimeout(view.timer);
  view.asked?.abort();
  const asked = view.asked = new AbortController();
  view.panel.setAttribute("aria-busy", "true");
  try {
    const {content} = await decide(view.description.id, view.held.facts, true, asked.signal);
    if (await isRenewed(view, content)) return;
    if (view.asked === asked) showAnswer(view, content);
  } catch (problem) {
    if (view.asked !== asked || problem.name === "AbortError" || await isRenewed(view, problem)) return;
    if (view.asked === asked) showTrouble(view, problem);
  }
}

/// Whether an answer was made with other rules, and the question is drawn anew for it. What is refused has no version; other
/// rules may be why.
async function isRenewed(view, {fingerprint, status}) {
  const other = fingerprint ? fingerprint !== view.description.fingerprint : status === 422;
  return other && await view.renew();
}

function showAnswer(view, answer) {
  view.answer = answer;
  forgetProblem(view.form);
  showNeeded(view.form, neededBy(view.description, answer).all);
  view.held.shown = shownFacts(view.form);
  const asOf = answer.as_of ? [element("p", {class: "as-of"}, say("AsOf", answer.as_of))] : [];
  view.panel.replaceChildren(...asOf, ...answerView(view.description, answer, (place) => goToFact(view.form, place)));
  view.panel.setAttribute("aria-busy", "false");
  const told = summary(view.description, answer);
  showBar(view, told.kind, told.verdict, told.needed ? say("NotFinal", told.needed) : "");
  tell(view, told.verdict + say("Stop") + told.left);
}

function showBar(view, kind, word, left) {
  view.bar.hidden = false;
  view.bar.className = `verdict-bar ${kind}`;
  view.bar.replaceChildren(element("strong", {}, word), element("span", {}, left), element("span", {"aria-hidden": "true"}, "↓"));
}

/// People who hear the page are told what is new, not the same again after every key.
function tell(view, text) {
  if (text !== view.said) announce(text);
  view.said = text;
}

/// A problem stands at the control that it is about, and in place of the answer in any case.
function showTrouble(view, problem) {
  if (!(problem instanceof Problem)) throw problem;
  forgetProblem(view.form);
  if (!view.form.started) showAll(view.form);
  readable(view.description, problem);
  const placed = showProblem(view.form, problem);
  const lines = problemLines(problem).map((each) => element("p", {}, each));
  view.panel.replaceChildren(element("div", {class: "verdict refused"},
    element("span", {class: "mark", "aria-hidden": "true"}, "!"),
    element("p", {class: "verdict-word"}, say("refused")), element("div", {class: "verdict-left"}, lines),
    placed && goLink(view, problem.pointer),
    problem.away && button(say("TryAgain"), () => askNow(view))));
  view.panel.setAttribute("aria-busy", "false");
  view.answer = null;
  showBar(view, "refused", say("refused"), problem.title);
  tell(view, [problem.title, problem.detail, problem.help].filter(Boolean).join(say("Stop")));
}

function goLink(view, pointer) {
  return button(say("GoThere", placeLabel(view.description, pointer)), () => goToFact(view.form, pointer), {class: "go"});
}

async function record(view) {
  const place = view.root.querySelector(".refusal"), [unread] = unreadablePlaces(view.held.facts);
  place.replaceChildren();
  if (unread) {
    place.replaceChildren(element("strong", {}, say("CheckInput")), element("p", {}, goLink(view, unread)));
    return goToFact(view.form, unread);
  }
  view.leave();
  const asked = view.asked = new AbortController();
  view.record.disabled = true;
  view.record.textContent = say("Recording");
  try {
    const {content, headers} = await decide(view.description.id, view.held.facts, false, asked.signal);
    if (view.asked !== asked) return;
    // A service without a log has nothing by which a decision could be found again.
    if (!headers.get("Tenet-Decision")) {
      const lines = problemLines({title: say("NotRecorded"), detail: say("NoLog")});
      return place.replaceChildren(...lines.map((each) => element("p", {}, each)));
    }
    view.held.receipt = {id: headers.get("Tenet-Decision"), fingerprint: headers.get("Tenet-Fingerprint") || content.fingerprint,
      at: headers.get("Date") || new Date().toUTCString(), stale: false};
    view.held.kept = true;
    if (!await isRenewed(view, content)) {
      showAnswer(view, content);
      showReceipt(view);
    }
    document.querySelector(".receipt h3")?.focus();
  } catch (problem) {
    if (problem.name === "AbortError" || await isRenewed(view, problem)) return;
    showTrouble(view, problem);
    place.replaceChildren(...problemLines(problem).map((each) => element("p", {}, each)));
    if (problem.pointer) goToFact(view.form, problem.pointer);
  } finally {
    view.record.disabled = false;
    view.record.textContent = say("DecideAndRecord");
  }
}

/// A moment as `2023-05-01 09:30:00 UTC+08:00`, where the reader is.
function moment(time) {
  const at = new Date(time), offset = -at.getTimezoneOffset(), two = (number) => String(Math.abs(number)).padStart(2, "0");
  const zone = `UTC${offset < 0 ? "-" : "+"}${two(Math.trunc(offset / 60))}:${two(offset % 60)}`;
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ` +
    `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())} ${zone}`;
}

function showReceipt(view) {
  const {receipt} = view.held;
  const row = (name, value) => element("div", {}, element("dt", {}, say(name)), element("dd", {}, element("code", {}, value)));
  view.receipt.replaceChildren(...(receipt ? [element("section", {class: `receipt${receipt.stale ? " stale" : ""}`},
    element("h3", {tabindex: "-1"}, say("Recorded")),
    receipt.stale && element("p", {class: "warning"}, say("StaleReceipt")),
    element("dl", {}, row("DecisionId", receipt.id), row("Fingerprint", receipt.fingerprint),
      row("RecordedAt", moment(receipt.at))),
    element("p", {class: "hint"}, say("NoteNumber")))] : []));
}
