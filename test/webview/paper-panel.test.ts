import { describe, expect, test } from "vitest";
import { FromPaper, ToPaper } from "../../src/webview/contract/paper";
import { paperStateOf } from "../../src/webview/paper/view-state";

test("a panel begins as wide as it is, and with what was kept; nonsense is nothing", () => {
  expect(paperStateOf(undefined)).toEqual({ zoom: "page-width" });
  expect(paperStateOf({ zoom: 3 })).toEqual({ zoom: "page-width" });
  const kept = { zoom: "1.5", dark: true, place: { page: 3, left: 0, top: 700 } };
  expect(paperStateOf(kept)).toEqual(kept);
});

describe("what panel and editor say to each other", () => {
  test("a document is bytes and nothing else", () => {
    const bytes = new Uint8Array([37, 80]);
    expect(ToPaper.safeParse({ type: "document", name: "a.pdf", bytes }).success).toBe(true);
    expect(ToPaper.safeParse({ type: "document", name: "a.pdf", bytes: "%PDF" }).success).toBe(false);
  });

  test("a place has numbers and a short word", () => {
    const place = { type: "source", page: 1, x: 2, y: 3, before: "", word: "it", after: "" };
    expect(FromPaper.safeParse(place).data).toEqual(place);
    expect(FromPaper.safeParse({ ...place, word: "x".repeat(501) }).success).toBe(false);
    expect(FromPaper.safeParse({ type: "run" }).success).toBe(false);
  });
});
