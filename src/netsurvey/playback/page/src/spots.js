/** Where numbers and places stand on the map, so that none lies under another. */

const CLEAR_NUMBERS = 0.09; // of the width of the map
const CLEAR_PLACES = 0.065;
const TURN = Math.PI * (3 - Math.sqrt(5)); // of a sunflower: no two tries in the same direction

/**
 * @param {[number, number][][]} hulls
 * @param {number} width of the map
 * @returns {[number, number][]} a point on each outline: far out, and clear of the numbers of others
 */
export function numberSpots(hulls, width) {
  const corners = hulls.flat();
  const middle = [0, 1].map((axis) => corners.reduce((sum, corner) => sum + corner[axis], 0) / corners.length);
  const taken = [];
  for (const hull of hulls) {
    const sides = hull.map(([x, y], index) => {
      const [x2, y2] = hull[(index + 1) % hull.length];
      return [(x + x2) / 2, (y + y2) / 2];
    });
    sides.sort((a, b) => distance(b, middle) - distance(a, middle));
    taken.push(sides.find((side) => isFree(side, taken, CLEAR_NUMBERS * width)) ?? sides[0]);
  }
  return taken;
}

/**
 * @param {[number, number][]} wanted the most important first
 * @param {number} width of the map
 * @param {[number, number][]} numbers where those of communities stand
 * @returns {[number, number][]} the nearest spots to those wanted that lie clear of each other and of the numbers
 */
export function placeSpots(wanted, width, numbers) {
  const clear = CLEAR_PLACES * width;
  const spots = [];
  for (const [x, y] of wanted) {
    let spot = [x, y];
    for (let turn = 1; !isFree(spot, [...numbers, ...spots], clear) && turn < 200; turn++) {
      const away = clear * 0.4 * Math.sqrt(turn);
      spot = [x + away * Math.cos(turn * TURN), y + away * Math.sin(turn * TURN)];
    }
    spots.push(spot);
  }
  return spots;
}

function isFree(spot, taken, clear) {
  return taken.every((other) => distance(spot, other) >= clear);
}

function distance([x1, y1], [x2, y2]) {
  return Math.hypot(x1 - x2, y1 - y2);
}
