/** Fingers, mouse, wheel and keys on the map: each moves or scales it, none is the only way to do so. */

import { panned, zoomed } from "./view.js";

const TAP_PIXELS = 8;
const STEP = 0.15; // of the window, for an arrow key or button
export const CLOSER = 1.4;

/**
 * @param {HTMLElement} map
 * @param {import("./picture.js").Picture} picture
 * @param {{tap: (x: number, y: number, reach: number) => void, over: (x: number, y: number) => boolean,
 *   clear: () => void}} told
 */
export function listenOnMap(map, picture, told) {
  listenToFingers(map, picture, told);
  map.addEventListener("wheel", (event) => turnWheel(event, map, picture), { passive: false });
  map.addEventListener("keydown", (event) => {
    const act = keyActions(picture, told)[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  });
}

/** Moves by a step: right and down are positive. */
export function stepBy(picture, right, down) {
  const { width, height } = picture.size;
  picture.look(panned(picture.view, -right * STEP * width, -down * STEP * height));
}

/** Larger or smaller around the middle. */
export function scaleBy(picture, factor) {
  const { width, height } = picture.size;
  picture.look(zoomed(picture.view, picture.size, factor, width / 2, height / 2));
}

function keyActions(picture, { clear }) {
  return {
    ArrowLeft: () => stepBy(picture, -1, 0),
    ArrowRight: () => stepBy(picture, 1, 0),
    ArrowUp: () => stepBy(picture, 0, -1),
    ArrowDown: () => stepBy(picture, 0, 1),
    "+": () => scaleBy(picture, CLOSER),
    "=": () => scaleBy(picture, CLOSER),
    "-": () => scaleBy(picture, 1 / CLOSER),
    0: () => picture.lookAtWhole(),
    Escape: clear,
  };
}

function turnWheel(event, map, picture) {
  event.preventDefault();
  const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 30 : 1;
  const factor = Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.0018));
  const { left, top } = map.getBoundingClientRect();
  picture.look(zoomed(picture.view, picture.size, factor, event.clientX - left, event.clientY - top));
}

function listenToFingers(map, picture, { tap, over }) {
  /** @type {Map<number, {x: number, y: number}>} */
  const down = new Map();
  let moved = 0;

  const at = ({ clientX, clientY }) => {
    const { left, top } = map.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  };

  map.addEventListener("pointerdown", (event) => {
    if (event.target.closest("button")) return;
    map.setPointerCapture(event.pointerId);
    down.set(event.pointerId, at(event));
    if (down.size === 1) moved = 0;
  });

  map.addEventListener("pointermove", (event) => {
    const before = down.get(event.pointerId);
    const now = at(event);
    if (!before) {
      map.classList.toggle("over", over(now.x, now.y));
      return;
    }
    moved += Math.hypot(now.x - before.x, now.y - before.y);
    const other = [...down].find(([id]) => id !== event.pointerId)?.[1];
    down.set(event.pointerId, now);
    if (other) picture.look(pinched(picture, before, now, other));
    else if (moved > TAP_PIXELS) picture.look(panned(picture.view, now.x - before.x, now.y - before.y));
  });

  map.addEventListener("pointerup", (event) => {
    if (!down.delete(event.pointerId) || down.size || moved > TAP_PIXELS) return;
    const { x, y } = at(event);
    tap(x, y, event.pointerType === "touch" ? 14 : 4);
  });
  map.addEventListener("pointercancel", (event) => down.delete(event.pointerId));
}

function pinched(picture, before, now, other) {
  const wide = (point) => Math.max(Math.hypot(point.x - other.x, point.y - other.y), 1);
  const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
  const view = zoomed(picture.view, picture.size, wide(now) / wide(before), middle.x, middle.y);
  return panned(view, (now.x - before.x) / 2, (now.y - before.y) / 2);
}
