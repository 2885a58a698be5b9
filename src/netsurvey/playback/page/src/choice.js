/**
 * What the reader has chosen to see, held in one place, so that story, map, list and speech never disagree.
 *
 * @typedef {{type: "community" | "place" | "person", index: number}} Selected
 * @typedef {object} Chosen
 * @property {number} step
 * @property {number} question index of the only question shown, or -1 for all
 * @property {?{attribute: string, level: number}} who
 * @property {?Selected} selected
 */

/** @param {Chosen} start */
export function makeChoice(start) {
  let now = start;
  /** @type {((now: Chosen, before: Chosen) => void)[]} */
  const listeners = [];
  return {
    get now() {
      return now;
    },
    /** @param {Partial<Chosen>} different */
    change(different) {
      const before = now;
      now = { ...now, ...different };
      for (const listener of listeners) listener(now, before);
    },
    /** @param {(now: Chosen, before: Chosen) => void} listener */
    onChange(listener) {
      listeners.push(listener);
    },
  };
}
