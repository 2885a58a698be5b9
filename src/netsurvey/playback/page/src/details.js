/** What the chosen place, community or person is, in words: whom it gathers, as counts. */

import { nameOf } from "./contents.js";
import { byId, make } from "./elements.js";
import { speak } from "./speech.js";

/**
 * @param {import("./contents.js").Contents} contents
 * @param {ReturnType<typeof import("./choice.js").makeChoice>} choice
 * @param {ReturnType<typeof import("./words.js").speaker>} say
 */
export function tellDetails(contents, choice, say) {
  const tell = { place: tellPlace, community: tellCommunity, person: tellPerson };
  byId("clear").addEventListener("click", () => {
    choice.change({ selected: null });
    byId("map").focus();
  });
  choice.onChange((now, before) => {
    if (now.selected === before.selected) return;
    const { selected } = now;
    byId("details").hidden = selected === null;
    byId("side").style.scrollPaddingTop = "";
    if (selected === null) {
      if (now.step === before.step) speak(say("nothing"));
      return;
    }
    const { title, lines, list, heading } = tell[selected.type](contents, selected.index, say);
    byId("details-title").textContent = title;
    const told = lines.filter(Boolean).map((line) => make("p", {}, line));
    if (heading) told.push(make("h3", {}, heading), make("ul", {}, ...list.map((entry) => lineOf(entry, choice))));
    byId("details-words").replaceChildren(...told);
    keepFocusInSight();
    const counts = (list ?? []).map(({ text, n }) => `${text}, ${n}`).join("; ");
    speak([`${title}.`, ...lines, heading && `${heading}: ${counts}.`].filter(Boolean).join(" "));
  });
}

/** The card stays at the top of its column: what has the focus must not lie under it. */
function keepFocusInSight() {
  byId("side").style.scrollPaddingTop = `${byId("details").offsetHeight + 16}px`;
  if (byId("list").contains(document.activeElement)) document.activeElement.scrollIntoView({ block: "nearest" });
}

function lineOf({ text, n, selected }, choice) {
  const onclick = () => choice.change({ selected });
  return make("li", {}, make("button", { type: "button", class: "link", onclick }, text), ` ${n}`);
}

function tellPlace({ places, communities }, index, say) {
  const { title, kind, n, communities: gathered, isolates } = places[index];
  const list = gathered.map(([at, count]) => ({
    text: nameOf(communities, at),
    n: count,
    selected: { type: "community", index: at },
  }));
  return {
    title,
    lines: [
      `${capital(say(`shape_${kind}`))}. ${say("namedBy", { n })}.`,
      isolates && `${say("gathersAlone", { n: isolates })}.`,
      list.length ? null : say("gathersNobody"),
    ],
    heading: list.length ? say(kind === "medium" ? "reaches" : "gathers") : null,
    list,
  };
}

function tellCommunity({ places, communities }, index, say) {
  const { n, about } = communities[index];
  const list = places.flatMap(({ title, communities: gathered }, at) => {
    const count = gathered.find(([community]) => community === index)?.[1];
    return count ? [{ text: title, n: count, selected: { type: "place", index: at } }] : [];
  });
  return {
    title: nameOf(communities, index),
    lines: [`${say("members", { n: capital(n) })}.`, about, list.length ? null : say("goesNowhere")],
    heading: list.length ? say("goesTo") : null,
    list,
  };
}

function tellPerson({ people, labels, kinds, communities, attributes }, index, say) {
  const community = people.community[index];
  const known = attributes.flatMap(({ name, title, levels }) => {
    const level = people.levels[name][index];
    return level < 0 ? [] : [`${title}: ${levels[level]}.`];
  });
  const where = community < 0 ? say("smallerGroups") : nameOf(communities, community);
  return { title: labels[index], lines: [`${capital(kinds[people.kind[index]].title)}; ${where}.`, ...known] };
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
