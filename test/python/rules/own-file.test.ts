import { expect, test } from "vitest";
import { found, linesOf } from "../found";

test("a path that is written out and leads elsewhere is told", () => {
  expect(found("own-file", 'open("/srv/x.txt", "w")\n')).toEqual([
    "1 Writes outside the run's own folder, to “/srv/x.txt”: it is not collected with the results, and may overwrite what is there. Ask for a path below --out_dir.",
  ]);
});

test("reading, unknown paths, paths below the run's folder and temporary files are none", () => {
  const text = `import os, tempfile
open(__file__)
open("/srv/data.csv")
open("/srv/data.csv", "rb")
open(os.path.join(out_dir, "x.txt"), "w")
open(f"{out_dir}/experiment.py", "w")
open("/dev/null", "w")
open(path, mode)
with tempfile.TemporaryDirectory() as folder:
    open(folder + "/x", "w")
name.replace("/a", "/b")
image.save(buffer)
model.save("model")
`;
  expect(linesOf("own-file", text)).toEqual([]);
});

test("files of the project are not written by a run", () => {
  expect(
    linesOf(
      "own-file",
      'open("helpers.py", "a")\nfrom pathlib import Path\nPath("layers", "attention.py").write_text("")\n',
    ),
  ).toEqual(["1", "3"]);
});
