// A case as a file: `{"question": id, "facts": {…}}`, and nothing else. What cannot be read whole is not read at all.
import {element} from "./page_document.js";
import {placeLabel, strangers} from "./page_facts.js";
import {joined, label, say} from "./page_words.js";

const longest = 4 * 1024 * 1024;

/// Why a file was not opened, in words.
export class Refusal extends Error {}

/// Hands a case to the browser as a file, and gives its name.
export function saveCase(question, facts) {
  const text = JSON.stringify({question, facts}, null, 2) + "\n";
  const address = URL.createObjectURL(new Blob([text], {type: "application/json"}));
  const name = `${question}.json`;
  const link = element("a", {href: address, download: name});
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  return name;
}

function isObject(value) { return value !== null && typeof value === "object" && !Array.isArray(value); }

/// The case of a file that people chose. `describe` gives the description of a question, or null where there is none.
export async function readCase(file, describe) {
  if (file.size > longest) throw new Refusal(say("FileTooLong"));
  let found;
  try {
    found = JSON.parse(await file.text());
  } catch {
    throw new Refusal(say("FileNoJson"));
  }
  const keys = isObject(found) ? Object.keys(found).sort().join() : "";
  if (keys !== "facts,question" || typeof found.question !== "string" || !isObject(found.facts))
    throw new Refusal(say("FileNoCase"));
  const description = await describe(found.question);
  if (!description) throw new Refusal(say("FileQuestion", found.question));
  refuseStrangers(description, found.facts);
  return {description, facts: found.facts};
}

function refuseStrangers(description, facts) {
  const {unknown, unfit} = strangers(description.facts, facts);
  const places = (of) => joined(of.slice(0, 5).map((each) => placeLabel(description, each).replace(/^\//, "")));
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
