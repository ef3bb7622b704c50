import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { projectFromOwnCode } from "../../../src/adapters/new-project/from-own-code";
import { guessMetric } from "../../../src/adapters/new-project/guess-direction";
import { lookAtCode } from "../../../src/adapters/new-project/look-at-code";
import { type ProjectBroken, readTemplate } from "../../../src/adapters/read-template";

const BARE = join(__dirname, "../../../media/bare-project");

function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "own-code-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const NUMBERS = JSON.stringify({
  mnist: { means: { accuracy: 0.9, train_time: 3 } },
  cifar: { means: { accuracy: 0.5 } },
});
const TRAIN =
  'parser.add_argument("--out_dir")\njson.dump(info, open(out_dir + "/final_info.json", "w"))\nimport numpy\n';

const CODE = {
  ...{ program: "train.py", editable: ["train.py", "model.py"], metric: "accuracy", direction: "higher" as const },
  ...{ metrics: ["accuracy", "train_time"], task: "A small network on two sets of pictures. What does its width do?" },
};

test("the program that can be run comes first, the metrics are those that a run left, and machines' files do not count", async () => {
  const folder = folderWith({
    "helpers.py": "x = 1\n",
    "train.py": TRAIN,
    "test_train.py": "",
    "old/final_info.json": NUMBERS,
    ".venv/main.py": TRAIN,
    "plot.py": "labels = {}\n",
  });
  expect(await lookAtCode(folder)).toEqual({
    programs: [
      { path: "train.py", takesOutDir: true, writesResults: true },
      { path: "helpers.py", takesOutDir: false, writesResults: false },
    ],
    metrics: ["accuracy", "train_time"],
    there: ["plot.py"],
  });
});

test("what is missing is written, what is there stays, and the folder is a project", async () => {
  const folder = folderWith({ "train.py": TRAIN, "model.py": "", "plot.py": "labels = {}\n" });
  expect(await projectFromOwnCode(folder, CODE, BARE)).toEqual([
    "prompt.json",
    "template.json",
    "latex/template.tex",
    "latex/conference.sty",
  ]);
  expect(readFileSync(join(folder, "plot.py"), "utf8")).toBe("labels = {}\n");
  const { manifest, task } = await readTemplate(folder);
  expect(task).toBe(CODE.task);
  expect(manifest).toMatchObject({
    command: ["{python}", "train.py", "--out_dir={out_dir}"],
    editable: ["train.py", "model.py", "plot.py"],
    metrics: { accuracy: { direction: "higher", primary: true }, train_time: { direction: "lower", judged: false } },
    requirements: ["numpy"],
  });
  expect(await projectFromOwnCode(folder, { ...CODE, task: "Something else." }, BARE)).toEqual([]);
  expect((await readTemplate(folder)).task).toBe(CODE.task);
});

test("without experiment.py a project says so, with template.json it needs what that names", async () => {
  const folder = folderWith({ "plot.py": "", "prompt.json": '{"system": "s", "task_description": "t"}' });
  const wrong = (): Promise<ProjectBroken> =>
    readTemplate(folder).then(
      () => expect.fail("it was read"),
      (error) => error,
    );
  expect(await wrong()).toMatchObject({ where: { lacks: "experiment.py" } });
  writeFileSync(join(folder, "template.json"), JSON.stringify({ editable: ["train.py"] }));
  expect((await wrong()).message).toBe("This folder has no train.py. template.json names it as editable.");
});

test("the name of a metric says which way it is good, or nothing is said", () => {
  expect(["val_loss", "test.mse", "top1_acc", "train_time", "width"].map(guessMetric)).toEqual([
    { direction: "lower" },
    { direction: "lower" },
    { direction: "higher" },
    { direction: "lower", judged: false },
    {},
  ]);
});
