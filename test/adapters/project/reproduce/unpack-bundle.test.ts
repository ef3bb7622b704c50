import { createHash } from "node:crypto";
import { createWriteStream, existsSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ZipFile } from "yazl";
import { identityOf, isUnpackedBundle, unpackBundle } from "../../../../src/adapters/project/reproduce/unpack-bundle";
import { put } from "../../workspace/a-repository";

const CONTENT = {
  "base/experiment.py": "print(1)\n",
  "base/deep/data.csv": "1,2\n".repeat(5000),
  "changes.mbox": "",
  "journal/journal.jsonl": "{}\n",
};

/** `bundle.json` with the hash of every file. */
function manifest(files: Record<string, string>): string {
  const listed = Object.entries(files).map(([path, text]) => ({
    ...{ path, bytes: text.length },
    sha256: createHash("sha256").update(text).digest("hex"),
  }));
  const facts = { format: 1, idea: "wider", title: "Wider", commit: "c", base: "b", runs: [], models: [] };
  return JSON.stringify({ ...facts, dollars: 0, rehearsal: true, files: listed, leftOut: [] });
}

describe("a bundle from somebody else", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "bundle-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** An archive of these files; `mend` changes its bytes, as somebody with bad intentions would. */
  async function archive(
    files: Record<string, string> = CONTENT,
    { mode = 0o100644, mend = (bytes: Buffer) => bytes }: { mode?: number; mend?: (bytes: Buffer) => Buffer } = {},
  ): Promise<string> {
    const zip = new ZipFile();
    zip.addBuffer(Buffer.from(manifest(files)), "wider/bundle.json");
    for (const [path, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), `wider/${path}`, { mode });
    zip.addBuffer(Buffer.from("a paper"), "wider/paper.pdf");
    zip.end();
    const file = join(folder, "wider.zip");
    await pipeline(zip.outputStream, createWriteStream(file));
    writeFileSync(file, mend(readFileSync(file)));
    return file;
  }
  const unpack = (file: string) => unpackBundle(file, join(folder, "out"));

  test("gives its code, its changes and its journal, and nothing else", async () => {
    expect((await unpack(await archive())).idea).toBe("wider");
    for (const [path, text] of Object.entries(CONTENT))
      expect(readFileSync(join(folder, "out", path), "utf8")).toBe(text);
    expect(existsSync(join(folder, "out/paper.pdf"))).toBe(false);
  });

  test("is another when any of its files is another, packed or unpacked; of what is no bundle nothing is said", async () => {
    const one = await identityOf(await archive());
    await unpack(join(folder, "wider.zip"));
    expect(one).toMatch(/^[0-9a-f]{64}$/);
    expect(await identityOf(join(folder, "out"))).toBe(one);
    expect(await identityOf(await archive({ ...CONTENT, "base/experiment.py": "print(2)\n" }))).not.toBe(one);
    writeFileSync(join(folder, "none.zip"), "gone");
    expect(await identityOf(join(folder, "none.zip"))).toBeUndefined();
    expect(await identityOf(join(folder, "nowhere.zip"))).toBeUndefined();
  });

  test("is taken as well when somebody unpacked it, without its links", async () => {
    put(join(folder, "open"), { ...CONTENT, "bundle.json": manifest(CONTENT), "run.sh": "evil" });
    symlinkSync("/etc", join(folder, "open/base/etc"));
    expect(await isUnpackedBundle(join(folder, "open"))).toBe(true);
    await unpack(join(folder, "open"));
    expect(existsSync(join(folder, "out/base/experiment.py"))).toBe(true);
    expect(existsSync(join(folder, "out/base/etc"))).toBe(false);
    expect(existsSync(join(folder, "out/run.sh"))).toBe(false);
  });

  const named = (from: string, to: string) => (bytes: Buffer) =>
    Buffer.from(bytes.toString("latin1").replaceAll(from, to), "latin1");

  test.each([
    ["leads out of it", "base/xx/evil.py", "base/../evil.py", "leads out of the worktree"],
    ["belongs to git", "base/agit/hooks", "base/.git/hooks", "belongs to git"],
    ["has a backslash", "base/x_evil.py", "base/x\\evil.py", "holds a backslash"],
  ])("is refused when a name in it %s", async (_, before, after, reason) => {
    const files = { ...CONTENT, [before]: "evil" };
    await expect(unpack(await archive(files, { mend: named(before, after) }))).rejects.toThrow(reason);
    expect(existsSync(join(folder, "out"))).toBe(false);
    expect(existsSync(join(folder, "evil.py"))).toBe(false);
  });

  test("is refused when it holds a link", async () => {
    await expect(unpack(await archive(CONTENT, { mode: 0o120777 }))).rejects.toThrow("is a link or no plain file");
  });

  test("is refused when a file is larger than it says: what comes out is counted", async () => {
    const size = Buffer.alloc(4);
    size.writeUInt32LE(20_000);
    const small = Buffer.alloc(4);
    small.writeUInt32LE(7);
    const mend = named(size.toString("latin1"), small.toString("latin1"));
    await expect(unpack(await archive(CONTENT, { mend }))).rejects.toThrow("is larger than the archive says");
  });

  test("is refused when a file is none that its list has, or another one", async () => {
    const other = join(folder, "changed");
    put(other, { ...CONTENT, "bundle.json": manifest(CONTENT), "base/experiment.py": "print(2)\n" });
    await expect(unpack(other)).rejects.toThrow("“base/experiment.py” is not the file that bundle.json lists");
    put(other, { "base/experiment.py": CONTENT["base/experiment.py"], "base/more.py": "evil" });
    await expect(unpack(other)).rejects.toThrow("“base/more.py” is not the file that bundle.json lists");
  });

  test("that is no archive, cut off, damaged, or of something else, says so", async () => {
    const file = join(folder, "no.zip");
    for (const [content, reason] of [
      [Buffer.from("hello"), "It is no zip archive"],
      [readFileSync(await archive()).subarray(0, 200), "It is no zip archive"],
      [readFileSync(await archive()).subarray(300), "cut off"],
    ] as const) {
      writeFileSync(file, content);
      await expect(unpack(file)).rejects.toThrow(reason);
    }
    const { "changes.mbox": _, ...without } = CONTENT;
    await expect(unpack(await archive(without))).rejects.toThrow("It has no changes.mbox");
  });
});
