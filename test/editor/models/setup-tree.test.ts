import { describe, expect, test } from "vitest";
import { nextAction } from "../../../src/editor/models/idea-state";
import { setupState, setupWords } from "../../../src/editor/models/setup-state";
import { setupTree } from "../../../src/editor/models/setup-tree";
import { missingFor, type SetupItem } from "../../../src/engine/setup";
import { begun, board, drawn, idea, l10n } from "../a-board";

const there = (id: SetupItem["id"], name: string, value: string): SetupItem => ({
  ...{ id, name, value, state: "ok", fix: "" },
  text: `${name} ${value}`,
});
const lacking = (name: string): SetupItem => ({
  ...{ id: "packages", name, state: "missing", value: "", text: `The Python package ${name} is missing.` },
  fix: `python -m pip install ${name}`,
  remedy: { how: "type", line: "python -m pip install torch matplotlib" },
});
const GIT = there("git", "git", "2.43.0");
const PYTHON = there("python", "Python", "3.12.1 · /usr/bin/python3");
const MODEL = there("model", "Model", "rehearsal");
const NO_LATEX: SetupItem = {
  ...{ id: "latex", name: "LaTeX", state: "missing", value: "", text: "There is no LaTeX here.", fix: "Install it." },
  remedy: { how: "type", line: "sudo apt install texlive" },
};
const NO_CHKTEX: SetupItem = {
  ...{ id: "chktex", name: "ChkTeX", state: "warning", value: "", fix: "Install the package chktex." },
  text: "ChkTeX was not found: its checks are left out.",
};

const checked = (...items: SetupItem[]) => board(undefined, { ideas: [idea()], setup: { items, checking: false } });

describe("Setup", () => {
  test("what is missing comes first, packages in one row with the one line that installs them", () => {
    const state = checked(GIT, PYTHON, lacking("torch"), lacking("matplotlib"), NO_CHKTEX, MODEL);
    const rows = setupTree(l10n, state);
    expect(drawn(rows)).toBe(
      [
        "error Missing: torch, matplotlib | Install…",
        "warning ChkTeX was not found | its checks are left out",
        "checklist In place | 3",
        "  pass git | 2.43.0",
        "  pass Python | 3.12.1 · /usr/bin/python3",
        "  pass Model | rehearsal",
      ].join("\n"),
    );
    expect(rows[0]).toMatchObject({
      command: "fixSetup",
      context: "setup.fix.packages",
      subject: { remedy: { how: "type", line: "python -m pip install torch matplotlib" } },
      spoken: "Missing: The Python package torch is missing. The Python package matplotlib is missing. Fix: Install…",
    });
    expect(setupWords(l10n, state)).toBe("1 missing");
  });

  test("a host that does not answer says so in its own words, with the one thing to do", () => {
    const text = "lab wants a password or a second factor. Open the connection once in a terminal: ssh lab exit";
    const fix = "Open the connection once.";
    const place: SetupItem = {
      ...{ id: "place", name: "Place", state: "missing", value: "lab", text, fix },
      remedy: { how: "connect", host: "lab" },
    };
    const [row] = setupTree(l10n, checked(GIT, PYTHON, place, MODEL));
    expect(drawn([row!])).toBe("error lab wants a password or a second factor | Open Connection in Terminal");
    expect(row).toMatchObject({ command: "fixSetup", context: "setup.fix.place" });
    expect(setupState(checked(place))).toBe("missing");
  });

  test("with all there the next step is a row; without LaTeX too, which is still said", () => {
    expect(
      drawn(setupTree(l10n, checked(GIT, PYTHON, MODEL)))
        .split("\n")
        .slice(0, 2),
    ).toEqual(["pass-filled Everything is ready", "play Start Idea"]);
    expect(
      drawn(setupTree(l10n, checked(GIT, PYTHON, NO_LATEX, MODEL)))
        .split("\n")
        .slice(0, 3),
    ).toEqual(["pass-filled An idea can begin", "play Start Idea", "error LaTeX is missing | Install…"]);
  });

  test("while it is looked at, what was found before stays", () => {
    const state = board(undefined, { setup: { items: [GIT], checking: true } });
    expect(drawn(setupTree(l10n, state)).split("\n").slice(0, 2)).toEqual([
      "loading~spin Looking at what is there…",
      "checklist In place | 1",
    ]);
    expect([setupState(state), setupWords(l10n, state)]).toEqual(["checking", "checking…"]);
  });

  test("a model that cannot be asked says why", () => {
    const model: SetupItem = {
      ...{ id: "model", name: "Model", state: "missing", value: "", text: "No model is chosen.", fix: "Choose one." },
      remedy: { how: "choose-model" },
    };
    expect(drawn(setupTree(l10n, checked(model)))).toBe("error No model is chosen | Choose Model…");
  });

  test("nothing was looked for yet", () => {
    expect(setupTree(l10n, board(undefined))).toEqual([]);
    expect([setupState(board(undefined)), setupWords(l10n, board(undefined))]).toEqual(["unknown", ""]);
  });
});

describe("what must be there first", () => {
  test("depends on what is begun: no LaTeX keeps nothing from beginning, no Python does not keep a paper", () => {
    const items = [GIT, lacking("torch"), NO_LATEX, MODEL];
    const names = (purpose: "ideas" | "idea" | "paper") => missingFor(purpose, items).map(({ name }) => name);
    expect([names("ideas"), names("idea"), names("paper")]).toEqual([[], ["torch"], []]);
  });

  test("before an idea was begun, the next action is to get it; begun ideas keep their own", () => {
    expect(nextAction(l10n, checked(GIT, lacking("torch")))).toMatchObject({
      command: "checkSetup",
      verb: "Finish Setup",
    });
    const walking = board(begun(), { setup: { items: [lacking("torch")], checking: false } });
    expect(nextAction(l10n, walking)).toMatchObject({ command: "pauseIdea" });
  });
});
