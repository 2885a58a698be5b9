/**
 * Everything that can be chosen on the map as a list, for those who cannot point: one stop of the Tab key, arrow keys
 * from line to line, narrowed by the search box above it.
 */

import { nameOf } from "./contents.js";
import { byId, make } from "./elements.js";
import { answers } from "./finding.js";
import { speak } from "./speech.js";

const KINDS = ["place", "group", "medium", "organisation"];

/**
 * @param {import("./contents.js").Contents} contents
 * @param {ReturnType<typeof import("./choice.js").makeChoice>} choice
 * @param {ReturnType<typeof import("./words.js").speaker>} say
 */
export function offerList(contents, choice, say) {
  const holder = byId("list");
  const search = byId("find");
  const sections = sectionsOf(contents, say);
  /** @type {{button: HTMLElement, text: string, selected: import("./choice.js").Selected}[]} */
  const lines = [];

  for (const { title, entries, onlyFound } of sections) {
    const items = entries.map(({ text, n, selected }) => {
      const button = make("button", { type: "button", tabindex: -1, "aria-pressed": "false" }, make("span", {}, text));
      if (n) button.append(" ", make("span", { class: "n" }, n));
      button.addEventListener("click", () => {
        const chosen = button.getAttribute("aria-pressed") === "true";
        choice.change({ selected: chosen ? null : selected });
      });
      lines.push({ button, text, selected, onlyFound });
      return make("li", {}, button);
    });
    holder.append(make("section", {}, make("h3", {}, title), make("ul", {}, ...items)));
  }

  const shown = () => lines.filter(({ button }) => !button.parentElement.hidden);
  const stopAt = (line) => {
    for (const { button } of lines) button.tabIndex = -1;
    if (line) line.button.tabIndex = 0;
  };

  const narrow = () => {
    const sought = search.value.trim();
    for (const { button, text, onlyFound } of lines) {
      button.parentElement.hidden = sought ? !answers(sought, text) : onlyFound;
    }
    for (const section of holder.querySelectorAll("section")) {
      section.hidden = section.querySelector("li:not([hidden])") === null;
    }
    const count = shown().length;
    byId("found").textContent = sought ? (count ? say("found", { n: count }) : say("foundNone")) : "";
    stopAt(shown()[0]);
    return count;
  };
  narrow();
  search.addEventListener("input", () => {
    const count = narrow();
    speak(count ? say("found", { n: count }) : say("foundNone"));
  });
  search.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "Enter") return;
    event.preventDefault();
    shown()[0]?.button.focus();
  });

  holder.addEventListener("keydown", (event) => {
    const now = shown();
    const at = now.findIndex(({ button }) => button === document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: now.length - 1 }[event.key];
    if (event.key === "Escape") choice.change({ selected: null });
    if (at < 0 || to === undefined || !now[to]) return;
    event.preventDefault();
    stopAt(now[to]);
    now[to].button.focus();
  });
  holder.addEventListener("focusin", (event) => stopAt(lines.find(({ button }) => button === event.target)));

  choice.onChange(({ selected }) => {
    for (const { button, selected: own } of lines) {
      const pressed = selected?.type === own.type && selected.index === own.index;
      button.setAttribute("aria-pressed", String(pressed));
    }
  });
}

function sectionsOf({ communities, places, labels }, say) {
  const kinds = KINDS.map((kind) => ({
    title: say(kind),
    entries: places.flatMap(({ title, n, kind: own }, index) =>
      own === kind ? [{ text: title, n, selected: { type: "place", index } }] : [],
    ),
  }));
  const groups = communities.map(({ n }, index) => {
    return { text: nameOf(communities, index), n, selected: { type: "community", index } };
  });
  const people = (labels ?? []).map((text, index) => ({ text, n: "", selected: { type: "person", index } }));
  people.sort((a, b) => a.text.localeCompare(b.text));
  return [
    { title: say("communities"), entries: groups },
    ...kinds,
    { title: say("people"), entries: people, onlyFound: true },
  ].filter(({ entries }) => entries.length);
}
