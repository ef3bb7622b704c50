import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readFirstPages } from "../../../src/adapters/paper-reader/first-pages";
import { pageText } from "../../../src/adapters/paper-reader/page-text";
import { PdfDesk } from "../../../src/adapters/paper-reader/pdf-desk";
import { pdfReader } from "../../../src/adapters/paper-reader/pdf-reader";
import { PaperUnreadable } from "../../../src/engine/ports/paper-reader";
import { drawingPdf, pdf } from "../../fakes/pdf";

const signal = new AbortController().signal;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pdf-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = (str: string, hasEOL = true, angle = 0) => ({
  str,
  hasEOL,
  transform: [Math.cos(angle), Math.sin(angle), 0, 1, 0, 0],
});

test("a page reads as it is printed: words whole again, compounds kept, watermarks gone", () => {
  const page = pageText([
    run("We im", false),
    run("-"),
    run("prove a state-of-the-"),
    run("art DRAFT", true, Math.PI / 4),
    run("art method on the Long-"),
    run("Range task."),
    run(""),
    run("1 Results", false),
  ]);
  expect(page).toBe("We improve a state-of-the-art method on the Long-\nRange task.\n1 Results");
});

test("every page of a PDF is read", async () => {
  await writeFile(join(folder, "two.pdf"), pdf(["Hello pages", "Second page"]));
  expect(await pdfReader().read(join(folder, "two.pdf"), signal)).toEqual({ pages: ["Hello pages", "Second page"] });
});

test.each([
  ["nothing.pdf", undefined, "there is no such file"],
  ["text.pdf", "This is no PDF.", "is not a PDF that can be read"],
  ["empty.pdf", "", "is empty: nothing stands in it"],
  ["cut.pdf", pdf(["x"]).slice(0, 60), "is not a PDF that can be read"],
  ["locked.pdf", pdf(["x"], ENCRYPTION()), "is protected by a password"],
  ["scan.pdf", pdf([""]), "has no text"],
])("%s gives a plain reason", async (name, content, reason) => {
  const path = join(folder, name);
  if (content !== undefined) await writeFile(path, content);
  const reading = pdfReader().read(path, signal);
  await expect(reading).rejects.toBeInstanceOf(PaperUnreadable);
  await expect(reading).rejects.toThrow(reason);
});

test("what no paper is like is not read, and said with what to do", async () => {
  const path = join(folder, "long.pdf");
  await writeFile(path, pdf(["One page", "Another page", "A third page"]));
  const reading = (limits: Parameters<typeof pdfReader>[0]) => pdfReader(limits).read(path, signal);
  await expect(reading({ pages: 2 })).rejects.toThrow("has 3 pages; at most 2 are read. Save those that matter");
  await expect(reading({ characters: 25 })).rejects.toThrow("has more than 0.000025 million characters");
  await writeFile(path, pdf(Array.from({ length: 300 }, (_, at) => `Page ${at}`)));
  await expect(reading({ seconds: 0.001 })).rejects.toThrow("was not read within 0.001 s");
  await truncate(path, 70_000_000);
  await expect(reading({})).rejects.toThrow("is larger than 60 MB. Save it with smaller pictures.");
});

test("a page of endless operators is left in its middle: by their number, by the clock, or by whoever stops, while everybody else goes on", async () => {
  const path = join(folder, "drawn.pdf");
  await writeFile(path, drawingPdf([10, 30_000_000]));
  await expect(pdfReader({ operators: 1_000_000 }).read(path, signal)).rejects.toThrow(
    `${path} cannot be read: a page of it draws with more than 1 million operators, as no paper does. Save that figure as a picture.`,
  );
  const endless = { operators: Number.POSITIVE_INFINITY };
  await expect(pdfReader({ ...endless, seconds: 2 }).read(path, signal)).rejects.toThrow("was not read within 2 s");
  const stopped = new AbortController();
  setTimeout(() => stopped.abort("stopped"), 1000);
  await expect(pdfReader(endless).read(path, stopped.signal)).rejects.toBe("stopped");
  await writeFile(path, drawingPdf([10, 30_000]));
  expect((await pdfReader().read(path, signal)).pages).toEqual(["Page 1", "Page 2"]);
});

test("a PDF that holds up its thread costs the next one nothing but a new one", async () => {
  const [good, drawn] = [join(folder, "good.pdf"), join(folder, "drawn.pdf")];
  await writeFile(good, pdf(["One page"]));
  await writeFile(drawn, drawingPdf([30_000_000]));
  const desk = new PdfDesk(Number.POSITIVE_INFINITY);
  try {
    const stopped = new AbortController();
    setTimeout(() => stopped.abort("stopped"), 1000);
    const title = async (path: string, until: AbortSignal) =>
      (await readFirstPages(path, desk, until)).pages[0]?.[0]?.str;
    expect(await title(good, signal)).toBe("One page");
    await expect(title(drawn, stopped.signal)).rejects.toBe("stopped");
    expect(await title(good, signal)).toBe("One page");
    await expect(title(join(folder, "none.pdf"), signal)).rejects.toThrow("there is no such file");
    expect(await title(good, signal)).toBe("One page");
  } finally {
    await desk.end();
  }
});

test("whoever stops waits for nothing", async () => {
  const path = join(folder, "stopped.pdf");
  await writeFile(path, pdf(["One page"]));
  await expect(pdfReader().read(path, AbortSignal.abort("stopped"))).rejects.toBe("stopped");
});

test("pages that have nothing but their numbers are pictures of text", async () => {
  const path = join(folder, "scan.pdf");
  await writeFile(path, pdf(["Page 1", "Page 2", "Page 3"]));
  await expect(pdfReader().read(path, signal)).rejects.toThrow("has no text, only pictures of text.");
});

test("what all pages have at their foot is left out", async () => {
  const path = join(folder, "feet.pdf");
  const lines = (n: number) => `Page text ${"abc"[n - 1]}) Tj 0 -600 Td (Draft, page ${n}`;
  await writeFile(path, pdf([1, 2, 3].map(lines)));
  expect((await pdfReader().read(path, signal)).pages).toEqual(["Page text a", "Page text b", "Page text c"]);
});

function ENCRYPTION(): string {
  const hash = "00".repeat(32);
  return `/Encrypt << /Filter /Standard /V 1 /R 2 /O <${hash}> /U <${hash}> /P -4 >> /ID [<00> <00>]`;
}
