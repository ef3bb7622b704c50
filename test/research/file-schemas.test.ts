import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fileSchemas } from "../../src/research/file-schemas";

const ROOT = join(__dirname, "../..");
const schemas = fileSchemas();
const { contributes } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));

describe.each(Object.entries(schemas))("the schema of %s", (name, schema) => {
  test("in media/schemas is the one that the build makes of the code", () => {
    const written = readFileSync(join(ROOT, "media/schemas", name.replace(".json", ".schema.json")), "utf8");
    expect(written).toBe(`${JSON.stringify(schema, null, 2)}\n`);
  });

  test("is contributed for files of that name outside of packages", () => {
    const entry = contributes.jsonValidation.find(({ url }: { url: string }) =>
      url.endsWith(`/${name.replace(".json", ".schema.json")}`),
    );
    expect(entry.fileMatch).toEqual([name, "!**/node_modules/**"]);
  });

  test("describes every field that a person may write", () => {
    const bare = fieldsOf(schema).filter(([key, field]) => key !== "$schema" && !field.description);
    expect(bare.map(([key]) => key)).toEqual([]);
  });
});

test("a file of the same name that is none of ours is asked for nothing", () => {
  for (const name of ["ideas.json", "prompt.json", "template.json"])
    expect(Object.keys(schemas[name]!).sort()).toEqual(["$schema", "description", "if", "then", "title"]);
});

type Field = { readonly description?: string; readonly properties?: Record<string, Field> };

/** The fields of the entries, or of the file, at the first level. */
function fieldsOf(schema: object): [string, Field][] {
  const { then, items, properties } = {
    ...(schema as { then?: object; items?: Field; properties?: Record<string, Field> }),
  };
  if (then) return fieldsOf(then);
  return items ? fieldsOf(items) : Object.entries(properties ?? {});
}
