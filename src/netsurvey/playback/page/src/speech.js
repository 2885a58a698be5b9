/** Tells a screen reader what has just changed on the page. */

const told = document.getElementById("told");

/** @param {string} text */
export function speak(text) {
  told.textContent = told.textContent === text ? `${text} ` : text; // the same words twice are two changes
}

/** @param {string} html @returns {string} its words */
export function wordsOf(html) {
  const template = document.createElement("template");
  template.innerHTML = html.replace(/<\/(p|li|h\d)>/g, "</$1> ");
  return template.content.textContent.replace(/\s+/g, " ").trim();
}
