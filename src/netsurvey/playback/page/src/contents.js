/**
 * What the page was given to show, read once from the JSON inside it.
 *
 * Python decides what may be in there for the tier; nothing here could show more.
 *
 * @typedef {"public" | "partner" | "team"} Tier
 * @typedef {"none" | "medium" | "place" | "group" | "all"} PlacesShown
 *
 * @typedef {object} Step
 * @property {string} id
 * @property {string} title
 * @property {string} html
 * @property {{kinds: number[], ties: boolean, question: ?string, places: PlacesShown, communities: boolean,
 *   alone: boolean}} show
 *
 * @typedef {object} Community
 * @property {string} title
 * @property {string} n
 * @property {string} about
 * @property {[number, number][]} hull
 * @property {number} colour
 * @property {[number, number]} spot where its number stands on the map
 *
 * @typedef {object} Place
 * @property {string} title
 * @property {"place" | "group" | "medium" | "organisation"} kind
 * @property {string} n
 * @property {?number} x
 * @property {?number} y
 * @property {[number, string][]} communities
 * @property {?number[]} people
 * @property {?string} isolates
 *
 * @typedef {object} Contents
 * @property {number} version
 * @property {Tier} tier
 * @property {string} title
 * @property {string} wave
 * @property {?string} banner
 * @property {string} caption
 * @property {{x: number[], y: number[], size: number[], kind: number[], community: number[],
 *   levels: Object<string, number[]>}} people
 * @property {?string[]} labels
 * @property {{from: number[], to: number[], questions: number[]}} ties
 * @property {{name: string, text: string}[]} questions
 * @property {{name: string, title: string, levels: string[]}[]} attributes
 * @property {{name: string, title: string, n: string}[]} kinds
 * @property {string[]} sizes
 * @property {Community[]} communities
 * @property {Place[]} places
 * @property {{n: string, sentence: string}} alone
 * @property {Step[]} steps
 * @property {{id: string, caption: string, columns: string[], rows: string[][]}[]} tables
 * @property {?{salt: string, N: number, r: number, p: number, community: Object<string, number>}} codes
 * @property {?Object<string, string>} words
 */

import { numberSpots, placeSpots } from "./spots.js";
import { boxAround } from "./view.js";

/** @returns {Contents} */
export function readContents() {
  const contents = JSON.parse(document.getElementById("contents").textContent);
  const { communities, people, places } = contents;
  const box = boxAround(people.x, people.y);
  const width = Math.max(box.right - box.left, box.top - box.bottom);
  const numbers = numberSpots(communities.map(({ hull }) => hull), width);
  communities.forEach((community, index) => Object.assign(community, { spot: numbers[index] }));
  const drawn = places.filter(({ x }) => x !== null);
  const spots = placeSpots(drawn.map(({ x, y }) => [x, y]), width, numbers);
  drawn.forEach((place, index) => Object.assign(place, { x: spots[index][0], y: spots[index][1] }));
  return contents;
}

/** A community's title with the number it has on the map. */
export function nameOf(communities, index) {
  const { title } = communities[index];
  const number = String(index + 1);
  return title.split(" ").includes(number) ? title : `${number} ${title}`;
}
