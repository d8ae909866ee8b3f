// A list of records: each a group of controls, to be added, copied and removed.
import {announce, button, element} from "./page_document.js";
import {controlOf, frame, idOf, showError} from "./page_controls.js";
import {label, say} from "./page_words.js";

/// The control of a list; a list that is not there is not known, one that is there is whole.
export function listControl(field, holder, pointer, changed) {
  const body = element("div", {class: "control records"});
  const made = frame(field, pointer, true, body);
  made.setAttribute("aria-describedby", `${idOf(pointer)}-error`);
  const list = {field, holder, pointer, changed, body, made};
  draw(list);
  return made;
}

function records(list) { return list.holder[list.field.id]; }

function draw(list) {
  const {field, pointer, body} = list, held = records(list) || [];
  body.replaceChildren(
    ...(held.length ? [] : [element("p", {class: "hint"}, say("ListHint"))]),
    ...held.map((each, i) => recordOf(list, each, i)),
    element("div", {class: "record-actions"}, addButton(list, held), held.length === 0 && noneBox(list)));
  const paper = list.made.querySelector(":scope > .paper");
  paper.textContent = held.length ? "" : say(records(list) ? "NoRecords" : "NotKnown");
  body.dataset.pointer = pointer;
  body.dataset.count = field.id in list.holder ? held.length : "";
}

/// After a change of the records themselves: all is drawn anew, as each is called by its number.
function redrawn(list, said, focus) {
  showError(list.made);
  draw(list);
  announce(said);
  list.changed(list.pointer);
  list.body.querySelector(focus)?.focus();
}

function addButton(list, held) {
  const {field} = list;
  const full = held.length >= field.most;
  return element("span", {class: "add"},
    button(say("AddRecord"), () => add(list, {}, "RecordAdded"),
      {class: "add-record", disabled: full, "aria-label": say("AddRecordOf", label(field))}),
    full && element("span", {class: "hint"}, say("MostRecords", field.most)));
}

function noneBox(list) {
  const {field, holder} = list;
  return element("label", {class: "option"},
    element("input", {type: "checkbox", class: "no-records", checked: Array.isArray(records(list)),
      "aria-label": label(field) + say("Colon") + say("NoRecords"), onchange: (event) => {
        if (event.target.checked) holder[field.id] = [];
        else delete holder[field.id];
        redrawn(list, event.target.checked ? say("NoRecords") : say("NotKnown"), ".no-records");
      }}),
    element("span", {}, say("NoRecords")));
}

function add(list, record, said, place = (records(list) || []).length) {
  const held = list.holder[list.field.id] ??= [];
  held.splice(place, 0, record);
  redrawn(list, say(said, place + 1), `[data-record="${place}"] :is(input, select)`);
}

function remove(list, place) {
  const held = records(list);
  held.splice(place, 1);
  if (held.length === 0) delete list.holder[list.field.id];
  const next = Math.min(place, held.length - 1);
  redrawn(list, say("RecordRemoved", place + 1), held.length ? `[data-record="${next}"] .remove` : ".add-record");
}

function recordOf(list, record, place) {
  const {field, pointer, changed} = list, name = label(field);
  return element("fieldset", {class: "record", "data-record": String(place)},
    element("legend", {}, say("Record", place + 1)),
    element("div", {class: "record-buttons"},
      button(say("CopyRecord"), () => add(list, structuredClone(record), "RecordCopied", place + 1),
        {class: "quiet copy", disabled: records(list).length >= field.most, "aria-label": say("CopyRecordOf", place + 1, name)}),
      button(say("RemoveRecord"), () => remove(list, place),
        {class: "quiet remove", "aria-label": say("RemoveRecordOf", place + 1, name)})),
    element("div", {class: "record-fields"},
      field.fields.map((each) => controlOf(each, record, `${pointer}/${place}/${each.id}`, changed))));
}
