import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const ROOT = join(__dirname, "..");
const json = (path: string) => JSON.parse(readFileSync(join(ROOT, path), "utf8")) as Record<string, string>;
const { l10n: folder } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { l10n: string };
const manifest = { english: json("package.nls.json"), chinese: json("package.nls.zh-cn.json") };
const chinese = json(join(folder, "bundle.l10n.zh-cn.json"));
const sources = sourcesOf(join(ROOT, "src/editor"));
const english = [...new Set(sources.flatMap(({ text }) => textsIn(text)))].sort();

describe("what the code says", () => {
  test("is written as a literal, so that it can be translated", () => {
    const computed = sources.flatMap(({ name, text }) =>
      [...text.matchAll(/\bl10n\s*\.t\(\s*([^"\s][^\n]*)/g)].map(([, call]) => `${name}: ${call}`),
    );
    expect(computed).toEqual([]);
  });

  test("is there in Chinese, all of it and nothing else", () => {
    expect(Object.keys(chinese).sort()).toEqual(english);
  });

  test("keeps its places for names and numbers", () => {
    expect(english.filter((text) => !sameMultiset(placesIn(text), placesIn(chinese[text]!)))).toEqual([]);
  });

  test("is Chinese wherever it has a word", () => {
    expect(english.filter((text) => hasWords(text) && !/\p{Script=Han}/u.test(chinese[text]!))).toEqual([]);
  });
});

describe("what the manifest says", () => {
  test("is there in Chinese, all of it and nothing else", () => {
    expect(Object.keys(manifest.chinese).sort()).toEqual(Object.keys(manifest.english).sort());
  });

  test("keeps its links, settings and code", () => {
    const parts = (text: string) => [...text.matchAll(/\]\([^)]*\)|#[\w.]+#|`[^`]*`/g)].map(([part]) => part);
    const changed = Object.entries(manifest.english).filter(
      ([key, text]) => !sameMultiset(parts(text), parts(manifest.chinese[key]!)),
    );
    expect(changed.map(([key]) => key)).toEqual([]);
  });
});

function sourcesOf(path: string): { name: string; text: string }[] {
  const names = readdirSync(path, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  return names.map((name) => ({ name, text: readFileSync(join(path, name), "utf8") }));
}

/** The first argument of each call, as the program sees it. */
function textsIn(source: string): string[] {
  const calls = source.matchAll(/\bl10n\s*\.t\(\s*("(?:[^"\\]|\\.)*")/g);
  return [...calls].map(([, literal]) => JSON.parse(literal!) as string);
}

function placesIn(text: string): string[] {
  return text.match(/\{\d+\}/g) ?? [];
}

/** Whether there is more to translate than places, signs and names of products. */
function hasWords(text: string): boolean {
  return /\p{L}{2,}/u.test(text.replace(/\{\d+\}|AI Scientist|VS Code|Git|OpenAI|LaTeX|PDF|JSON|ChkTeX/g, ""));
}

function sameMultiset(one: readonly string[], other: readonly string[]): boolean {
  return JSON.stringify([...one].sort()) === JSON.stringify([...other].sort());
}
