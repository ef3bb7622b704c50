import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { describe, expect, test } from "vitest";

/** What each folder may import: other folders of ours, then packages. The list reads downwards. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  research: ["zod"],
  claims: ["research", "python"],
  latex: ["research", "claims", "latex-utensils"],
  python: ["research", "@lezer/python", "@lezer/common"],
  engine: ["research", "claims", "latex", "python", "zod", "fastest-levenshtein"],
  adapters: [
    "engine",
    "research",
    "claims",
    "latex",
    "python",
    "zod",
    "openai",
    "simple-git",
    "execa",
    "ssh-config",
    "csv-parse",
    "yazl",
    "pdfjs-dist",
    "write-file-atomic",
    "node:",
  ],
  terminal: ["adapters", "engine", "research", "claims", "latex", "python", "commander", "node:"],
  editor: [
    "engine",
    "research",
    "latex",
    "python",
    "webview/contract",
    "zod",
    "vscode",
    "vscode-languageclient",
    "node:path",
  ],
  "language-server": [
    "adapters/user-cache",
    "latex",
    "claims",
    "research",
    "zod",
    "vscode-languageserver-protocol",
    "vscode-languageserver-textdocument",
    "node:",
  ],
  webview: ["research", "zod", "uplot", "pdfjs-dist"],
};

/** Entry points: they wire, and nothing imports them. */
const ENTRIES = ["extension.ts", "headless.ts", "start-terminal.ts"];

const SRC = join(__dirname, "../src");
const FILES = sourceFiles();

describe("the import arrows", () => {
  for (const [folder, allowed] of Object.entries(MAY_IMPORT)) {
    test(`${folder} imports only ${allowed.join(", ")}`, () => {
      const mine = FILES.filter((file) => file.startsWith(`${folder}/`));
      const strangers = mine.flatMap((file) =>
        importsOf(file)
          .filter((name) => !isAllowed(folder, allowed, name))
          .map((name) => `${file} → ${name}`),
      );
      expect(strangers).toEqual([]);
    });
  }

  test("every folder of src has its arrows", () => {
    const folders = new Set(FILES.filter((file) => file.includes("/")).map((file) => file.split("/")[0]!));
    expect([...folders].filter((folder) => !(folder in MAY_IMPORT))).toEqual([]);
  });

  test("nothing imports an entry point", () => {
    const entries = new Set(ENTRIES.map((entry) => entry.replace(/\.ts$/, "")));
    expect(FILES.filter((file) => importsOf(file).some((name) => entries.has(name)))).toEqual([]);
  });

  test("only editor/ and extension.ts know VS Code", () => {
    const knowing = FILES.filter((file) => importsOf(file).includes("vscode"));
    expect(knowing.filter((file) => !file.startsWith("editor/") && file !== "extension.ts")).toEqual([]);
  });
});

test("imports make no circle", () => {
  const circles: string[][] = [];
  const done = new Set<string>();
  for (const file of FILES) visit(file, [], done, circles);
  expect(circles.map((circle) => circle.join(" → "))).toEqual([]);
});

describe("the pure folders", () => {
  const pure = FILES.filter((file) => /^(research|claims|latex|python|engine\/edits)\//.test(file));
  test("know no clock, no randomness and no process", () => {
    const impure = pure.filter((file) => /\bDate\.now\(|new Date\(\)|Math\.random\(|process\./.test(code(file)));
    expect(impure).toEqual([]);
  });
  test("keep no module-level mutable state", () => {
    const mutable = FILES.filter((file) => /^(?:export )?(?:let|var) /m.test(code(file)));
    expect(mutable).toEqual([]);
  });
});

test("95 % of the files have fewer than 215 lines", () => {
  const sizes = FILES.map((file) => readFileSync(join(SRC, file), "utf8").split("\n").length).sort((a, b) => a - b);
  expect(sizes[Math.floor(0.95 * (sizes.length - 1))]).toBeLessThan(215);
});

function sourceFiles(): string[] {
  return readdirSync(SRC, { recursive: true, encoding: "utf8" })
    .map((name) => name.split(sep).join("/"))
    .filter((name) => name.endsWith(".ts"));
}

function code(file: string): string {
  return readFileSync(join(SRC, file), "utf8").replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
}

/** Packages by name, files of ours as paths below src without extension. Types are imports too. */
function importsOf(file: string): string[] {
  const found = [
    ...code(file).matchAll(
      /(?:^|[\s;])(?:import|export)\s[^;]*?from\s+"([^"]+)"|import\("([^"]+)"\)|^import\s+"([^"]+)"/gm,
    ),
  ];
  return found
    .map((match) => match[1] ?? match[2] ?? match[3] ?? "")
    .map((name) =>
      name.startsWith(".")
        ? relative(SRC, join(SRC, dirname(file), name))
            .split(sep)
            .join("/")
        : name,
    );
}

function isAllowed(folder: string, allowed: readonly string[], name: string): boolean {
  if (name.startsWith(`${folder}/`)) return true;
  return allowed.some(
    (one) => name === one || name.startsWith(`${one}/`) || (one.endsWith(":") && name.startsWith(one)),
  );
}

function visit(file: string, path: readonly string[], done: Set<string>, circles: string[][]): void {
  if (path.includes(file)) {
    circles.push([...path.slice(path.indexOf(file)), file]);
    return;
  }
  if (done.has(file)) return;
  for (const name of valueImportsOf(file)) {
    const next = [`${name}.ts`, `${name}/index.ts`].find((candidate) => existsSync(join(SRC, candidate)));
    if (next) visit(next, [...path, file], done, circles);
  }
  done.add(file);
}

/** Imports that exist at run time: a circle of types alone is none. */
function valueImportsOf(file: string): string[] {
  const values = code(file).replace(/(?:import|export)\s+type\s[^;]*?from\s+"[^"]+";/g, "");
  return [...values.matchAll(/from\s+"(\.[^"]+)"/g)].map((match) =>
    relative(SRC, join(SRC, dirname(file), match[1]!))
      .split(sep)
      .join("/"),
  );
}
