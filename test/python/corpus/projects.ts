import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { importedPackages } from "../../../src/adapters/imported-packages";
import { type Policy, policyOf } from "../../../src/python/policy";
import { TemplateManifest } from "../../../src/research/template";

const root = join(__dirname, "../../..");

export type Base = { readonly files: Readonly<Record<string, string>>; readonly policy: Policy };

/** The Python files of a project and what its template says; the requirements are what it imports if it names none. */
function baseOf(folder: string): Base {
  const names = readdirSync(join(root, folder));
  const text = (name: string) => readFileSync(join(root, folder, name), "utf8");
  const files = Object.fromEntries(names.filter((name) => name.endsWith(".py")).map((name) => [name, text(name)]));
  const manifest = TemplateManifest.parse(names.includes("template.json") ? JSON.parse(text("template.json")) : {});
  const requirements =
    manifest.requirements.length > 0 ? manifest.requirements : importedPackages(Object.values(files), names);
  return { files, policy: policyOf({ ...manifest, requirements }, names) };
}

/** One experiment whose evaluation is locked, and one that is judged by its own program. */
export const BASES = {
  locked: baseOf("templates/2d_diffusion"),
  open: baseOf("test/fixtures/templates/plain_numpy"),
};

/** One edit: what is looked for and what takes its place; "" is the end of the file, "^" its beginning. */
export type Edit = readonly [base: keyof typeof BASES, file: string, ...swaps: readonly (readonly [string, string])[]];

export function edited([base, file, ...swaps]: Edit): { path: string; before: string; after: string } {
  const before = BASES[base].files[file]!;
  const after = swaps.reduce((text, [search, replace]) => {
    if (search === "") return `${text}${replace}\n`;
    if (search === "^") return `${replace}\n${text}`;
    if (text.split(search).length < 2) throw new Error(`${file} has no “${search}”`);
    return text.replace(search, () => replace);
  }, before);
  return { path: file, before, after };
}
