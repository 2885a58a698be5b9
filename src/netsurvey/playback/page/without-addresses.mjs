/**
 * Removes every address from the lock file, because npm writes where packages and their sponsors live.
 * What a package must contain stays: its version and its integrity hash.
 */
import { readFileSync, writeFileSync } from "node:fs";

const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
for (const described of Object.values(lock.packages)) {
  delete described.resolved;
  delete described.funding;
}
writeFileSync("package-lock.json", `${JSON.stringify(lock, null, 2)}\n`);
