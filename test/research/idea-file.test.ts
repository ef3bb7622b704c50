import { describe, expect, test } from "vitest";
import { describeIdeaProblem, readIdeaFile } from "../../src/research/idea-file";
import { changedFields, offsetOfIdea, withFields, withIdea } from "../../src/research/idea-file-edits";

const entry = (name: string, title = `About ${name}`) => ({ Name: name, Title: title, Experiment: "Try it." });
const text = (...entries: object[]) => `${JSON.stringify(entries, null, 4)}\n`;
const names = (json: string) => readIdeaFile(json, "ideas.json").entries.map(({ idea }) => idea.Name);
const told = (json: string) => readIdeaFile(json, "ideas.json").problems.map(describeIdeaProblem);

describe("a mistake in one entry", () => {
  test.each<[string, (json: string) => string, string]>([
    [
      "a comma that is missing between two members",
      (json) => json.replace('"About two",', '"About two"'),
      "ideas.json, line 9: “About two”: A comma, or the closing “}”, is missing here.",
    ],
    [
      "a quotation mark that is missing",
      (json) => json.replace('"About two",', '"About two,'),
      "ideas.json, line 9: “two”: The closing quotation mark of this text is missing on its line.",
    ],
    [
      "text without quotation marks",
      (json) => json.replace('"two"', "two"),
      "ideas.json, line 8: “About two”: “two” is no value. Text stands in double quotation marks.",
    ],
    [
      "a brace that is missing",
      (json) =>
        json.replace(/"Try it\."\n {4}\},\n {4}\{\n {8}"Name": "three"/, '"Try it.",\n    {\n        "Name": "three"'),
      "ideas.json, line 7: “About two”: The “}” that closes this is missing.",
    ],
    [
      "a comma after the last member",
      (json) => json.replace(/("About two",\n.*"Try it\.")/, "$1,"),
      "ideas.json, line 10: “About two”: After the last entry stands no comma.",
    ],
    [
      "a name that git does not accept",
      (json) => json.replace('"two"', '"Wide Nets"'),
      "ideas.json, line 8: “About two”: Name “Wide Nets” must be lowercase letters, digits and underscores, and begin with a letter.",
    ],
    ["no title", (json) => json.replace(/\n.*"About two",/, ""), "ideas.json, line 7: “two”: Title is missing."],
    [
      "a rating beyond the scale",
      (json) => json.replace('"About two",', '"About two", "Novelty": 11,'),
      "ideas.json, line 9: “About two”: Novelty must be at most 10.",
    ],
    [
      "the name of another entry",
      (json) => json.replace('"two"', '"one"'),
      "ideas.json, line 8: “About two”: Another entry has the Name “one” already. Only the first one counts.",
    ],
  ])("%s: said on its line, and the other two ideas count", (_what, spoil, sentence) => {
    const json = spoil(text(entry("one"), entry("two"), entry("three")));
    expect(told(json)).toEqual([sentence]);
    expect(names(json)).toEqual(["one", "three"]);
  });
});

test("a mistake between entries takes none of them", () => {
  const json = text(entry("one"), entry("two"));
  expect(names(json.replace("},", "}"))).toEqual(["one", "two"]);
  expect(told(json.replace("},", "}"))).toEqual(["ideas.json, line 7: A comma is missing before this entry."]);
  expect(told(json.replace(/\]\s*$/, ""))).toEqual(["ideas.json, line 1: The “]” that closes the list is missing."]);
  expect(told(json.replace(/\n\]/, ",\n]"))).toEqual(["ideas.json, line 11: After the last entry stands no comma."]);
  expect(told(JSON.stringify(entry("one")))).toEqual([
    expect.stringMatching(/line 1: The file must hold a list of ideas/),
  ]);
  expect(readIdeaFile("", "ideas.json")).toEqual({ entries: [], problems: [] });
});

test("any text is read without an exception, and what is right in it stays", () => {
  const json = text(entry("one"), entry("two", 'Braces { [ and "quotes"'), entry("three"));
  for (let at = 0; at < json.length; at++) {
    const { entries } = readIdeaFile(json.slice(0, at) + json.slice(at + 1), "ideas.json");
    expect(entries.length, `without character ${at}, ${json[at]}`).toBeGreaterThanOrEqual(2);
  }
});

describe("adding an entry", () => {
  test("leaves every byte of the others", () => {
    const before = text(entry("one")).replace('"Try it."', '"Try   it." , "extra": [ 1,2 ]');
    const after = withIdea(before, entry("two"))!;
    expect(after.startsWith(before.replace(/\n\]\n$/, ""))).toBe(true);
    expect(after).toBe(
      `${before.replace(/\n\]\n$/, "")},\n    {\n        "Name": "two",\n        "Title": "About two",\n        "Experiment": "Try it."\n    }\n]\n`,
    );
  });

  test("uses the indentation and line ends that are there", () => {
    const two = `${JSON.stringify([entry("one")], null, 2)}\n`.replaceAll("\n", "\r\n");
    expect(withIdea(two, entry("two"))).toBe(
      `${JSON.stringify([entry("one"), entry("two")], null, 2)}\n`.replaceAll("\n", "\r\n"),
    );
    expect(names(withIdea(JSON.stringify([entry("one")]), entry("two"))!)).toEqual(["one", "two"]);
  });

  test("begins a file, fills an empty list, and works beside a broken entry", () => {
    expect(withIdea("", entry("one"))).toBe(text(entry("one")));
    expect(withIdea("[]\n", entry("one"))).toBe(text(entry("one")));
    const spoilt = text(entry("one"), entry("two")).replace('"one"', '"O N E"');
    expect(names(withIdea(spoilt, entry("three"))!)).toEqual(["two", "three"]);
  });

  test("is refused where the list's own brackets are broken", () => {
    expect(withIdea(text(entry("one")).replace(/\]\s*$/, ""), entry("two"))).toBeUndefined();
    expect(withIdea('[{"Name": "one"', entry("two"))).toBeUndefined();
  });
});

describe("changing fields of an entry", () => {
  const before = text(entry("one"), { ...entry("two"), Novelty: 4 }, entry("three"));

  test("set and removed again, the file is what it was, to the byte", () => {
    const rejected = withFields(before, "two", { rejected: { reason: 'Known as "wide nets".' } })!;
    expect(rejected).toContain(
      '"Novelty": 4,\n        "rejected": {\n            "reason": "Known as \\"wide nets\\"."\n        }\n    },',
    );
    expect(readIdeaFile(rejected, "").problems).toEqual([]);
    expect(withFields(rejected, "two", { rejected: undefined })).toBe(before);
    const compact = JSON.stringify([entry("one"), entry("two")]);
    expect(withFields(withFields(compact, "one", { approved: true })!, "one", { approved: undefined })).toBe(compact);
  });

  test("a member that is there gets its new value in its place", () => {
    const after = withFields(before, "two", { Title: "Another", Novelty: 5 })!;
    expect(after).toBe(before.replace("About two", "Another").replace('"Novelty": 4', '"Novelty": 5'));
  });

  test("an entry that is not there is not made", () => {
    expect(withFields(before, "four", { approved: true })).toBeUndefined();
  });

  test("only what changed is written", () => {
    const [one] = readIdeaFile(before, "").entries;
    expect(changedFields(one!.idea, { ...one!.idea, novel: true })).toEqual({ novel: true });
    expect(changedFields({ ...one!.idea, approved: true }, one!.idea)).toEqual({ approved: undefined });
  });
});

test("an entry is found by its name and not by a text that looks like it", () => {
  const json = text({ ...entry("one"), Experiment: 'Unlike "two".' }, entry("two"));
  expect(json.slice(offsetOfIdea(json, "two")!).startsWith('{\n        "Name": "two"')).toBe(true);
});
