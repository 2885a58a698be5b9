/** Search that forgives: capitals, accents, apostrophes and the order of words do not matter. */

/** @param {string} text */
export function folded(text) {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f'\u2018\u2019]/g, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/**
 * @param {string} sought
 * @param {string} text
 * @returns {boolean} whether every word sought begins a word of the text
 */
export function answers(sought, text) {
  const words = ` ${folded(text)}`;
  return folded(sought)
    .split(" ")
    .every((word) => words.includes(` ${word}`));
}
