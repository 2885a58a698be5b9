/** Draws the whole map on one canvas, in slices: grounds, people and ties, marks. */

import { drawGrounds } from "./grounds.js";
import { drawMarks } from "./marks.js";
import { drawPeopleAndTies } from "./people_and_ties.js";

/**
 * @typedef {object} Look where the reader looks, and how large things are there
 * @property {import("./view.js").View} view
 * @property {import("./view.js").Size} size
 * @property {number} closeness how much larger than the whole map it is shown
 * @property {number} type pixels to a letter of normal height
 */

/**
 * @param {CanvasRenderingContext2D} canvas already scaled to CSS pixels
 * @param {import("./contents.js").Contents} contents
 * @param {import("./scene.js").Scene} scene
 * @param {Look} look
 */
export function* drawMap(canvas, contents, scene, look) {
  canvas.clearRect(0, 0, look.size.width, look.size.height);
  drawGrounds(canvas, contents, scene, look);
  yield;
  yield* drawPeopleAndTies(canvas, contents, scene, look);
  drawMarks(canvas, contents, scene, look);
}
