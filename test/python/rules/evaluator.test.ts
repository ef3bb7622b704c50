import { describe, expect, test } from "vitest";
import { pythonConcerns } from "../../../src/python/concerns";
import { policyOf } from "../../../src/python/policy";
import { TemplateManifest } from "../../../src/research/template";
import { found, linesOf } from "../found";

const BEFORE = 'from evaluate import judge, Report\n\ndef train():\n    return 1\n\njudge(train, "x")\n';

describe("the evaluation that the template locks", () => {
  test("cannot be changed from outside without being told", () => {
    expect(found("evaluator", `${BEFORE}import evaluate\nevaluate.LIMIT = 3\n`, BEFORE)).toEqual([
      "8 Changes evaluate, which belongs to the evaluation that the template locks. A run must be judged as all others are: reject this.",
    ]);
  });

  test("may be used, subclassed, and given things", () => {
    const text = `${BEFORE}class Mine(Report):\n    pass\nreport = Report(1)\nreport.extra = 2\nresult = judge(train, "y")\nresult["x"] = 1\n`;
    expect(linesOf("evaluator", text, BEFORE)).toEqual([]);
  });

  test("is missed where it is no longer called", () => {
    expect(found("evaluator", BEFORE.replace('judge(train, "x")', "train()"), BEFORE)).toEqual([
      "6 No longer calls evaluate.judge, which the template locks: what is recorded is then not what all other runs are judged by. Reject this unless something else calls it.",
    ]);
    expect(linesOf("evaluator", BEFORE.replace("judge(", "print(judge)\nhere = judge\nhere("), BEFORE)).toEqual([]);
  });

  test("must not fail unseen; a failure that is told and passed on is seen", () => {
    const tried = (handler: string) => BEFORE.replace('judge(train, "x")', `try:\n    judge(train, "x")\n${handler}`);
    expect(linesOf("evaluator", tried("except:\n    pass"), BEFORE)).toEqual(["8-9"]);
    expect(linesOf("evaluator", tried("except Exception as e:\n    print(e)\n    raise"), BEFORE)).toEqual([]);
    expect(linesOf("evaluator", tried("except KeyboardInterrupt:\n    print('stopped')"), BEFORE)).toEqual([]);
    expect(linesOf("evaluator", tried("finally:\n    print('end')"), BEFORE)).toEqual([]);
  });

  test("is not to be edited", () => {
    const policy = policyOf(TemplateManifest.parse({ locked: { "evaluate.py": "0" } }));
    expect(pythonConcerns([{ path: "evaluate.py", before: "x = 1\n", after: "x = 2\n" }], policy)).toEqual([
      {
        rule: "evaluator",
        path: "evaluate.py",
        line: 1,
        message: "Changes evaluate.py, which the template locks: a run with another copy does not count. Reject this.",
      },
    ]);
  });

  test("is not to be had by what is there to be set", () => {
    const text = `${BEFORE}import torch, time\ntorch.backends.cudnn.benchmark = True\ntorch.manual_seed(0)\nstart = time.time()\nt = time\n`;
    expect(linesOf("evaluator", text, BEFORE)).toEqual([]);
    expect(linesOf("evaluator", `${BEFORE}import time\ntime.time = print\n`, BEFORE)).toEqual(["8"]);
  });
});

describe("what an experiment without a locked evaluation records", () => {
  const open = { locked: {} };
  const program = (value: string, more = "") =>
    `import json\nlosses = [f(x) for x in data]\n${more}with open(out + "/final_info.json", "w") as f:\n    json.dump({"a": {"means": {"loss": ${value}, "n": 60}}}, f)\n`;
  const said = (value: string, more = "") =>
    linesOf("evaluator", program(value, more), program("mean(losses)", more), open);

  test("must not be written out; other numbers may be", () => {
    expect(found("evaluator", program("0.1"), program("mean(losses)"), open)).toEqual([
      "4 Records 0.1 as loss: a number that is written out, not measured. A result must come from the run: reject this.",
    ]);
    expect(said("mean(losses)")).toEqual([]);
    expect(said("best", "best = float('inf')\nfor x in losses:\n    best = min(best, x)\n")).toEqual([]);
    expect(said("total / len(losses)", "total = 0.0\nfor x in losses:\n    total += x\n")).toEqual([]);
    expect(said("float('nan')")).toEqual([]);
    expect(said("-1e-3")).toEqual(["4"]);
  });

  test("must not be the old expression made smaller", () => {
    expect(said("0.9 * mean(losses)")).toEqual(["4"]);
    expect(said("mean(losses) - 0.1")).toEqual(["4"]);
    expect(said("median(losses)")).toEqual([]);
  });
});

describe("a record that is handed to a function of the program", () => {
  const reader = (body: string) =>
    `import json\nimport os\n\ndef look(name, file):\n${body}\n\nruns = {name: look(name, "final_info.json") for name in ["run_0"]}\n`;
  const said = (body: string) => linesOf("evaluator", BEFORE + reader(body), BEFORE);

  test("is no second record where that function only reads", () => {
    expect(said("    with open(os.path.join(name, file)) as opened:\n        return json.load(opened)")).toEqual([]);
    expect(said('    return float(len(open(name + file, "rb").read()))')).toEqual([]);
    expect(said("    from os.path import join\n    return json.loads(open(join(name, file)).read())")).toEqual([]);
  });

  test("is one where it writes, or where that cannot be told", () => {
    expect(said('    with open(os.path.join(name, file), "w") as opened:\n        json.dump({}, opened)')).not.toEqual(
      [],
    );
    expect(said("    return helper(name, file)")).not.toEqual([]);
    expect(said("    mode = input()\n    return open(name + file, mode)")).not.toEqual([]);
    expect(said("    return eval(name)(file)")).not.toEqual([]);
  });
});
