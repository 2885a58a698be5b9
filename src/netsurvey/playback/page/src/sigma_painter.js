/** Paints people and ties with sigma, on the graphics card; what lies under and over them has canvases of its own. */

import Graph from "graphology";
import Sigma from "sigma";
import { EdgeLineProgram, NodePointProgram } from "sigma/rendering";

import { fitCanvas } from "./canvas_painter.js";
import { make } from "./elements.js";
import { drawGrounds } from "./grounds.js";
import { drawMarks } from "./marks.js";
import { FAINT, HIDDEN } from "./scene.js";
import { bandRadii, PEOPLE, RIM_FROM } from "./signs.js";

const TIE_COLOURS = { 1: "rgba(102,114,124,0.07)", 2: "rgba(102,114,124,0.3)" };
const HALF_RIM = 0.5; // pixels by which a rim stands out
const DISTANCE = { circle: "length(away)", diamond: "abs(away.x) + abs(away.y)" };

/** A point of one shape with a darker rim, drawn by the fragment shader. */
function pointProgram(shape) {
  return class extends NodePointProgram {
    getDefinition() {
      const source = `
        precision mediump float;
        varying vec4 v_color;
        varying float v_border;
        void main(void) {
          vec2 away = gl_PointCoord - vec2(0.5, 0.5);
          float inside = 0.5 - (${DISTANCE[shape]});
          #ifdef PICKING_MODE
          gl_FragColor = inside > v_border ? v_color : vec4(0.0);
          #else
          float rim = 1.0 - smoothstep(v_border, 2.5 * v_border, inside);
          float large = step(v_border, 0.5 / ${RIM_FROM.toFixed(1)});
          float strong = 1.0 - step(0.7, min(min(v_color.r, v_color.g), v_color.b));
          vec4 colour = vec4(v_color.rgb * (1.0 - 0.35 * rim * large * strong), v_color.a);
          gl_FragColor = mix(vec4(0.0), colour, smoothstep(0.0, v_border, inside));
          #endif
        }`;
      return { ...super.getDefinition(), FRAGMENT_SHADER_SOURCE: source };
    }
  };
}

/** A thin line that lets what lies under it through: sigma blends colours that were multiplied by their strength. */
class TieProgram extends EdgeLineProgram {
  getDefinition() {
    const source = `
      precision mediump float;
      varying vec4 v_color;
      void main(void) {
        gl_FragColor = vec4(v_color.rgb * v_color.a, v_color.a);
      }`;
    return { ...super.getDefinition(), FRAGMENT_SHADER_SOURCE: source };
  }
}

export class SigmaPainter {
  inSlices = false;

  /**
   * @param {HTMLElement} layer
   * @param {import("./contents.js").Contents} contents
   * @param {import("./view.js").Box} box
   */
  constructor(layer, contents, box) {
    this.contents = contents;
    this.people = contents.people;
    const [under, between, over] = ["canvas", "div", "canvas"].map((name) => layer.appendChild(make(name)));
    this.under = under.getContext("2d");
    this.over = over.getContext("2d");
    this.side = Math.max(box.right - box.left, box.top - box.bottom, 1);
    this.middle = { x: (box.left + box.right) / 2, y: (box.bottom + box.top) / 2 };
    this.wholeRatio = 1;
    this.scene = null;
    this.radii = [];
    this.sigma = new Sigma(graphOf(contents), between, {
      allowInvalidContainer: true,
      defaultEdgeType: "line",
      edgeProgramClasses: { line: TieProgram },
      edgeReducer: (tie, data) => this.lookOfTie(Number(tie), data),
      nodeProgramClasses: { circle: pointProgram("circle"), diamond: pointProgram("diamond") },
      nodeReducer: (person, data) => this.lookOfPerson(Number(person), data),
      renderLabels: false,
      stagePadding: 0,
      zoomToSizeRatioFunction: (ratio) => Math.sqrt(ratio / this.wholeRatio),
    });
    const half = this.side / 2;
    const { x, y } = this.middle;
    this.sigma.setCustomBBox({ x: [x - half, x + half], y: [y - half, y + half] });
  }

  lookOfPerson(person, data) {
    const strength = this.scene ? this.scene.people[person] : HIDDEN;
    const { fill, faint, shape } = PEOPLE[this.people.kind[person]];
    const size = (this.radii[this.people.size[person]] ?? 1) + HALF_RIM;
    return { ...data, hidden: strength === HIDDEN, color: strength === FAINT ? faint : fill, size, type: shape };
  }

  lookOfTie(tie, data) {
    const strength = this.scene ? this.scene.ties[tie] : HIDDEN;
    return { ...data, hidden: strength === HIDDEN, color: TIE_COLOURS[strength] };
  }

  /**
   * @param {import("./view.js").Size} size
   * @param {number} density device pixels to a CSS pixel
   */
  resize(size, density) {
    for (const context of [this.under, this.over]) {
      fitCanvas(context.canvas, size, density);
      context.scale(density, density);
    }
    this.sigma.resize(true);
    this.scene = null;
  }

  /**
   * @param {import("./scene.js").Scene} scene
   * @param {import("./whole_map.js").Look} look
   */
  *paint(scene, look) {
    const { view, size, closeness } = look;
    this.look = look;
    const smallest = Math.min(size.width, size.height);
    const ratio = smallest / (this.side * view.scale);
    this.wholeRatio = ratio * closeness;
    this.sigma.getCamera().setState({
      x: (view.x - this.middle.x) / this.side + 0.5,
      y: (view.y - this.middle.y) / this.side + 0.5,
      ratio,
      angle: 0,
    });
    if (scene === this.scene) {
      this.sigma.refresh({ partialGraph: { nodes: [], edges: [] }, skipIndexation: true });
      return;
    }
    this.scene = scene;
    this.radii = bandRadii(this.people.x.length, size, 1);
    this.sigma.refresh();
  }

  show() {
    for (const [context, draw] of [[this.under, drawGrounds], [this.over, drawMarks]]) {
      context.clearRect(0, 0, this.look.size.width, this.look.size.height);
      draw(context, this.contents, this.scene, this.look);
    }
  }

  /** Waits until the graphics card has drawn, so that a slow one shows itself. */
  finish() {
    const nodes = this.sigma.getCanvases().nodes.getContext("webgl2");
    nodes.readPixels(0, 0, 1, 1, nodes.RGBA, nodes.UNSIGNED_BYTE, new Uint8Array(4));
  }

  remove() {
    this.sigma.kill();
  }
}

function graphOf({ people, ties }) {
  const graph = new Graph({ multi: true, type: "directed" });
  people.x.forEach((x, person) => graph.addNode(person, { x, y: people.y[person] }));
  ties.from.forEach((from, tie) => graph.addDirectedEdgeWithKey(tie, from, ties.to[tie]));
  return graph;
}

/** Whether the browser can draw with sigma at all. */
export function hasWebGL2() {
  return document.createElement("canvas").getContext("webgl2") !== null;
}
