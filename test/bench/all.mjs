// Every benchmark in turn: npm run bench
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const benches = readdirSync(here).filter((name) => name.endsWith(".mjs") && name !== "all.mjs");
let failed = false;
for (const name of benches) {
  console.log(`\n── ${name.replace(/\.mjs$/, "")} ──`);
  failed = spawnSync(process.execPath, [`${here}/${name}`], { stdio: "inherit" }).status !== 0 || failed;
}
process.exit(failed ? 1 : 0);
