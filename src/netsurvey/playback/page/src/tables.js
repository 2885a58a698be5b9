/** The same facts as tables, for those who would rather read than look. */

import { byId, make } from "./elements.js";

/** @param {import("./contents.js").Contents} contents */
export function writeTables({ tables }) {
  byId("tables").append(...tables.map(tableOf));
}

function tableOf({ id, caption, columns, rows }) {
  const captionId = `caption-${id}`;
  const head = make("tr", {}, ...columns.map((column) => make("th", { scope: "col" }, column)));
  const body = rows.map(([first, ...others]) =>
    make("tr", {}, make("th", { scope: "row" }, first), ...others.map((cell) => make("td", {}, cell))),
  );
  const table = make("table", {}, make("caption", { id: captionId }, caption));
  table.append(make("thead", {}, head), make("tbody", {}, ...body));
  const scrolls = { class: "wide", role: "region", tabindex: 0, "aria-labelledby": captionId, "data-arrows": true };
  return make("div", scrolls, table);
}
