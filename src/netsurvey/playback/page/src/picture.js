/**
 * Keeps the picture on the screen in step with where the reader looks.
 *
 * Drawing thousands of lines takes longer than a frame. So while the reader moves the map, the picture drawn last is
 * moved and scaled, which is cheap, and a new one is drawn in between: in slices by the canvas painter, at rest by a
 * slow graphics card, in every frame by a fast one.
 */

import { CanvasPainter } from "./canvas_painter.js";
import { hasWebGL2, SigmaPainter } from "./sigma_painter.js";
import { between, boxAround, fitting, kept, shift } from "./view.js";

const SLICES_MS = 5; // of a frame, for drawing
const FAST_MS = 10; // a painter that draws within this draws in every frame
const SLOW_MS = 80; // a graphics card that needs longer is none
const REST_MS = 120;
const GLIDE_MS = 450;

export class Picture {
  /**
   * @param {HTMLElement} stage
   * @param {import("./contents.js").Contents} contents
   * @param {{painter?: "sigma" | "canvas" | null}} [options] which painter, whatever the browser can do
   */
  constructor(stage, contents, { painter = null } = {}) {
    this.stage = stage;
    this.contents = contents;
    this.box = boxOf(contents);
    this.mayChange = painter === null;
    const usesSigma = painter ? painter === "sigma" : hasWebGL2();
    this.painter = usesSigma ? new SigmaPainter(stage, contents, this.box) : new CanvasPainter(stage, contents);
    this.cost = Infinity;
    this.frame = null;
    this.seesWhole = true;
    new ResizeObserver(() => this.resize()).observe(stage.parentElement);
    stage.addEventListener("webglcontextlost", () => this.drawOnCanvas(), { capture: true });
  }

  /** @param {import("./scene.js").Scene} scene */
  show(scene) {
    this.scene = scene;
    this.outdated = true;
    this.soon();
  }

  /** Takes the size of its window; goes on showing the whole map if it did so before. */
  resize() {
    const { clientWidth: width, clientHeight: height } = this.stage.parentElement;
    if (!width || !height) return;
    this.size = { width, height };
    this.type = parseFloat(getComputedStyle(this.stage.parentElement).fontSize);
    this.whole = fitting(this.box, this.size, Math.min(width, height) * 0.04 + this.type * 0.8);
    if (this.seesWhole) {
      this.view = this.whole;
      this.glide = null;
    }
    this.density = Math.min(window.devicePixelRatio, 2);
    this.painter.resize(this.size, this.density);
    this.drawn = this.view;
    this.painting = null;
    this.outdated = true;
    this.soon();
  }

  /** @param {import("./view.js").View} view */
  look(view) {
    this.seesWhole = false;
    this.glide = null;
    this.moveTo(view);
  }

  /** Goes back to the whole map: gently, or at once for those who do not want things to move. */
  lookAtWhole() {
    this.seesWhole = true;
    if (!this.view || this.view === this.whole) return;
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.glide = still ? null : { from: this.view, start: performance.now() };
    if (still) this.moveTo(this.whole);
    this.soon();
  }

  moveTo(view) {
    this.view = kept(view, this.whole, this.box);
    this.movedAt = performance.now();
    this.soon();
  }

  lookOf(view) {
    return { view, size: this.size, closeness: view.scale / this.whole.scale, type: this.type };
  }

  /** Draws in the next frame; until then the map says that it does not rest. */
  soon() {
    this.stage.parentElement.dataset.resting = "false";
    this.frame ??= requestAnimationFrame((now) => {
      this.frame = null;
      if (this.scene && this.size) this.step(now);
    });
  }

  step(now) {
    if (this.glide) this.stepGlide(now);
    const still = this.movedAt === undefined || now - this.movedAt > REST_MS;
    const stale = this.outdated || this.drawn !== this.view;
    if (!this.painting && stale && (this.outdated || this.painter.inSlices || this.cost < FAST_MS || still)) {
      this.begin();
    }
    if (this.painting) this.paint();
    const { dx, dy, factor } = shift(this.drawn, this.view, this.size);
    this.stage.style.transform = `translate(${dx}px, ${dy}px) scale(${factor})`;
    if (this.painting || this.glide || this.outdated || this.drawn !== this.view) this.soon();
    else this.stage.parentElement.dataset.resting = "true";
  }

  stepGlide(now) {
    const share = Math.min(Math.max((now - this.glide.start) / GLIDE_MS, 0), 1);
    this.moveTo(between(this.glide.from, this.whole, share * share * (3 - 2 * share)));
    if (share < 1) return;
    this.glide = null;
    this.view = this.whole;
  }

  begin() {
    this.painting = { view: this.view, slices: this.painter.paint(this.scene, this.lookOf(this.view)) };
    this.outdated = false;
  }

  paint() {
    const start = performance.now();
    const { slices, view } = this.painting;
    let done = false;
    while (!done && performance.now() - start < SLICES_MS) done = slices.next().done;
    if (!done) return;
    this.painting = null;
    this.drawn = view;
    this.painter.show();
    if (!this.painter.inSlices) this.judge(start);
  }

  /** Measures the graphics card, and does without it where the processor is as fast. */
  judge(start) {
    this.painter.finish();
    this.cost = performance.now() - start;
    if (this.cost < SLOW_MS || !this.mayChange) return;
    if (this.wasSlow) this.drawOnCanvas();
    this.wasSlow = true; // the first drawing also sets everything up, so a second one decides
    this.outdated = true;
  }

  /** Goes on without the graphics card: it is slow, or a tablet that slept has taken it away. */
  drawOnCanvas() {
    if (!(this.painter instanceof SigmaPainter)) return;
    this.painter.remove();
    this.stage.replaceChildren();
    this.painter = new CanvasPainter(this.stage, this.contents);
    this.resize();
  }
}

function boxOf({ people, communities, places }) {
  const corners = communities.flatMap(({ hull }) => hull);
  const standing = places.filter(({ x }) => x !== null);
  const xs = [...people.x, ...corners.map(([x]) => x), ...standing.map(({ x }) => x)];
  const ys = [...people.y, ...corners.map(([, y]) => y), ...standing.map(({ y }) => y)];
  return boxAround(xs, ys);
}
