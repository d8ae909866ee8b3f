// What the page asks the service.
import {current, say} from "./page_words.js";

/// What the service has refused, or that it does not answer; see RFC 9457.
export class Problem extends Error {
  constructor(details) {
    super(details.title);
    Object.assign(this, details);
  }
}

async function ask(address, options) {
  let answer, content = null;
  try {
    answer = await fetch(address, options);
    content = await answer.json();
  } catch (error) {
    if (error.name === "AbortError") throw error;
    if (!answer || answer.ok) throw new Problem({title: say("ServiceAway"), detail: say("ServiceAwayDetail"), away: true});
  }
  if (answer.ok) return {content, headers: answer.headers};
  throw new Problem({title: say("ServiceAway"), ...content, status: answer.status, away: answer.status >= 500});
}

/// All questions.
export async function questions() { return (await ask("/v1/questions")).content; }

const descriptions = new Map();

/// The description of a question, `anew` as it is now; null where there is none.
export async function describe(id, anew = false) {
  if (!anew && descriptions.has(id)) return descriptions.get(id);
  try {
    const {content} = await ask(`/v1/questions/${encodeURIComponent(id)}`);
    descriptions.set(id, content);
    return content;
  } catch (problem) {
    if (problem.status === 404) return null;
    throw problem;
  }
}

/// The answer to facts; unless it is on trial, it is recorded.
export function decide(id, facts, trial, signal) {
  return ask(`/v1/questions/${encodeURIComponent(id)}?${trial ? "trial=1&" : ""}lang=${current()}`,
    {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify(facts), signal});
}
