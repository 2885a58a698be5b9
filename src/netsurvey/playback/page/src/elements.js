/**
 * Makes an element; texts are always texts, never markup.
 *
 * @param {string} name
 * @param {Object<string, *>} [properties] `class`, `hidden`, `on…` and attributes
 * @param {(Node | string)[]} children
 * @returns {HTMLElement}
 */
export function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  setAll(element, properties);
  element.append(...children);
  return element;
}

/** The same for a drawing. */
export function draw(name, properties = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  setAll(element, properties);
  element.append(...children);
  return element;
}

function setAll(element, properties) {
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, String(value));
  }
}

/** @param {string} id @returns {HTMLElement} */
export function byId(id) {
  return document.getElementById(id);
}
