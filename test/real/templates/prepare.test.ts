import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { copyOf, forgetCopies, python } from "./a-copy";

afterAll(forgetCopies);

/** Serves a text as a ZIP archive from the disk, with the checksum that is given, and prepares it. */
const PREPARED = `
import hashlib, sys, zipfile, pathlib, dataclasses, text_data, prepare
text = b"To be, or not to be, that is the question.\\n" * 40
with zipfile.ZipFile("served.zip", "w") as archive:
    archive.writestr("enwik8", text)
digest = "sha256:" + (hashlib.sha256(text).hexdigest() if sys.argv[1] == "right" else "0" * 64)
text_data.SOURCES["enwik8"] = dataclasses.replace(
    text_data.SOURCES["enwik8"], url=pathlib.Path("served.zip").absolute().as_uri(), digest=digest
)
prepare.main(["enwik8"])
prepare.main(["enwik8"])
split = text_data.split_text("enwik8")
print(len(split.train), len(split.validation), split.vocabulary, split.source)
`;

test("a downloaded text is kept when its checksum is right, and only checked when it is there", async () => {
  const folder = copyOf("nanogpt");
  const said = await python(folder, ["-c", PREPARED, "right"], {});
  expect(said).toMatch(/downloading file:.*\n.*1,720 characters, checksum right, in data\/enwik8/);
  expect(said).toMatch(/1,720 characters are there, and their checksum is right/);
  expect(said).toMatch(/^1548 86 \d+ data\/enwik8 sha256:[0-9a-f]{64}$/m);
  expect(readFileSync(join(folder, "data/enwik8"), "utf8")).toMatch(/^To be/);
});

test("a text with another checksum is not kept, and the sentence says so", async () => {
  const folder = copyOf("nanogpt");
  await expect(python(folder, ["-c", PREPARED, "wrong"], {})).rejects.toThrow(
    /enwik8: what file:.* gave has the checksum sha256:[0-9a-f]{64}, not sha256:0{64}\. Nothing was kept\./,
  );
  expect(existsSync(join(folder, "data"))).toBe(false);
});

test("the full scale without its texts ends at once and says what to do", async () => {
  const folder = copyOf("nanogpt");
  const lacking = `import text_data; text_data.split_text("shakespeare_char")`;
  await expect(python(folder, ["-c", lacking], {})).rejects.toThrow(
    /The text shakespeare_char is not here .*Run `python prepare\.py` once, where there is a network, and try again\./,
  );
});
