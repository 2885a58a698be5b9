/** Bundles the page's style, and its script as one classic script: a page opened from a memory stick runs no other. */

import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const { outputFiles, metafile } = await build({
  entryPoints: [
    { in: "src/main.js", out: "playback" },
    { in: "page.css", out: "playback" },
  ],
  outdir: "built",
  bundle: true,
  charset: "utf8",
  format: "iife",
  metafile: true,
  minify: true,
  target: "es2020",
  write: false,
});
mkdirSync("built", { recursive: true });
for (const { path, text } of outputFiles) {
  writeFileSync(path, path.endsWith(".js") ? `/*\n${licencesOf(metafile)}\n*/\n${text}` : text);
}

/** The licences of the packages that are in the bundle, as they ask for. */
function licencesOf({ inputs }) {
  const packages = Object.keys(inputs).flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
  return [...new Set(packages)].sort().map(licenceOf).join("\n\n");
}

function licenceOf(name) {
  const folder = `node_modules/${name}`;
  const { version } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  return `${name} ${version}\n${readFileSync(`${folder}/${file}`, "utf8").trim()}`;
}
