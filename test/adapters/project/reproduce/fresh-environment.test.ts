import { expect, test } from "vitest";
import { indexesIn, nearest, pinnedRequirements } from "../../../../src/adapters/project/reproduce/fresh-environment";
import { Environment } from "../../../../src/research/environment";

test("packages are those of the template in the versions of the record, and nothing that pip would take for something else", () => {
  const recorded = Environment.parse({ packages: { numpy: "1.26.4", torch: "2.1.0+cpu", evil: "1 --index-url=x" } });
  const needed = ["numpy>=1.20", "Torch", "scipy", "evil", "--index-url=https://x.example", "./here"];
  expect(pinnedRequirements(needed, recorded)).toEqual(["numpy==1.26.4", "Torch==2.1.0+cpu", "scipy", "evil"]);
  expect(pinnedRequirements(["numpy"], undefined)).toEqual(["numpy"]);
});

test("the interpreter is the one of the recorded version, or else the first", () => {
  const found = [
    { interpreter: "/a", python: "3.12.1" },
    { interpreter: "/b", python: "3.11.9" },
  ];
  expect(nearest(found, "3.11.2")?.interpreter).toBe("/b");
  expect(nearest(found, "3.9.0")?.interpreter).toBe("/a");
  expect(nearest([], "3.11.2")).toBeUndefined();
});

test("where packages come from is what pip is set to, a variable before a file, without names and passwords", () => {
  expect(indexesIn("")).toBe("https://pypi.org/simple");
  expect(indexesIn("global.index-url='https://me:secret@mirror.example/simple'\n")).toBe(
    "https://mirror.example/simple",
  );
  const both = ":env:.index-url='https://b.example'\nglobal.extra-index-url='https://c.example\\nhttps://d.example'";
  expect(indexesIn(`global.index-url='https://a.example'\r\n${both}\n`)).toBe(
    "https://b.example, https://c.example, https://d.example",
  );
  expect(indexesIn("global.no-index='true'\ninstall.find-links='/wheels'")).toBe("/wheels");
});
