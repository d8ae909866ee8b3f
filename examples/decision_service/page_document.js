// Elements, without any text being read as markup.

/// An element with its properties (`on…` listens, `class` and names with a dash are attributes) and what it holds.
export function element(name, properties = {}, ...content) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key in made && typeof value !== "string") made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...content.flat().filter((each) => each !== null && each !== undefined && each !== false));
  return made;
}

/// A button that submits nothing.
export function button(text, press, properties = {}) {
  return element("button", {type: "button", onclick: press, ...properties}, text);
}

let waiting = 0;

/// Tells people who hear the page: once, and again if it is the same words.
export function announce(text) {
  const place = document.getElementById("status");
  place.textContent = "";
  clearTimeout(waiting);
  waiting = setTimeout(() => { place.textContent = text; }, 60);
}

/// Goes to a place with the keyboard's focus, and shows it.
export function goTo(place) {
  if (!place) return;
  for (let at = place.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
  const control = place.matches("input, select, button, a, [tabindex]") ? place
    : place.querySelector("input:not([disabled]), select, button") || place;
  control.focus({preventScroll: true});
  (place.closest(".field") || place).scrollIntoView({block: "nearest"});
}
