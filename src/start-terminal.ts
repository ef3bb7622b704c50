#!/usr/bin/env node
import { existsSync, mkdirSync } from "node:fs";
import { enableCompileCache } from "node:module";
import { dirname, join } from "node:path";
import { userCache } from "./adapters/user-cache";

/** The command `ai-scientist`: a small file before the program, so that what V8 makes of the program is kept from one call to the next. */
keepCompiled();
require("./terminal.js");

/** In the user's cache. Who can have no such folder, or has an older Node, waits a little longer. */
function keepCompiled(): void {
  try {
    const cache = userCache(process.env);
    const folder = join(cache, "compiled");
    // One by one: Node's own way of making several never ends where a file system denies that they can be.
    for (const each of [dirname(cache), cache, folder]) if (!existsSync(each)) mkdirSync(each);
    enableCompileCache?.(folder);
  } catch {
    // There is nowhere to keep it.
  }
}
