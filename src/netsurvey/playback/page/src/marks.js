/**
 * What stands over people and ties: the numbers of communities, places with their names, and the lines from a chosen
 * place to whom it gathers. There are few of them, so they are drawn whole.
 */

import { addShape, INK, outline, PAPER, PLACE } from "./signs.js";
import { toScreen } from "./view.js";

export const PLACE_RADIUS = 9;
export const DISC = 12;
const FONT = "system-ui, sans-serif";

/**
 * @param {CanvasRenderingContext2D} canvas already scaled to CSS pixels
 * @param {import("./contents.js").Contents} contents
 * @param {import("./scene.js").Scene} scene
 * @param {import("./whole_map.js").Look} look
 */
export function drawMarks(canvas, contents, scene, look) {
  const taken = [];
  canvas.lineJoin = "round";
  if (scene.selected?.type === "place") drawReach(canvas, contents, scene, look);
  if (scene.selected?.type === "person") drawRing(canvas, contents, scene.selected.index, look, taken);
  if (scene.communities) drawNumbers(canvas, contents, scene, look, taken);
  drawPlaces(canvas, contents, scene, look, taken);
}

function drawReach(canvas, { places, communities }, { selected }, { view, size }) {
  const place = places[selected.index];
  if (place.x === null) return;
  const from = toScreen(view, size, place.x, place.y);
  canvas.strokeStyle = INK;
  canvas.lineWidth = 2;
  for (const [index] of place.communities) {
    const to = toScreen(view, size, ...communities[index].spot);
    canvas.beginPath();
    canvas.moveTo(...from);
    canvas.lineTo(...to);
    canvas.stroke();
  }
}

function drawRing(canvas, { people, labels }, person, { view, size, type }, taken) {
  const [x, y] = toScreen(view, size, people.x[person], people.y[person]);
  canvas.beginPath();
  canvas.arc(x, y, 16, 0, 2 * Math.PI);
  canvas.strokeStyle = INK;
  canvas.lineWidth = 3;
  canvas.stroke();
  if (labels) write(canvas, labels[person], x, y + 18 + type / 2, { type, bold: true, taken, must: true });
}

function drawPlaces(canvas, { places }, scene, { view, size, type }, taken) {
  const chosen = scene.selected?.type === "place" ? scene.selected.index : -1;
  const spots = scene.places.map((index) => [index, ...toScreen(view, size, places[index].x, places[index].y)]);
  const radius = (PLACE_RADIUS * type) / 16;
  for (const [index, x, y] of spots) {
    canvas.beginPath();
    addShape(canvas, places[index].kind, x, y, index === chosen ? radius * 1.5 : radius);
    canvas.fillStyle = PLACE.fill;
    canvas.fill();
    canvas.strokeStyle = PLACE.line;
    canvas.lineWidth = index === chosen ? 3.5 : 2;
    canvas.stroke();
    taken.push([x - radius, y - radius, x + radius, y + radius]);
  }
  for (const [index, x, y] of spots.sort(([a], [b]) => Number(b === chosen) - Number(a === chosen))) {
    const beside = radius + 4;
    const look = { type: type * 0.9, bold: index === chosen, taken, within: size.width };
    const over = radius + type / 2;
    const level = [["left", beside, 0], ["right", -beside, 0]];
    const sides = [...level, ["center", 0, over + 4], ["center", 0, -over - 4], ...slanting(level, over)];
    const fits = ([align, dx, dy]) => write(canvas, places[index].title, x + dx, y + dy, { ...look, align });
    if (!sides.some(fits) && index === (chosen < 0 ? scene.places[0] : chosen)) {
      write(canvas, places[index].title, x + beside, y, { ...look, align: "left", must: true });
    }
  }
}

/** The same sides of a sign, higher and lower. */
function slanting(level, over) {
  return level.flatMap(([align, dx]) => [[align, dx / 2, over], [align, dx / 2, -over]]);
}

function drawNumbers(canvas, { communities }, scene, { view, size, type }, taken) {
  const radius = (DISC * type) / 16;
  communities.forEach((community, index) => {
    const [x, y] = toScreen(view, size, ...community.spot);
    const lit = scene.lit.has(index);
    if (scene.lit.size > 0 && !lit) return;
    canvas.beginPath();
    canvas.arc(x, y, lit ? radius * 1.25 : radius, 0, 2 * Math.PI);
    canvas.fillStyle = outline(community.colour).line;
    canvas.fill();
    canvas.fillStyle = PAPER;
    canvas.font = `bold ${type * 0.9}px ${FONT}`;
    canvas.textAlign = "center";
    canvas.textBaseline = "middle";
    canvas.fillText(String(index + 1), x, y + 1);
    taken.push([x - radius, y - radius, x + radius, y + radius]);
    const count = scene.lit.get(index);
    if (count) writeCount(canvas, count, x, y, { radius, size, type, taken });
  });
}

/** Beside its number, on the side away from the middle of the map; below it where there is no room. */
function writeCount(canvas, count, x, y, { radius, size, type, taken }) {
  const away = radius * 1.25 + 5;
  const room = count.length * type * 0.62 + away;
  const look = { type, bold: true, taken, must: true, within: size.width };
  if (x < size.width / 2 && x > room) write(canvas, count, x - away, y, { ...look, align: "right" });
  else if (x >= size.width / 2 && x + room < size.width) write(canvas, count, x + away, y, { ...look, align: "left" });
  else write(canvas, count, x, y + away + type * 0.4, look);
}

/** Writes with a white rim, unless something else is written there already. */
function write(canvas, text, x, y, { type, bold = false, taken, must = false, within = Infinity, align = "center" }) {
  canvas.font = `${bold ? "bold " : ""}${type}px ${FONT}`;
  const width = canvas.measureText(text).width;
  const begin = align === "left" ? x : align === "right" ? x - width : x - width / 2;
  const left = Math.max(Math.min(begin, within - width - 2), 2);
  const box = [left, y - type * 0.6, left + width, y + type * 0.6];
  const meets = ([l, t, r, b]) => l < box[2] && r > box[0] && t < box[3] && b > box[1];
  if (!must && taken.some(meets)) return false;
  canvas.textAlign = "left";
  canvas.textBaseline = "middle";
  canvas.lineWidth = 4;
  canvas.strokeStyle = PAPER;
  canvas.strokeText(text, left, y);
  canvas.fillStyle = INK;
  canvas.fillText(text, left, y);
  taken.push(box);
  return true;
}
