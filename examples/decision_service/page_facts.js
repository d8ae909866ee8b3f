// Facts as the service takes them, where each stands, and how a value reads. Nothing here knows of the page.
import {joined, label, say} from "./page_words.js";

/// Under this name a fact or record keeps what was entered and is no value, as text by field. It is never sent or saved.
export const unreadable = Symbol("what was entered and is no value");

const unitWords = {days: ["DayUnit", "DaysUnit"], hours: ["HourUnit", "HoursUnit"]};

/// The name of the unit behind a number of it, or nothing.
export function unit(kind, number) {
  return unitWords[kind] ? say(unitWords[kind][number === 1 ? 0 : 1]) : "";
}

/// `audits[2].ended_on` as `/audits/2/ended_on`.
export function pointerOf(path) { return "/" + path.replace(/\[(\d+)\]/g, "/$1").replaceAll(".", "/"); }

/// The words for a place: the fact, or its record and field.
export function placeLabel(description, pointer) {
  const [id, record, inner] = pointer.slice(1).split("/");
  const fact = description.facts.find((each) => each.id === id);
  if (!fact) return pointer;
  if (record === undefined) return label(fact);
  const place = say("RecordOf", label(fact), Number(record) + 1);
  if (inner === undefined) return place;
  const field = (fact.fields || []).find((each) => each.id === inner);
  return `${place} ${field ? label(field) : inner}`;
}

/// What the answer still depends on, for verdicts alone and in all.
export function neededBy(description, answer) {
  const verdicts = Object.values(answer.decisions).flatMap((each) => each.missing);
  const results = Object.values(answer.outputs).flatMap((each) => each?.undetermined || []);
  return {verdicts: pointersOf(description, verdicts), all: pointersOf(description, [...verdicts, ...results])};
}

/// Paths as pointers, each once, in the order in which the question asks for the facts.
export function pointersOf(description, paths) {
  const place = (pointer) => description.facts.findIndex((each) => each.id === pointer.split("/")[1]);
  return Array.from(new Set(paths.map(pointerOf))).sort((a, b) => place(a) - place(b));
}

/// Whether anything was filled in there, if only half.
export function filled(holder, id) { return Object.hasOwn(holder, id) || holder[unreadable]?.[id] !== undefined; }

/// Where something was entered that is no value.
export function unreadablePlaces(facts) {
  const within = (holder, start) => Object.keys(holder[unreadable] || {}).map((id) => `${start}/${id}`);
  const lists = Object.entries(facts).filter(([, value]) => Array.isArray(value));
  const records = lists.flatMap(([id, list]) => list.flatMap((each, i) =>
    typeof each === "object" ? within(each, `/${id}/${i}`) : []));
  return [...within(facts, ""), ...records];
}

function valueLabel(field, id) {
  const value = (field.values || []).find((each) => each.id === id);
  return value ? label(value) : String(id);
}

/// A number of a unit as it is said.
export function quantity(kind, number) {
  const name = unit(kind, number);
  return name ? say("Quantity", number, name) : String(number);
}

/// A value as text; of a list the pieces stand in one line.
export function valueText(field, value) {
  if (value === null) return say("None");
  if (typeof value === "boolean") return say(value ? "Yes" : "No");
  if (Array.isArray(value)) return value.length ? joined(value.map((each) => valueLabel(field, each))) : say("Empty");
  if (typeof value === "number") return quantity(field.kind, value);
  return field.kind === "choice" ? valueLabel(field, value) : String(value);
}

/// The pieces of a value that is a list of steps, each as text.
export function listTexts(field, value) { return value.map((each) => valueLabel(field, each)); }

/// The kinds whose values are numbers.
export const numeric = ["count", "number", "days", "hours"];

const fits = {
  yes_no: (field, value) => typeof value === "boolean",
  date: (field, value) => typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value),
  text: (field, value) => typeof value === "string",
  choice: (field, value) => field.values.some((each) => each.id === value),
  set: (field, value) => Array.isArray(value) && value.every((one) => field.values.some((each) => each.id === one)),
};
for (const kind of numeric) fits[kind] = (field, value) => typeof value === "number";

function isRecord(value) { return value !== null && typeof value === "object" && !Array.isArray(value); }

/// Which places of some facts this question does not know, and which have values that it cannot take.
export function strangers(fields, facts, start = "") {
  const unknown = [], unfit = [];
  for (const [id, value] of Object.entries(facts)) {
    const field = fields.find((each) => each.id === id), place = `${start}/${id}`;
    if (!field) unknown.push(place);
    else if (value === null) { if (!field.or_none) unfit.push(place); }
    else if (field.kind !== "list") { if (!fits[field.kind](field, value)) unfit.push(place); }
    else if (!Array.isArray(value) || value.length > field.most) unfit.push(place);
    else value.forEach((record, i) => {
      if (!isRecord(record)) return unfit.push(`${place}/${i}`);
      const inner = strangers(field.fields, record, `${place}/${i}`);
      unknown.push(...inner.unknown);
      unfit.push(...inner.unfit);
    });
  }
  return {unknown, unfit};
}

function byIdOrName(of, key) { return of.find((each) => each.id === key) || of.find((each) => each.name === key); }

/// Facts under the ids of a question, where they may stand under the names that the policy's author gave them, and the places
/// that stand there twice.
export function withIds(fields, facts, start = "") {
  const found = new Map(), twice = [];
  for (const [key, value] of Object.entries(facts)) {
    const field = byIdOrName(fields, key), id = field ? field.id : key;
    if (found.has(id)) twice.push(`${start}/${id}`);
    found.set(id, field ? valueWithIds(field, value, `${start}/${id}`, twice) : value);
  }
  return {facts: Object.fromEntries(found), twice};
}

function valueWithIds(field, value, place, twice) {
  const idOfValue = (one) => byIdOrName(field.values, one)?.id ?? one;
  if (field.kind === "choice") return idOfValue(value);
  if (!Array.isArray(value)) return value;
  if (field.kind === "set") return value.map(idOfValue);
  if (field.kind !== "list") return value;
  return value.map((record, i) => {
    if (!isRecord(record)) return record;
    const inner = withIds(field.fields, record, `${place}/${i}`);
    twice.push(...inner.twice);
    return inner.facts;
  });
}

/// Takes from facts what these fields cannot take, and gives the places where it stood.
export function dropStrangers(fields, facts) {
  const {unknown, unfit} = strangers(fields, facts);
  const dropped = [...unknown, ...unfit];
  const parts = (place) => place.slice(1).split("/");
  const holderOf = (place) => parts(place).slice(0, -1).reduce((at, key) => at[key], facts);
  for (const each of unreadablePlaces(facts)) {
    const [id, , inner] = parts(each), fact = fields.find((one) => one.id === id);
    const field = inner === undefined ? fact : fact?.fields?.find((one) => one.id === inner);
    if (numeric.includes(field?.kind)) continue;
    delete holderOf(each)[unreadable][parts(each).at(-1)];
    dropped.push(each);
  }
  for (const each of [...unknown, ...unfit]) delete holderOf(each)[parts(each).at(-1)];
  return Array.from(new Set(dropped));
}
