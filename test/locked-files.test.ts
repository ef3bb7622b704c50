import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { TemplateManifest } from "../src/research/template";

const TEMPLATES = join(__dirname, "../templates");

test.each(readdirSync(TEMPLATES))(
  "what the template %s locks is what lies beside it, or no baseline would run",
  (name) => {
    const folder = join(TEMPLATES, name);
    const { locked } = TemplateManifest.parse(JSON.parse(readFileSync(join(folder, "template.json"), "utf8")));
    const sums = Object.keys(locked).map((file) => {
      const text = readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n");
      return [file, createHash("sha256").update(text).digest("hex")];
    });
    expect(sums.length).toBeGreaterThan(0);
    expect(Object.fromEntries(sums)).toEqual(locked);
  },
);
