import { describe, expect, test } from "vitest";
import { ideaOfFile, spellings } from "../../../src/editor/models/pending-files";
import { begun } from "../a-board";

describe("which idea a file belongs to", () => {
  const mine = begun({ slug: "mine", worktree: "c:\\study\\.ai-scientist\\worktrees\\mine" });
  const longer = begun({ slug: "longer", worktree: "c:\\study\\.ai-scientist\\worktrees\\mine-too" });
  const of = (file: string, ignoresCase = true) => {
    const found = ideaOfFile([mine, longer], file, ignoresCase);
    return found && [found.idea.slug, found.path];
  };

  test("is said by its folder, whatever case Windows spells it in, and the path keeps its own", () => {
    expect(of("C:\\Study\\.ai-scientist\\worktrees\\mine\\latex\\Template.tex")).toEqual([
      "mine",
      "latex/Template.tex",
    ]);
    expect(of("c:\\study\\.ai-scientist\\worktrees\\mine-too\\plot.py")).toEqual(["longer", "plot.py"]);
    expect(of("c:\\study\\experiment.py")).toBeUndefined();
  });

  test("and letter by letter elsewhere", () => {
    const here = begun({ worktree: "/study/.ai-scientist/worktrees/mine" });
    expect(ideaOfFile([here], "/study/.ai-scientist/worktrees/mine/plot.py", false)?.path).toBe("plot.py");
    expect(ideaOfFile([here], "/Study/.ai-scientist/worktrees/mine/plot.py", false)).toBeUndefined();
  });
});

test("menus find a pending file under the spelling that an open editor has for it", () => {
  const pending = ["c:\\study\\plot.py"];
  const open = ["c:\\Study\\Plot.py", "c:\\study\\notes.md"];
  expect(spellings(pending, open, true)).toEqual(["c:\\Study\\Plot.py", "c:\\study\\plot.py"]);
  expect(spellings(pending, open, false)).toEqual(["c:\\study\\plot.py"]);
});
