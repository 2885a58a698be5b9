/** Show the lines of one question only, or let one group of people stand out. */

import { byId, make } from "./elements.js";
import { speak } from "./speech.js";

/**
 * @param {import("./contents.js").Contents} contents
 * @param {ReturnType<typeof import("./choice.js").makeChoice>} choice
 * @param {ReturnType<typeof import("./words.js").speaker>} say
 */
export function offerFilters({ questions, attributes }, choice, say) {
  const question = byId("question");
  const who = byId("who");
  question.append(
    make("option", { value: -1 }, say("everyQuestion")),
    ...questions.map(({ text }, index) => make("option", { value: index }, text)),
  );
  who.append(
    make("option", { value: "" }, say("everyone")),
    ...attributes.map(({ title, levels }, index) =>
      make(
        "optgroup",
        { label: title },
        ...levels.map((level, at) => make("option", { value: `${index} ${at}` }, `${title}: ${level}`)),
      ),
    ),
  );
  byId("who-field").hidden = attributes.length === 0;
  byId("question-field").hidden = questions.length < 2;

  question.addEventListener("change", () => {
    choice.change({ question: Number(question.value) });
    speak(question.selectedOptions[0].textContent);
  });
  who.addEventListener("change", () => {
    const [attribute, level] = who.value.split(" ").map(Number);
    choice.change({ who: who.value ? { attribute: attributes[attribute].name, level } : null });
    speak(who.value ? say("showing", { who: who.selectedOptions[0].textContent }) : say("everyone"));
  });
  const follow = (now) => {
    question.value = String(now.question);
    const index = attributes.findIndex(({ name }) => name === now.who?.attribute);
    who.value = index < 0 ? "" : `${index} ${now.who.level}`;
  };
  follow(choice.now);
  choice.onChange(follow);
}
