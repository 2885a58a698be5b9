/** Paints the map without a graphics card: slice by slice on a canvas nobody sees, shown when it is whole. */

import { drawMap } from "./whole_map.js";

export class CanvasPainter {
  /** The picture may be begun while the reader still moves the map: a slice takes a few milliseconds. */
  inSlices = true;

  /**
   * @param {HTMLElement} layer
   * @param {import("./contents.js").Contents} contents
   */
  constructor(layer, contents) {
    this.contents = contents;
    this.shown = layer.appendChild(document.createElement("canvas"));
    this.hidden = document.createElement("canvas");
    this.onShown = this.shown.getContext("2d");
    this.onHidden = this.hidden.getContext("2d", { willReadFrequently: true });
  }

  /**
   * @param {import("./view.js").Size} size
   * @param {number} density device pixels to a CSS pixel
   */
  resize(size, density) {
    for (const canvas of [this.shown, this.hidden]) fitCanvas(canvas, size, density);
    this.onHidden.scale(density, density);
  }

  /**
   * @param {import("./scene.js").Scene} scene
   * @param {import("./whole_map.js").Look} look
   */
  *paint(scene, look) {
    for (const _ of drawMap(this.onHidden, this.contents, scene, look)) {
      this.onHidden.getImageData(0, 0, 1, 1); // the browser paints what it has been told only when it must
      yield;
    }
  }

  /** Puts what was painted last before the reader, as one layer: that moves more easily than several. */
  show() {
    this.onShown.clearRect(0, 0, this.shown.width, this.shown.height);
    this.onShown.drawImage(this.hidden, 0, 0);
  }
}

/** Gives a canvas its size on the screen and its pixels; whatever was on it is gone. */
export function fitCanvas(canvas, size, density) {
  canvas.width = size.width * density;
  canvas.height = size.height * density;
  canvas.style.width = `${size.width}px`;
  canvas.style.height = `${size.height}px`;
}
