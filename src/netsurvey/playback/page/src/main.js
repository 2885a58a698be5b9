/** Puts the page together: contents, the reader's choice, the map, and everything beside it. */

import { makeChoice } from "./choice.js";
import { offerCodes } from "./codes.js";
import { readContents } from "./contents.js";
import { tellDetails } from "./details.js";
import { byId } from "./elements.js";
import { offerFilters } from "./filters.js";
import { CLOSER, listenOnMap, scaleBy, stepBy } from "./gestures.js";
import { writeLegend } from "./legend.js";
import { offerList } from "./list.js";
import { printWell } from "./paper.js";
import { Picture } from "./picture.js";
import { markAt } from "./pointing.js";
import { sceneOf } from "./scene.js";
import { questionOf, tellStory } from "./story.js";
import { writeTables } from "./tables.js";
import { toScreen } from "./view.js";
import { speaker, writeWords } from "./words.js";

const contents = readContents();
const say = speaker(contents.words);
const firstQuestion = questionOf(contents.steps[0], contents.questions);
const choice = makeChoice({ step: 0, question: firstQuestion, who: null, selected: null });

writeWords(say);
byId("title").textContent = contents.title;
byId("wave").textContent = contents.wave;
byId("banner").hidden = !contents.banner;
byId("banner").textContent = contents.banner ?? "";
byId("caption").textContent = contents.caption;
byId("find-label").textContent = say(contents.labels ? "findPerson" : "find");

tellStory(contents, choice, say);
offerFilters(contents, choice, say);
offerList(contents, choice, say);
tellDetails(contents, choice, say);
writeTables(contents);
offerCodes(contents, choice, say);

const map = byId("map");
map.setAttribute("aria-label", `${say("map")}: ${contents.title}. ${contents.caption}`);
const painter = new URLSearchParams(location.search).get("painter"); // "sigma" or "canvas", to compare them
const picture = new Picture(byId("stage"), contents, { painter });
const showScene = () => {
  const scene = sceneOf(contents, choice.now);
  picture.show(scene);
  writeLegend(contents, scene, choice.now, say);
};
showScene();
choice.onChange((now, before) => {
  showScene();
  if (now.step !== before.step) picture.lookAtWhole();
  else if (now.selected && now.selected !== before.selected) bringIntoSight(now.selected);
});

const markUnder = (x, y, reach) => markAt(contents, picture.scene, picture.lookOf(picture.view), x, y, reach);
listenOnMap(map, picture, {
  tap: (x, y, reach) => choice.change({ selected: markUnder(x, y, reach) }),
  over: (x, y) => markUnder(x, y, 2) !== null,
  clear: () => choice.change({ selected: null }),
});
const moves = {
  up: () => stepBy(picture, 0, -1),
  down: () => stepBy(picture, 0, 1),
  left: () => stepBy(picture, -1, 0),
  right: () => stepBy(picture, 1, 0),
  larger: () => scaleBy(picture, CLOSER),
  smaller: () => scaleBy(picture, 1 / CLOSER),
  whole: () => picture.lookAtWhole(),
};
for (const [id, move] of Object.entries(moves)) byId(id).addEventListener("click", move);

switchOn("big", (on) => {
  document.documentElement.classList.toggle("big", on);
  picture.resize();
});
switchOn("as-tables", (on) => {
  byId("tables").hidden = !on;
  byId("map-side").hidden = on;
  arrange();
});
const narrow = window.matchMedia("(max-width: 760px)");
narrow.addEventListener("change", arrange);
arrange();

byId("print").addEventListener("click", () => window.print());
printWell(contents, picture);

/** On a narrow screen the map follows the story, and what was chosen follows the map; elsewhere they stand beside. */
function arrange() {
  if (narrow.matches) {
    byId("story").after(byId("map-side"));
    byId(byId("tables").hidden ? "legend" : "closer").before(byId("details"));
  } else {
    byId("side").after(byId("map-side"));
    byId("closer").before(byId("details"));
  }
}

/** A button that stays pressed. */
function switchOn(id, turn) {
  const button = byId(id);
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    turn(on);
  });
}

/** Shows the whole map again where what was chosen from the list lies outside the window. */
function bringIntoSight({ type, index }) {
  const { communities, people, places } = contents;
  const [x, y] = {
    community: () => communities[index].spot,
    place: () => [places[index].x, places[index].y],
    person: () => [people.x[index], people.y[index]],
  }[type]();
  map.scrollIntoView({ block: "nearest" });
  const { width, height } = picture.size ?? {};
  if (!width || x === null) return;
  const [px, py] = toScreen(picture.view, picture.size, x, y);
  if (px < 0 || py < 0 || px > width || py > height) picture.lookAtWhole();
}
