// One control for each kind of fact. A control writes into the facts or record that holds it as soon as it changes; what is
// left empty is not there at all, which is how the service hears that it is not known yet.
import {button, element} from "./page_document.js";
import {numeric, quantity, unit, unreadable, valueText} from "./page_facts.js";
import {label, say} from "./page_words.js";
import {listControl} from "./page_records.js";

// A range that reaches further is no help to anyone.
const large = 10000;

/// What the elements for a place are called.
export function idOf(pointer) { return "fact" + pointer.replaceAll("/", "-"); }

/// Keeps text that is no value with the facts, or forgets it.
function keepUnreadable(holder, id, text) {
  holder[unreadable] ??= {};
  if (text === undefined) delete holder[unreadable][id];
  else holder[unreadable][id] = text;
}

function hintOf(field) {
  if (!numeric.includes(field.kind)) return "";
  const said = [];
  if (typeof field.max === "number" && field.max < large) said.push(say("Range", field.min, quantity(field.kind, field.max)));
  else if (field.min > 0) said.push(say("AtLeast", field.min));
  if (field.step === 0.5) said.push(say({days: "HalfDays", hours: "HalfHours"}[field.kind] || "Steps", field.step));
  else if (field.step < 1) said.push(say("Steps", field.step));
  return said.join(say("HintComma"));
}

/// What every control has around it: its name, what may be entered, its value on paper, what is wrong with it.
export function frame(field, pointer, grouped, control) {
  const id = idOf(pointer);
  const name = [label(field), " ", element("span", {class: "needed-tag", hidden: true}, say("Needed"))];
  return element(grouped ? "fieldset" : "div", {class: `field ${field.kind}`, "data-pointer": pointer, id: `${id}-field`},
    grouped ? element("legend", {}, name) : element("label", {for: id}, name),
    control,
    element("p", {class: "paper"}),
    element("div", {class: "error", id: `${id}-error`, hidden: true}));
}

function describedBy(pointer, field) {
  return [hintOf(field) && `${idOf(pointer)}-hint`, `${idOf(pointer)}-error`].filter(Boolean).join(" ");
}

/// Shows below a control what is wrong with it; without content, nothing is.
export function showError(frame, ...content) {
  const place = frame.querySelector(":scope > .error");
  place.replaceChildren(...content);
  place.hidden = content.length === 0;
  for (const each of frame.querySelectorAll("input, select")) {
    if (each.closest(".field") !== frame) continue;
    if (content.length) each.setAttribute("aria-invalid", "true");
    else each.removeAttribute("aria-invalid");
  }
}

function writePaper(frame, field, holder) {
  const known = Object.hasOwn(holder, field.id);
  frame.querySelector(":scope > .paper").textContent = known ? valueText(field, holder[field.id]) : say("NotKnown");
}

/// The control of a field of `holder`; `changed` hears of every change.
export function controlOf(field, holder, pointer, changed) {
  if (field.kind === "list") return listControl(field, holder, pointer, changed);
  const wrote = () => {
    showError(made);
    writePaper(made, field, holder);
    changed(pointer);
  };
  const make = {yes_no: yesNo, choice, set}[field.kind] || typed;
  const made = make(field, holder, pointer, wrote);
  writePaper(made, field, holder);
  return made;
}

function assign(holder, id, value) {
  if (value === undefined) delete holder[id];
  else holder[id] = value;
}

function radio(field, holder, pointer, value, text, wrote) {
  return element("label", {class: "option"},
    element("input", {type: "radio", name: idOf(pointer), checked: holder[field.id] === value,
      "aria-describedby": describedBy(pointer, field),
      onchange: () => { assign(holder, field.id, value); wrote(); }}),
    element("span", {}, text));
}

function yesNo(field, holder, pointer, wrote) {
  const values = [[true, say("Yes")], [false, say("No")], ...(field.or_none ? [[null, say("None")]] : [])];
  const options = values.map(([value, text]) => radio(field, holder, pointer, value, text, wrote));
  const clear = button(say("Clear"), () => {
    options.forEach((each) => { each.firstChild.checked = false; });
    assign(holder, field.id, undefined);
    options[0].firstChild.focus();
    wrote();
  }, {class: "quiet clear", "aria-label": say("ClearOf", label(field))});
  return frame(field, pointer, true, element("div", {class: "control options"}, options, clear));
}

function choice(field, holder, pointer, wrote) {
  const none = ":none", held = holder[field.id];
  const option = (value, text) => element("option", {value, selected: held === (value === none ? null : value)}, text);
  const select = element("select", {id: idOf(pointer), "aria-describedby": describedBy(pointer, field), onchange: () => {
    assign(holder, field.id, select.value === "" ? undefined : select.value === none ? null : select.value);
    wrote();
  }}, element("option", {value: ""}, say("Choose")), field.values.map((each) => option(each.id, label(each))),
  field.or_none && option(none, say("None")));
  return frame(field, pointer, false, element("div", {class: "control"}, select));
}

function set(field, holder, pointer, wrote) {
  const held = holder[field.id];
  const box = (value, text, checked, change) => {
    const input = element("input", {type: "checkbox", value, checked, "aria-describedby": describedBy(pointer, field), onchange: change});
    return element("label", {class: "option"}, input, element("span", {}, text));
  };
  const read = () => {
    const chosen = field.values.filter((each, i) => boxes[i].firstChild.checked).map((each) => each.id);
    if (chosen.length) none.firstChild.checked = false;
    assign(holder, field.id, chosen.length ? chosen : none.firstChild.checked ? [] : undefined);
    wrote();
  };
  const boxes = field.values.map((each) => box(each.id, label(each), (held || []).includes(each.id), read));
  const none = box(":none", say("NoneOfThese"), Array.isArray(held) && held.length === 0, () => {
    if (none.firstChild.checked) boxes.forEach((each) => { each.firstChild.checked = false; });
    read();
  });
  return frame(field, pointer, true, element("div", {class: "control options stacked"}, boxes, none));
}

/// What a text stands for: a value, nothing, or something that is no value.
function readNumber(text) {
  const plain = text.normalize("NFKC").trim();
  if (plain === "") return {};
  return /^-?\d{1,15}(\.\d{1,9})?$/.test(plain) ? {value: Number(plain)} : {raw: text};
}

function readDate(input) {
  if (input.validity.badInput) return {raw: ""};
  return input.value ? {value: input.value} : {};
}

/// A year that is being typed digit by digit runs through years of long ago; those wait until the control is left.
function halfTyped(input) { return input.type === "date" && input.value !== "" && input.value < input.min; }

function typed(field, holder, pointer, wrote) {
  const date = field.kind === "date", text = field.kind === "text", held = holder[field.id];
  const input = element("input", {id: idOf(pointer), type: date ? "date" : "text", autocomplete: "off",
    min: date && field.min, max: date && field.max, "aria-describedby": describedBy(pointer, field),
    inputmode: !date && !text && (field.kind === "count" ? "numeric" : "decimal"), disabled: held === null});
  input.value = held ?? (date ? "" : holder[unreadable]?.[field.id] ?? "");
  if (date) keepUnreadable(holder, field.id, undefined);
  const complaint = date ? "WholeDate" : field.kind === "count" ? "WholeNumber" : "DecimalNumber";
  const read = (left) => {
    if (!left && halfTyped(input)) return;
    const found = text ? (input.value === "" ? {} : {value: input.value}) : date ? readDate(input) : readNumber(input.value);
    if (left && found.raw === undefined && found.value === holder[field.id]) return;
    assign(holder, field.id, found.value);
    keepUnreadable(holder, field.id, found.raw);
    wrote();
    if (found.raw !== undefined) showError(made, say(complaint));
  };
  input.addEventListener("input", () => read(false));
  input.addEventListener("blur", () => { if (!input.disabled) read(true); });
  const none = field.or_none && element("label", {class: "option"},
    element("input", {type: "checkbox", checked: held === null, onchange: (event) => {
      input.disabled = event.target.checked;
      input.value = "";
      keepUnreadable(holder, field.id, undefined);
      assign(holder, field.id, event.target.checked ? null : undefined);
      wrote();
    }, "aria-label": label(field) + say("Colon") + say("ThereIsNone")}), element("span", {}, say("ThereIsNone")));
  const shown = unit(field.kind, 2);
  const made = frame(field, pointer, false,
    element("div", {class: "control"}, input, shown && element("span", {class: "unit"}, shown),
      hintOf(field) && element("span", {class: "hint", id: `${idOf(pointer)}-hint`}, hintOf(field)), none));
  if (holder[unreadable]?.[field.id] !== undefined) showError(made, say(complaint));
  return made;
}
