import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pageText } from "../../../src/adapters/paper-reader/page-text";
import { pdfReader } from "../../../src/adapters/paper-reader/pdf-reader";
import { PaperUnreadable } from "../../../src/engine/ports/paper-reader";
import { pdf } from "../../fakes/pdf";

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
  ["empty.pdf", "", "is not a PDF that can be read"],
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

function ENCRYPTION(): string {
  const hash = "00".repeat(32);
  return `/Encrypt << /Filter /Standard /V 1 /R 2 /O <${hash}> /U <${hash}> /P -4 >> /ID [<00> <00>]`;
}
