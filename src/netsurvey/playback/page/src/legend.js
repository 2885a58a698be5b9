/** What every colour, shape, size and line means, for what the step shows. */

import { byId, draw, make } from "./elements.js";
import { FAINT } from "./scene.js";
import { bandRadii, outline, PEOPLE, PLACE, polygonPoints, TIE } from "./signs.js";

/**
 * @param {import("./contents.js").Contents} contents
 * @param {import("./scene.js").Scene} scene
 * @param {import("./choice.js").Chosen} chosen
 * @param {ReturnType<typeof import("./words.js").speaker>} say
 */
export function writeLegend(contents, scene, chosen, say) {
  const { communities, kinds, places, sizes } = contents;
  const kindsShown = [...kinds.keys()].filter((kind) => isShown(kind, contents, scene));
  const placeKinds = [...new Set(scene.places.map((index) => places[index].kind))];
  const tieWord = contents.tier === "public" ? "legendTiePublic" : "legendTie";
  const entries = [
    ...kindsShown.map((kind) => [personSign(kind, 7), `${kinds[kind].title} (${kinds[kind].n})`]),
    scene.people.includes(FAINT) && [faintSign(), say("legendFaint")],
    scene.ties.some(Boolean) && [tieSign(), say(tieWord)],
    scene.communities && communities.length && [outlineSign(communities[0].colour), say("legendCommunity")],
    ...placeKinds.map((kind) => [placeSign(kind), say(`shape_${kind}`)]),
  ].filter(Boolean);
  byId("legend-signs").replaceChildren(...entries.map(([sign, text]) => make("li", {}, sign, make("span", {}, text))));

  const radii = bandRadii(contents.people.x.length, { width: 900, height: 700 }, 1);
  const kind = kindsShown[0] ?? 0;
  byId("legend-size-title").textContent = say("legendSize");
  byId("legend-sizes").replaceChildren(
    ...sizes.map((size, band) => make("li", {}, personSign(kind, Math.max(radii[band], 3)), make("span", {}, size))),
  );
  byId("legend-question").textContent =
    chosen.question < 0 ? "" : say("question", { question: contents.questions[chosen.question].text });
}

function isShown(kind, { people }, scene) {
  return people.kind.some((own, person) => own === kind && scene.people[person]);
}

function sign(...children) {
  return draw("svg", { viewBox: "0 0 32 28", width: 32, height: 28, "aria-hidden": "true" }, ...children);
}

function personSign(kind, radius) {
  const { shape, fill, line } = PEOPLE[kind];
  const points = polygonPoints(shape, 16, 14, radius);
  const look = { fill, stroke: line, "stroke-width": 1 };
  return sign(points ? draw("polygon", { points, ...look }) : draw("circle", { cx: 16, cy: 14, r: radius, ...look }));
}

function faintSign() {
  return sign(
    draw("circle", { cx: 10, cy: 14, r: 5, fill: PEOPLE[0].faint }),
    draw("polygon", { points: polygonPoints(PEOPLE[1].shape, 23, 14, 6), fill: PEOPLE[1].faint }),
  );
}

function tieSign() {
  return sign(draw("line", { x1: 3, y1: 20, x2: 29, y2: 8, stroke: TIE, "stroke-width": 1.5 }));
}

function outlineSign(colour) {
  const { line, fill } = outline(colour);
  const shape = { cx: 16, cy: 14, rx: 13, ry: 10, stroke: line, "stroke-width": 2, fill, "fill-opacity": 0.2 };
  return sign(draw("ellipse", shape));
}

function placeSign(kind) {
  const points = polygonPoints(kind, 16, 14, 9);
  return sign(draw("polygon", { points, fill: PLACE.fill, stroke: PLACE.line, "stroke-width": 2 }));
}
