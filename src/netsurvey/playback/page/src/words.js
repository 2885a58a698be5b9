/** Every word the page says by itself; the study may put others in their place. */

const WORDS = {
  alone: "Not on the map",
  back: "Back",
  big: "Big type",
  clear: "Clear",
  close: "Look closer",
  closeHint: "Choose a part of the map or a place here, or point at it on the map.",
  code: "I have a code",
  codeChecking: "Looking …",
  codeFound: "Your code belongs to {title}. It is lit up on the map – all of that part, not you alone.",
  codeHint: "The code on your slip of paper lights up your part of the map, never you alone.",
  codeLabel: "Your code",
  codeSmall: "Your code is right. It belongs to none of the parts that have an outline.",
  codeTry: "Show my part",
  codeWrong: "That code is not on this page. Please look at your slip again: it is easy to mix up a letter.",
  communities: "Parts of the map",
  down: "Move the map down",
  everyone: "Everyone",
  everyQuestion: "All questions together",
  find: "Find a place or group",
  findPerson: "Find a place, group or person",
  findHint: "Type a part of its name",
  found: "{n} found",
  foundNone: "Nothing here has that name.",
  gathers: "Whom it gathers",
  gathersAlone: "Of those whom nobody named: {n}",
  gathersNobody: "Too few people of any one part named it to say which parts they come from.",
  goesTo: "What its people named",
  goesNowhere: "No place was named often enough here to say.",
  group: "Groups and clubs",
  help: "How to use this page",
  helpKeys:
    "With the map chosen: arrow keys move it, + and - make it larger and smaller, 0 shows all of it, Escape clears " +
    "the choice. Anywhere else: the right and left arrow keys, or a clicker, go from step to step.",
  helpTouch: "Drag the map to move it; pinch or turn the wheel to make it larger.",
  larger: "Make the map larger",
  left: "Move the map to the left",
  legend: "What the signs mean",
  legendCommunity: "an outline: a part of the map, whose people named each other more than others",
  legendFaint: "pale: not in what you chose",
  legendPlaces: "a place, group or source that people named",
  legendSize: "The larger, the more people named them",
  legendTie: "a line: one of the two named the other",
  legendTiePublic: "a line: someone here named someone there, but not these very two",
  map: "Map of who named whom",
  medium: "Where people get their news",
  members: "{n} people",
  namedBy: "Named by {n} people",
  next: "Next",
  nothing: "Nothing is chosen.",
  onlyGroup: "Who",
  onlyQuestion: "Which question",
  organisation: "Organisations",
  people: "People",
  place: "Places",
  print: "Print",
  question: "Only the lines for: {question}",
  reaches: "Whom it reaches",
  right: "Move the map to the right",
  smaller: "Make the map smaller",
  shape_group: "group or club",
  shape_medium: "where people get their news",
  shape_organisation: "organisation",
  shape_place: "place",
  showing: "Showing {who}; the others are pale.",
  smallerGroups: "outside the numbered parts of the map",
  step: "Step {n} of {all}",
  story: "The story",
  tables: "Show as tables",
  tablesTitle: "The same facts as tables",
  up: "Move the map up",
  whole: "Show the whole map",
};

/**
 * @param {?Object<string, string>} others words of the study in place of ours
 * @returns {(key: string, parts?: Object<string, string | number>) => string}
 */
export function speaker(others) {
  const words = { ...WORDS, ...others };
  return (key, parts = {}) => words[key].replace(/\{(\w+)\}/g, (_, part) => String(parts[part]));
}

/**
 * Writes the words of the template: `data-word` as text, `data-label` as the name of a control without text.
 *
 * @param {ReturnType<typeof speaker>} say
 */
export function writeWords(say) {
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = say(element.dataset.word);
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", say(element.dataset.label));
    element.setAttribute("title", say(element.dataset.label));
  }
}
