/**
 * What is on the map and how strongly, from the contents and the reader's choice; no pixel is drawn here.
 *
 * @typedef {import("./contents.js").Contents} Contents
 * @typedef {import("./choice.js").Chosen} Chosen
 *
 * @typedef {object} Scene
 * @property {Uint8Array} people strength of each person
 * @property {Uint8Array} ties strength of each tie
 * @property {number[]} places indices of the places drawn
 * @property {boolean} communities whether outlines are drawn
 * @property {Map<number, string>} lit communities that stand out, with what is written on them
 * @property {?import("./choice.js").Selected} selected
 */

export const HIDDEN = 0;
export const FAINT = 1;
export const PLAIN = 2;

/**
 * @param {Contents} contents
 * @param {Chosen} chosen
 * @returns {Scene}
 */
export function sceneOf(contents, chosen) {
  const { show } = contents.steps[chosen.step];
  const asksForTies = chosen.question >= 0;
  const people = strengthOfPeople(contents, chosen, asksForTies ? contents.kinds.map((_, kind) => kind) : show.kinds);
  return {
    people,
    ties: strengthOfTies(contents, people, show.ties || asksForTies, chosen.question),
    places: placesOnMap(contents, show.places, chosen.selected),
    communities: show.communities || chosen.selected !== null,
    lit: litCommunities(contents, chosen.selected),
    selected: chosen.selected,
  };
}

/** The communities that stand out because of what is selected, with the count written on each. */
export function litCommunities({ communities, places, people }, selected) {
  if (selected?.type === "community") return new Map([[selected.index, communities[selected.index].n]]);
  if (selected?.type === "place") return new Map(places[selected.index].communities);
  if (selected?.type === "person" && people.community[selected.index] >= 0) {
    return new Map([[people.community[selected.index], ""]]);
  }
  return new Map();
}

function strengthOfPeople({ people, places }, { who, selected }, kinds) {
  const level = who && people.levels[who.attribute];
  const gathered = selected?.type === "place" && places[selected.index].people;
  const gatheredHere = gathered ? new Set(gathered) : null;
  return Uint8Array.from(people.kind, (kind, person) => {
    if (!kinds.includes(kind)) return HIDDEN;
    const outside =
      (level && level[person] !== who.level) ||
      (selected?.type === "community" && people.community[person] !== selected.index) ||
      (gatheredHere && !gatheredHere.has(person)) ||
      (selected?.type === "person" && selected.index !== person);
    return outside ? FAINT : PLAIN;
  });
}

function strengthOfTies({ ties }, people, shown, question) {
  const mask = question < 0 ? -1 : 1 << question;
  return Uint8Array.from(ties.from, (from, tie) => {
    if (!shown || !(ties.questions[tie] & mask)) return HIDDEN;
    return Math.min(people[from], people[ties.to[tie]]);
  });
}

function placesOnMap({ places }, shown, selected) {
  return places.flatMap(({ kind, x }, index) => {
    const wanted = shown === "all" || shown === kind || (selected?.type === "place" && selected.index === index);
    return wanted && x !== null ? [index] : [];
  });
}
