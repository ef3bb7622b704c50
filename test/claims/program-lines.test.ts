import { expect, test } from "vitest";
import { lineThatNames, lineThatSaves, lineThatSets } from "../../src/claims/program-lines";

test("a metric is named where it is a key, is assigned to, or is a keyword; the text alone comes last", () => {
  expect(lineThatNames('print("loss")\n# "loss": 1\nx = {\n  "loss": 2,\n}', "loss")).toBe(3);
  expect(lineThatNames('info["test.loss_mean"] == 1\ninfo["loss_mean"] = 2', "test.loss")).toBe(1);
  expect(lineThatNames("dict(\n    lossy=1,\n    loss=2,\n)", "loss")).toBe(2);
  expect(lineThatNames('for key in ["loss", "time"]:', "loss")).toBe(0);
  expect(lineThatNames("nothing", "loss")).toBeUndefined();
});

test("a picture is saved where its name stands, or where a pattern makes it", () => {
  const plot = 'title("loss")\nplt.savefig("loss.png")\nplt.savefig(os.path.join(out, f"train_{name}.pdf"))';
  expect(lineThatSaves(plot, "figures/loss.png")).toBe(1);
  expect(lineThatSaves(plot, "train_日本.pdf")).toBe(2);
  expect(lineThatSaves('plt.savefig(f"{name}.png")', "anything.png")).toBeUndefined();
  expect(lineThatSaves('plt.savefig(f"a_{x}{y}_b.png")', "a_12_b.png")).toBe(0);
  expect(lineThatSaves('plt.savefig(f"a_{x}{y}_b.png")', "a_1_b.png")).toBeUndefined();
  expect(lineThatSaves("x", "loss.png")).toBeUndefined();
});

test("a setting is found where it is named, else where it stands alone", () => {
  const program =
    "x = 1e-3\n# learning_rate = 0.001\nbatch_size = 256\noptimizer = Adam(lr=0.001)\nwarm_up_steps = 256\nseed = 1_337";
  expect(lineThatSets(program, 0.001, "learning rate")).toBe(3);
  expect(lineThatSets(program, 256, "batch size")).toBe(2);
  expect(lineThatSets(program, 256, "warm-up steps")).toBe(4);
  expect(lineThatSets(program, 256, "")).toBeUndefined();
  expect(lineThatSets(program, 1337, "")).toBe(5);
});

test("a name that is put together of many values is compared in no time", () => {
  const made = `plt.savefig(f"${"{x}_".repeat(20)}z.png")`;
  expect(lineThatSaves(made, `${"_".repeat(70)}y.png`)).toBeUndefined();
  expect(lineThatSaves(made, `${"1_".repeat(20)}z.png`)).toBe(0);
});
