import { beforeEach, expect, test, vi } from "vitest";
import { SourcePlaces } from "../../src/editor/source-places";

type Text = { uri: { scheme: string; fsPath: string }; isDirty: boolean; getText: () => string };

/** The files by their paths, with their times in milliseconds, and what is open. */
const world = vi.hoisted(() => ({ files: new Map<string, { mtime: number; text: string }>(), open: [] as unknown[] }));

vi.mock("vscode", () => ({
  Uri: { file: (fsPath: string) => ({ fsPath }) },
  workspace: {
    get textDocuments() {
      return world.open;
    },
    fs: {
      stat: async ({ fsPath }: { fsPath: string }) => {
        const file = world.files.get(fsPath);
        if (!file) throw new Error("There is no such file.");
        return file;
      },
      readFile: async ({ fsPath }: { fsPath: string }) => new TextEncoder().encode(world.files.get(fsPath)!.text),
    },
  },
}));

const PAPER = { source: "/paper/main.tex", pdf: "/paper/.typeset/main.pdf" };
const isMadeOf = async (file: string, text: string) => file === PAPER.source && text === "as it was compiled";

beforeEach(() => {
  world.open = [];
  world.files = new Map([[PAPER.pdf, { mtime: 10_000, text: "" }]]);
});

test("a PDF is out of date when its source is newer and says something else", async () => {
  const places = new SourcePlaces(PAPER);
  world.files.set(PAPER.source, { mtime: 9_000, text: "anything" });
  expect(await places.isOutOfDate(isMadeOf)).toBe(false);
  world.files.set(PAPER.source, { mtime: 60_000, text: "anything" });
  expect(await places.isOutOfDate(isMadeOf)).toBe(true);
});

test("what was only saved again is not newer, whether it is open or not, but for what is being typed", async () => {
  const places = new SourcePlaces(PAPER);
  world.files.set(PAPER.source, { mtime: 60_000, text: "as it was compiled" });
  expect(await places.isOutOfDate(isMadeOf)).toBe(false);
  const uri = { scheme: "file", fsPath: PAPER.source };
  const open: Text = { uri, isDirty: false, getText: () => "as it was compiled" };
  world.open = [open];
  expect(await places.isOutOfDate(isMadeOf)).toBe(false);
  open.isDirty = true;
  expect(await places.isOutOfDate(isMadeOf)).toBe(true);
});
