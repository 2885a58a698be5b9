/**
 * The shapes, colours and sizes of the map, told apart by shape as well as colour (Okabe and Ito's palette), the same
 * on the map, in the legend and on paper.
 */

export const INK = "#1F2A33";
export const PAPER = "#FFFFFF";
export const TIE = "#66727C";
export const PLACE = { fill: "#F0E442", line: INK };

/** By kind of person: those asked are blue circles, those only named pink diamonds, as in the printed pictures. */
export const PEOPLE = [
  { shape: "circle", fill: "#0072B2", faint: "#C5D9E6", line: "#00507D" },
  { shape: "diamond", fill: "#DE8AB8", faint: "#F2DEE9", line: "#8F3F6B" },
];

/** Outlines dark enough to be seen on white; the dashes tell apart what the colours do not. */
const OUTLINES = ["#9A6400", "#00664B", "#1B6C9E", "#A63E00", "#6B6500"];
const FILLS = ["#E69F00", "#009E73", "#56B4E9", "#D55E00", "#F0E442"];
const DASHES = [[], [9, 5], [2, 4], [12, 4, 2, 4]];

/** @param {number} colour */
export function outline(colour) {
  const turn = Math.floor(colour / OUTLINES.length) % DASHES.length;
  return { line: OUTLINES[colour % OUTLINES.length], fill: FILLS[colour % FILLS.length], dash: DASHES[turn] };
}

/** Pixels: a smaller dot has no room for a rim. */
export const RIM_FROM = 3.2;
const BAND_RADIUS = [2.6, 3.7, 5, 6.6, 8.6];
const PIXELS_PER_UNIT = 14;

/**
 * The radius of each size band in pixels: smaller on a crowded map, larger as the reader comes closer.
 *
 * @param {number} count people on the map
 * @param {import("./view.js").Size} size
 * @param {number} closeness how much larger than the whole map it is shown
 */
export function bandRadii(count, size, closeness) {
  const room = Math.sqrt((size.width * size.height) / Math.max(count, 1)) / PIXELS_PER_UNIT;
  const unit = Math.min(Math.max(room, 0.5), 1.5) * Math.sqrt(closeness);
  return BAND_RADIUS.map((radius) => radius * unit);
}

/** Corners of the shape of each kind of place, on a circle of radius 1. */
const CORNERS = {
  place: corners(4, Math.PI / 4),
  group: corners(6, 0),
  medium: corners(3, -Math.PI / 2),
  organisation: corners(5, -Math.PI / 2),
  diamond: corners(4, 0),
};

function corners(count, turn) {
  return Array.from({ length: count }, (_, corner) => {
    const angle = turn + (corner * 2 * Math.PI) / count;
    return [Math.cos(angle), Math.sin(angle)];
  });
}

/**
 * Adds a shape to a path; many shapes filled at once are many times faster than one by one.
 *
 * @param {CanvasRenderingContext2D | Path2D} path
 * @param {string} shape
 */
export function addShape(path, shape, x, y, radius) {
  if (shape === "circle") {
    path.moveTo(x + radius, y);
    path.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  const [first, ...others] = CORNERS[shape];
  path.moveTo(x + first[0] * radius, y + first[1] * radius);
  for (const [dx, dy] of others) path.lineTo(x + dx * radius, y + dy * radius);
  path.closePath();
}

/** The same shape as the corners of an SVG polygon, or null for a circle. */
export function polygonPoints(shape, x, y, radius) {
  return CORNERS[shape]?.map(([dx, dy]) => `${(x + dx * radius).toFixed(1)},${(y + dy * radius).toFixed(1)}`).join(" ");
}
