/** The steps of the story: their words, next and back, by button, arrow key or clicker. */

import { byId } from "./elements.js";
import { speak, wordsOf } from "./speech.js";

const FORWARD = new Set(["ArrowRight", "PageDown"]);
const BACKWARD = new Set(["ArrowLeft", "PageUp"]);
const OWN_ARROWS = "input, select, textarea, [role=application], [data-arrows]";

/**
 * @param {import("./contents.js").Contents} contents
 * @param {ReturnType<typeof import("./choice.js").makeChoice>} choice
 * @param {ReturnType<typeof import("./words.js").speaker>} say
 */
export function tellStory({ steps, questions, alone }, choice, say) {
  const [next, back] = [byId("next"), byId("back")];
  const go = (by) => {
    const step = choice.now.step + by;
    if (steps[step]) choice.change({ step, selected: null, who: null, question: questionOf(steps[step], questions) });
  };
  next.addEventListener("click", () => go(1));
  back.addEventListener("click", () => go(-1));
  document.addEventListener("keydown", (event) => {
    const by = FORWARD.has(event.key) ? 1 : BACKWARD.has(event.key) ? -1 : 0;
    if (!by || event.ctrlKey || event.metaKey || event.altKey || event.target.closest(OWN_ARROWS)) return;
    event.preventDefault();
    go(by);
  });

  const write = ({ step }) => {
    const { title, html, show } = steps[step];
    byId("where").textContent = say("step", { n: step + 1, all: steps.length });
    byId("step-title").textContent = title;
    byId("step-words").innerHTML = html;
    byId("alone").hidden = !show.alone;
    byId("alone-sentence").textContent = alone.sentence;
    back.setAttribute("aria-disabled", String(step === 0));
    next.setAttribute("aria-disabled", String(step === steps.length - 1));
  };
  write(choice.now);
  choice.onChange((now, before) => {
    if (now.step === before.step) return;
    write(now);
    const { title, html, show } = steps[now.step];
    const where = say("step", { n: now.step + 1, all: steps.length });
    speak(`${where}. ${title}. ${wordsOf(html)}${show.alone ? ` ${alone.sentence}` : ""}`);
  });
}

/** @returns {number} index of the question a step shows alone, or -1 */
export function questionOf({ show }, questions) {
  return questions.findIndex(({ name }) => name === show.question);
}
