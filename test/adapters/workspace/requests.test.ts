import { expect, test } from "vitest";
import type { Workspace } from "../../../src/engine/ports/workspace";
import { makeChange } from "../../../src/engine/stages/make-change";
import type { Hunk } from "../../../src/research/change";
import { question, type scene, scene as sceneOf } from "../../engine/stages/change";
import { anIntent, aWorkspace, git } from "./a-repository";

type Scene = ReturnType<typeof scene>;

/** A change of one file in a real repository, of which one hunk is asked to be otherwise before all is accepted. */
async function revised(
  { path, before, after }: { path: string; before: string | null; after: string },
  wanted: (hunk: Hunk) => boolean,
  [search, replace]: readonly [string, string],
) {
  const workspace = await aWorkspace({ "experiment.py": "x = 1\n", ...(before === null ? {} : { [path]: before }) });
  const answer = `Title: As asked\nWhy: As you say.\n${path}\n\`\`\`\n<<<<<<< SEARCH\n${search}\n=======\n${replace}\n>>>>>>> REPLACE\n\`\`\`\nEND-OF-ANSWER`;
  let asked = false;
  const world: Scene = sceneOf(
    [answer],
    [
      async (hunks) => {
        const hunk = hunks.find(wanted);
        if (!asked && hunk) {
          asked = true;
          return { type: "request", hunk, text: "Otherwise, please." };
        }
        await workspace.accept(hunks.map(({ id }) => id));
        return { type: "decided", by: "researcher", words: "" };
      },
    ],
  );
  const lab = { ...world.lab, workspace: workspace as Workspace };
  const made = await makeChange(lab, anIntent(), { edits: [{ path, before, after }], hunks: [] }, question);
  const titles = world.seen[1]?.hunks.map(({ title }) => title);
  const trailers = git(workspace.directory, "log", "-1", "--format=%(trailers:only)");
  return { ...made, text: git(workspace.directory, "show", `HEAD:${path}`), titles, trailers, view: world.view() };
}

const lines = [...Array(12).keys()].map((n) => `v${n} = ${n}`);
const adds = (line: string) => (hunk: Hunk) => hunk.added.some((added) => added.includes(line));

test("with carriage returns", async () => {
  const before = lines.map((line) => `${line}\r\n`).join("");
  const after = before.replace("v3 = 3", "v3 = 30").replace("v9 = 9", "v9 = 90");
  const { text, titles, trailers } = await revised({ path: "a.py", before, after }, adds("v3 = 30"), [
    "v3 = 30",
    "v3 = 31\nextra = 1",
  ]);
  expect(text).toBe(after.replace("v3 = 30\r\n", "v3 = 31\r\nextra = 1\r\n"));
  expect(titles).toEqual(["As asked", undefined]);
  expect(trailers).toContain("AI-Scientist-Human-Edited: no\nAI-Scientist-Review: 1 accepted, 1 on request\n");
});

test("at the end of a file without a last newline", async () => {
  const before = lines.join("\n");
  const after = before.replace("v11 = 11", "v11 = 12");
  const { text } = await revised({ path: "a.py", before, after }, adds("v11 = 12"), ["v11 = 12", "v11 = 13"]);
  expect(text).toBe(before.replace("v11 = 11", "v11 = 13"));
});

test("where lines were only taken out", async () => {
  const before = lines.map((line) => `${line}\n`).join("");
  const after = before.replace("v5 = 5\n", "").replace("v9 = 9", "v9 = 90");
  const { text, view } = await revised({ path: "a.py", before, after }, ({ newLines }) => newLines === 0, [
    "v4 = 4\nv6 = 6",
    "v4 = 4\nv5 = 50\nv6 = 6",
  ]);
  expect(text).toBe(after.replace("v4 = 4\n", "v4 = 4\nv5 = 50\n"));
  expect(view.requests).toMatchObject([{ state: "answered", hunks: [{ removed: ["v5 = 5"], added: ["v5 = 50"] }] }]);
});

test("in a new file, of which the hunk is the whole", async () => {
  const { text } = await revised({ path: "lib/new.py", before: null, after: "a = 1\nb = 2\n" }, adds("a = 1"), [
    "a = 1",
    "a = 7",
  ]);
  expect(text).toBe("a = 7\nb = 2\n");
});

test("taken back, next to hunks that stay", async () => {
  const before = lines.map((line) => `${line}\n`).join("");
  const after = before.replace("v1 = 1", "v1 = 10").replace("v9 = 9", "v9 = 90");
  const { text, trailers, decision } = await revised({ path: "a.py", before, after }, adds("v1 = 10"), [
    "v1 = 10",
    "v1 = 1",
  ]);
  expect(text).toBe(before.replace("v9 = 9", "v9 = 90"));
  expect(trailers).toContain("AI-Scientist-Review: 1 accepted, 1 rejected\n");
  expect(decision.remarks).toContain("The change was taken back.");
});
