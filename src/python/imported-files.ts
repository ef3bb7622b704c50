import { importsOf } from "./scopes";
import { treeOf } from "./tree";

/**
 * Those of `files` (path → text) that the programs in `start` import, directly or by way of one another. A module is found as
 * `name.py` or in a folder of its name; what is imported relatively counts from the top.
 */
export function importedFiles(start: readonly string[], files: Readonly<Record<string, string>>): string[] {
  const found = new Set<string>();
  const open = [...start];
  for (let text = open.pop(); text !== undefined; text = open.pop()) {
    for (const path of Object.keys(files).filter((one) => !found.has(one) && modulesIn(text!).some(isAt(one)))) {
      found.add(path);
      open.push(files[path]!);
    }
  }
  return Object.keys(files).filter((path) => found.has(path));
}

/** Dotted, as written: `import a.b` gives `a.b`, `from . import c` gives `c`. */
function modulesIn(text: string): string[] {
  const tree = treeOf(text);
  return tree
    .ofType("ImportStatement")
    .flatMap((statement) => importsOf(statement, text))
    .flatMap(({ written, name }) => [written, `${written}.${name}`])
    .map((module) => module.replace(/^\.+/, ""));
}

function isAt(path: string): (module: string) => boolean {
  return (module) => {
    const file = module.replaceAll(".", "/");
    return path === `${file}.py` || path === `${file}/__init__.py`;
  };
}
