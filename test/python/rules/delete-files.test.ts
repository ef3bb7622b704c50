import { expect, test } from "vitest";
import { found, linesOf } from "../found";

test("what deletes is named", () => {
  expect(found("delete-files", "import shutil\nshutil.rmtree(out_dir)\n")).toEqual([
    "2 Deletes files with shutil.rmtree: nothing brings them back. Look at which files they are, or reject this.",
  ]);
});

test("removing from a list, or moving tensors, deletes nothing", () => {
  expect(
    linesOf(
      "delete-files",
      "names.remove('x')\nlayers.pop()\ndel tensors[0]\nx.move(1)\nos = Optimizer()\nos.remove(3)\n",
    ),
  ).toEqual([]);
});

test("another run's folder is not written to", () => {
  expect(
    linesOf("delete-files", 'open("run_0/notes.txt", "w")\nopen("run_0/notes.txt")\nopen(f"{run}/notes.txt", "w")\n'),
  ).toEqual(["1"]);
});
