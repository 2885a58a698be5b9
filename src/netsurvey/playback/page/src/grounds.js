/** What lies under people and ties: the grounds and outlines of communities. */

import { outline } from "./signs.js";
import { toScreen } from "./view.js";

/**
 * @param {CanvasRenderingContext2D} canvas already scaled to CSS pixels
 * @param {import("./contents.js").Contents} contents
 * @param {import("./scene.js").Scene} scene
 * @param {import("./whole_map.js").Look} look
 */
export function drawGrounds(canvas, { communities }, scene, look) {
  canvas.lineJoin = "round";
  if (scene.communities) communities.forEach((community, index) => drawOutline(canvas, community, index, scene, look));
}

function drawOutline(canvas, community, index, scene, { view, size }) {
  const points = community.hull.map(([x, y]) => toScreen(view, size, x, y));
  if (points.length < 3) return;
  const { line, fill, dash } = outline(community.colour);
  const lit = scene.lit.has(index);
  const pale = scene.lit.size > 0 && !lit;
  softPath(canvas, points);
  canvas.globalAlpha = lit ? 0.25 : pale ? 0.03 : 0.09;
  canvas.fillStyle = fill;
  canvas.fill();
  canvas.globalAlpha = pale ? 0.3 : 1;
  canvas.lineWidth = lit ? 4.5 : 2;
  canvas.strokeStyle = line;
  canvas.setLineDash(dash);
  canvas.stroke();
  canvas.setLineDash([]);
  canvas.globalAlpha = 1;
}

/** A closed curve through the middles of the sides, so that no outline looks like a fence. */
function softPath(canvas, points) {
  const middle = ([x1, y1], [x2, y2]) => [(x1 + x2) / 2, (y1 + y2) / 2];
  canvas.beginPath();
  canvas.moveTo(...middle(points[points.length - 1], points[0]));
  points.forEach((corner, index) => {
    canvas.quadraticCurveTo(...corner, ...middle(corner, points[(index + 1) % points.length]));
  });
  canvas.closePath();
}
