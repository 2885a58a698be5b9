/** The map for paper: drawn whole and large when the page is printed, whatever the reader looks at on the screen. */

import { byId } from "./elements.js";
import { fitting } from "./view.js";
import { drawMap } from "./whole_map.js";

const SIZE = { width: 1000, height: 660 };
const DENSITY = 2;
const TYPE = 22; // on paper the map is less than half as large as it is drawn

/**
 * @param {import("./contents.js").Contents} contents
 * @param {import("./picture.js").Picture} picture
 */
export function printWell(contents, picture) {
  window.addEventListener("beforeprint", () => {
    const view = fitting(picture.box, SIZE, 40);
    const look = { view, size: SIZE, closeness: 1, type: TYPE };
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width: SIZE.width * DENSITY, height: SIZE.height * DENSITY });
    const context = canvas.getContext("2d");
    context.scale(DENSITY, DENSITY);
    for (const _ of drawMap(context, contents, picture.scene, look));
    byId("paper").replaceChildren(canvas);
  });
  window.addEventListener("afterprint", () => byId("paper").replaceChildren());
}
