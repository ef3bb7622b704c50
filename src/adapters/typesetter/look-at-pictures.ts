import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { inflateSync } from "node:zlib";
import type { Looking } from "../../latex/known-pictures";
import { figuresInRecord } from "../../research/figure-record";
import { type Bytes, pictureFacts } from "../../research/picture-facts";

/** Bytes. Nobody's figure is larger, and nobody's data that a figure is drawn from are worth more of a wait. */
const LARGEST = 20_000_000;
/** Bytes. Pixels that take more are not looked at. */
const MOST_INFLATED = 200_000_000;

export const bytes: Bytes = {
  sha256: (content) => createHash("sha256").update(content).digest("hex"),
  inflate: (content) => inflateSync(content, { maxOutputLength: MOST_INFLATED }),
};

/** Looks at pictures and data by paths relative to `folder`. What is not there or cannot be read is not looked at. */
export function lookingFrom(folder: string): Looking {
  const content = async (path: string) => {
    const found = await stat(resolve(folder, path)).catch(() => undefined);
    return found?.isFile() && found.size <= LARGEST
      ? readFile(resolve(folder, path)).catch(() => undefined)
      : undefined;
  };
  return {
    record: async (path) => figuresInRecord((await content(path))?.toString("utf8")),
    async hash(path) {
      const found = await content(path);
      return found && bytes.sha256(found);
    },
    async facts(path) {
      const found = await content(path);
      return found && pictureFacts(found, bytes);
    },
  };
}
