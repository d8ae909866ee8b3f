// A case as a file: `{"question": id, "facts": {…}}`, and nothing else. What cannot be read whole is not read at all.
import {element} from "./page_document.js";
import {placeLabel, strangers, withIds} from "./page_facts.js";
import {joined, label, say} from "./page_words.js";

const longest = 4 * 1024 * 1024;

/// Why a file was not opened, in words.
export class Refusal extends Error {}

/// The date and time here as `2023-05-01 0930`: cases of several applicants are told apart by it.
function stamp() {
  const now = new Date(), two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())} ${two(now.getHours())}${two(now.getMinutes())}`;
}

/// Hands a case to the browser as a file, and gives its name.
export function saveCase(question, facts) {
  const text = JSON.stringify({question, facts}, null, 2) + "\n";
  const address = URL.createObjectURL(new Blob([text], {type: "application/json"}));
  const name = `${question} ${stamp()}.json`;
  const link = element("a", {href: address, download: name});
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  return name;
}

function isObject(value) { return value !== null && typeof value === "object" && !Array.isArray(value); }

/// The case of a file that people chose. `describe` gives the description of a question, or null where there is none.
export async function readCase(file, describe) {
  if (file.size > longest) throw new Refusal(say("FileTooLong"));
  const found = parsed(await file.arrayBuffer());
  const keys = isObject(found) ? Object.keys(found).sort().join() : "";
  if (keys !== "facts,question") throw new Refusal(say("FileNoCase"));
  if (typeof found.question !== "string") throw new Refusal(say("FileNoQuestion"));
  if (!isObject(found.facts)) throw new Refusal(say("FileNoFacts"));
  const description = await describe(found.question);
  if (!description) throw new Refusal(say("FileQuestion", found.question));
  const {facts, twice} = withIds(description.facts, found.facts);
  refuseStrangers(description, facts, twice);
  return {description, facts};
}

function parsed(bytes) {
  let text;
  try {
    text = new TextDecoder("utf-8", {fatal: true}).decode(bytes);
  } catch {
    throw new Refusal(say("FileNotUtf8"));
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(say("FileNoJson"));
  }
}

function refuseStrangers(description, facts, twice) {
  const {unknown, unfit} = strangers(description.facts, facts);
  const places = (of) => joined(of.slice(0, 5).map((each) => placeLabel(description, each).replace(/^\//, "")));
  if (twice.length) throw new Refusal(say("FileTwice", places(twice)));
  if (unknown.length) throw new Refusal(say("FileFacts", label(description), places(unknown)));
  if (unfit.length) throw new Refusal(say("FileValue", label(description), places(unfit)));
}

/// The control that opens a file; `chosen` hears of the file.
export function openControl(chosen) {
  const input = element("input", {type: "file", class: "unseen", accept: ".json,application/json", id: "open-case",
    onchange: () => {
      const [file] = input.files;
      if (file) chosen(file);
      input.value = "";
    }});
  return element("span", {class: "file"}, input, element("label", {for: "open-case", class: "button"}, say("Open")));
}
