/**
 * People and ties on a 2D canvas, in slices: a generator that hands back after each few hundred, so that five thousand
 * dots never hold up the reader's finger.
 */

import { FAINT, PLAIN } from "./scene.js";
import { addShape, bandRadii, PAPER, PEOPLE, RIM_FROM, TIE } from "./signs.js";
import { toScreen } from "./view.js";

const SLICE = 400;
const TIE_STRENGTH = { [FAINT]: 0.09, [PLAIN]: 0.34 };

/**
 * @param {CanvasRenderingContext2D} canvas already scaled to CSS pixels
 * @param {import("./contents.js").Contents} contents
 * @param {import("./scene.js").Scene} scene
 * @param {import("./whole_map.js").Look} look
 */
export function* drawPeopleAndTies(canvas, contents, scene, look) {
  const points = onScreen(contents.people, look);
  for (const strength of [FAINT, PLAIN]) yield* drawTies(canvas, contents.ties, scene.ties, strength, points, look);
  for (const strength of [FAINT, PLAIN]) {
    for (const kind of PEOPLE.keys()) yield* drawPeople(canvas, contents, scene.people, strength, kind, points, look);
  }
}

function onScreen({ x, y }, { view, size }) {
  const points = new Float32Array(2 * x.length);
  for (let person = 0; person < x.length; person++) {
    points.set(toScreen(view, size, x[person], y[person]), 2 * person);
  }
  return points;
}

function* drawTies(canvas, ties, strengths, strength, points, { size, closeness }) {
  canvas.strokeStyle = TIE;
  canvas.globalAlpha = TIE_STRENGTH[strength];
  canvas.lineWidth = Math.min(0.9 * Math.sqrt(closeness), 2.5);
  const drawn = everyOne(strengths, strength);
  for (let start = 0; start < drawn.length; start += SLICE) {
    canvas.beginPath();
    for (const tie of drawn.subarray(start, start + SLICE)) {
      const [from, to] = [2 * ties.from[tie], 2 * ties.to[tie]];
      const [x1, y1, x2, y2] = [points[from], points[from + 1], points[to], points[to + 1]];
      const beside = Math.max(x1, x2) < 0 || Math.min(x1, x2) > size.width;
      if (beside || Math.max(y1, y2) < 0 || Math.min(y1, y2) > size.height) continue;
      canvas.moveTo(x1, y1);
      canvas.lineTo(x2, y2);
    }
    canvas.stroke();
    yield;
  }
  canvas.globalAlpha = 1;
}

function* drawPeople(canvas, { people }, strengths, strength, kind, points, { size, closeness }) {
  const radii = bandRadii(people.x.length, size, closeness);
  const { shape, fill, faint, line } = PEOPLE[kind];
  canvas.fillStyle = strength === FAINT ? faint : fill;
  canvas.lineWidth = 1;
  const drawn = everyOne(strengths, strength);
  for (let start = 0; start < drawn.length; start += SLICE) {
    canvas.beginPath();
    let rim = false;
    for (const person of drawn.subarray(start, start + SLICE)) {
      const [x, y, radius] = [points[2 * person], points[2 * person + 1], radii[people.size[person]]];
      const outside = x < -radius || y < -radius || x > size.width + radius || y > size.height + radius;
      if (people.kind[person] !== kind || outside) continue;
      addShape(canvas, shape, x, y, radius);
      rim ||= radius > RIM_FROM;
    }
    canvas.fill("nonzero");
    if (rim) {
      canvas.strokeStyle = strength === FAINT ? PAPER : line;
      canvas.stroke();
    }
    yield;
  }
}

function everyOne(strengths, strength) {
  const found = new Uint32Array(strengths.length);
  let count = 0;
  for (let index = 0; index < strengths.length; index++) if (strengths[index] === strength) found[count++] = index;
  return found.subarray(0, count);
}
