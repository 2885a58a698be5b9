/**
 * Where the reader looks: the point of the map in the middle of the window, and pixels to one unit of the map.
 *
 * On the map y grows upwards, as in the printed pictures; on the screen it grows downwards.
 *
 * @typedef {{x: number, y: number, scale: number}} View
 * @typedef {{width: number, height: number}} Size
 * @typedef {{left: number, right: number, bottom: number, top: number}} Box
 */

/** @type {(view: View, size: Size, x: number, y: number) => [number, number]} */
export function toScreen(view, size, x, y) {
  return [(x - view.x) * view.scale + size.width / 2, (view.y - y) * view.scale + size.height / 2];
}

/** @type {(view: View, size: Size, px: number, py: number) => [number, number]} */
export function toMap(view, size, px, py) {
  return [(px - size.width / 2) / view.scale + view.x, view.y - (py - size.height / 2) / view.scale];
}

/** @type {(box: Box, size: Size, margin: number) => View} */
export function fitting(box, size, margin) {
  const wide = Math.max(box.right - box.left, 1);
  const tall = Math.max(box.top - box.bottom, 1);
  const scale = Math.min((size.width - 2 * margin) / wide, (size.height - 2 * margin) / tall);
  return { x: (box.left + box.right) / 2, y: (box.bottom + box.top) / 2, scale: Math.max(scale, 1e-4) };
}

/** @type {(view: View, dx: number, dy: number) => View} */
export function panned(view, dx, dy) {
  return { ...view, x: view.x - dx / view.scale, y: view.y + dy / view.scale };
}

/**
 * Larger by a factor, with the point under the finger staying where it is.
 *
 * @type {(view: View, size: Size, factor: number, px: number, py: number) => View}
 */
export function zoomed(view, size, factor, px, py) {
  const [x, y] = toMap(view, size, px, py);
  return { x: x + (view.x - x) / factor, y: y + (view.y - y) / factor, scale: view.scale * factor };
}

/**
 * Not so small that the map is lost, not so large that one dot fills the window, never off the map.
 *
 * @type {(view: View, whole: View, box: Box) => View}
 */
export function kept(view, whole, box) {
  return {
    x: Math.min(Math.max(view.x, box.left), box.right),
    y: Math.min(Math.max(view.y, box.bottom), box.top),
    scale: Math.min(Math.max(view.scale, whole.scale * 0.6), whole.scale * 40),
  };
}

/** @type {(from: View, to: View, share: number) => View} */
export function between(from, to, share) {
  const scale = from.scale * (to.scale / from.scale) ** share;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share, scale };
}

/**
 * How a picture drawn for one view must be moved and scaled to stand in for another.
 *
 * @type {(drawn: View, wanted: View, size: Size) => {dx: number, dy: number, factor: number}}
 */
export function shift(drawn, wanted, size) {
  const factor = wanted.scale / drawn.scale;
  const [px, py] = toScreen(wanted, size, drawn.x, drawn.y);
  return { dx: px - (size.width / 2) * factor, dy: py - (size.height / 2) * factor, factor };
}

/** @type {(xs: number[], ys: number[]) => Box} */
export function boxAround(xs, ys) {
  const box = { left: Infinity, right: -Infinity, bottom: Infinity, top: -Infinity };
  xs.forEach((x, index) => {
    const y = ys[index];
    if (x < box.left) box.left = x;
    if (x > box.right) box.right = x;
    if (y < box.bottom) box.bottom = y;
    if (y > box.top) box.top = y;
  });
  return xs.length ? box : { left: 0, right: 1, bottom: 0, top: 1 };
}
