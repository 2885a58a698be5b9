/** A private code lights up the community of whoever holds it: the page knows only slow, salted hashes of codes. */

import { scryptAsync } from "@noble/hashes/scrypt.js";

import { nameOf } from "./contents.js";
import { byId } from "./elements.js";
import { speak } from "./speech.js";

const BYTES = 12;

/**
 * @param {string} typed a code as somebody copied it from paper
 * @param {NonNullable<import("./contents.js").Contents["codes"]>} codes
 * @returns {Promise<?number>} the community, -1 for one of the smaller ones, null where no code is like it
 */
export async function communityOf(typed, { salt, N, r, p, community }) {
  const code = typed.toUpperCase().replace(/[^A-Z0-9]/g, "");
  const bytes = Uint8Array.from(atob(salt), (letter) => letter.charCodeAt(0));
  const hash = await scryptAsync(new TextEncoder().encode(code), bytes, { N, r, p, dkLen: BYTES });
  return community[btoa(String.fromCharCode(...hash))] ?? null;
}

/**
 * @param {import("./contents.js").Contents} contents
 * @param {ReturnType<typeof import("./choice.js").makeChoice>} choice
 * @param {ReturnType<typeof import("./words.js").speaker>} say
 */
export function offerCodes({ codes, communities }, choice, say) {
  byId("codes").hidden = codes === null;
  if (codes === null) return;
  const answer = byId("code-answer");
  const tell = (text) => {
    answer.textContent = text;
    speak(text);
  };
  byId("code-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    tell(say("codeChecking"));
    const index = await communityOf(byId("code").value, codes);
    byId("code").value = "";
    if (index === null) return tell(say("codeWrong"));
    if (index < 0) return tell(say("codeSmall"));
    choice.change({ selected: { type: "community", index }, who: null });
    tell(say("codeFound", { title: nameOf(communities, index) }));
  });
}
