/** What is under the reader's finger. */

import { DISC, PLACE_RADIUS } from "./marks.js";
import { toScreen } from "./view.js";

/**
 * A place, then the number of a community, then a person who may be pointed at,
 * then a community's ground.
 *
 * @returns {?import("./choice.js").Selected}
 */
export function markAt(contents, scene, { view, size, type }, px, py, reach) {
  const near = (x, y, radius) => {
    const [sx, sy] = toScreen(view, size, x, y);
    return Math.hypot(sx - px, sy - py) <= radius;
  };
  const { people, places, communities, labels } = contents;
  const onPlace = (PLACE_RADIUS * type) / 16 + reach;
  const place = scene.places.find((index) => near(places[index].x, places[index].y, onPlace));
  if (place !== undefined) return { type: "place", index: place };
  if (scene.communities) {
    const number = communities.findIndex((it) => near(...it.spot, (DISC * type) / 16 + reach));
    if (number >= 0) return { type: "community", index: number };
  }
  if (labels) {
    const person = people.x.findIndex((x, index) => scene.people[index] > 0 && near(x, people.y[index], 5 + reach));
    if (person >= 0) return { type: "person", index: person };
  }
  const grounds = scene.communities
    ? communities.flatMap((it, index) => (inside(it.hull, view, size, px, py) ? [index] : []))
    : [];
  const smallest = grounds.sort((a, b) => areaOf(communities[a].hull) - areaOf(communities[b].hull))[0];
  return smallest === undefined ? null : { type: "community", index: smallest };
}

function inside(hull, view, size, px, py) {
  const points = hull.map(([x, y]) => toScreen(view, size, x, y));
  let odd = false;
  points.forEach(([x1, y1], index) => {
    const [x2, y2] = points[(index + 1) % points.length];
    if (y1 > py !== y2 > py && px < ((x2 - x1) * (py - y1)) / (y2 - y1) + x1) odd = !odd;
  });
  return odd;
}

function areaOf(hull) {
  return Math.abs(
    hull.reduce((sum, [x, y], index) => {
      const [x2, y2] = hull[(index + 1) % hull.length];
      return sum + x * y2 - x2 * y;
    }, 0),
  );
}
