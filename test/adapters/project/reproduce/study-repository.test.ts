import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { applyBundle } from "../../../../src/adapters/project/reproduce/study-repository";
import { git, put } from "../../workspace/a-repository";

test("a bundle's .gitattributes choose no filter and change no file, neither when it is read nor when it is checked out", async () => {
  const folder = mkdtempSync(join(tmpdir(), "study-"));
  try {
    put(join(folder, "bundle"), {
      "base/.gitattributes": "*.csv filter=mine\n*.txt text eol=crlf\n*.tex working-tree-encoding=UTF-16\n",
      "base/data.csv": "1,2\n",
      "base/notes.txt": "one\r\ntwo\n",
      "base/paper.tex": "Hello.\n",
      "changes.mbox": "",
    });
    const bundle = { base: "b", commit: "b", format: 1, idea: "wider", title: "Wider", runs: [], models: [] } as const;
    const all = { ...bundle, dollars: 0, rehearsal: true, files: [], leftOut: [], runs: [], models: [] };
    const study = join(folder, "study");
    const { base } = await applyBundle(join(folder, "bundle"), all, "wider", study);
    // A filter that the researcher has for files of their own.
    git(study, "config", "filter.mine.smudge", `touch ${join(folder, "filtered")}`);
    git(study, "worktree", "add", "--quiet", "--detach", join(folder, "out"), base);
    for (const name of ["data.csv", "notes.txt", "paper.tex"])
      expect(readFileSync(join(folder, "out", name), "utf8")).toBe(
        readFileSync(join(folder, "bundle/base", name), "utf8"),
      );
    expect(git(study, "check-attr", "filter", "data.csv").trim()).toBe("data.csv: filter: unspecified");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
