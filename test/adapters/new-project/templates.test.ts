import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { movesIn } from "../../../src/adapters/language-model/rehearsal/moves";
import { templateNames } from "../../../src/adapters/new-project/from-template";
import { templateOffers } from "../../../src/adapters/new-project/template-offers";
import { readTemplate } from "../../../src/adapters/read-template";
import { dataAt } from "../../../src/research/template";

const TEMPLATES = join(__dirname, "../../../templates");

test("templates are offered by their title, with what they measure and need, the smallest first", async () => {
  expect(await templateOffers(TEMPLATES)).toMatchObject([
    {
      name: "kernel_regression",
      title: "Kernel regression on functions of different smoothness",
      measures: "test_mse (mean squared error)",
      needs: ["numpy", "matplotlib"],
    },
    { name: "2d_diffusion", measures: "kl_divergence (nats)", needs: ["torch", "numpy", "matplotlib"] },
    { name: "grokking", measures: "steps_to_99 (updates)", needs: ["torch", "numpy", "matplotlib"] },
    { name: "nanogpt", measures: "val_loss (nats per character)", needs: ["torch", "numpy", "matplotlib"] },
  ]);
});

describe("each shipped template", async () => {
  test.each(await templateNames(TEMPLATES))(
    "%s: what it locks is what is there, and its ideas can be read",
    async (name) => {
      const folder = join(TEMPLATES, name);
      const { manifest, seedIdeas } = await readTemplate(folder);
      const hashes = Object.keys(manifest.locked).map((path) => [
        path,
        createHash("sha256")
          .update(readFileSync(join(folder, path)))
          .digest("hex"),
      ]);
      expect(Object.fromEntries(hashes)).toEqual(manifest.locked);
      expect(manifest.name).toBe(name);
      expect(Object.keys(manifest.scales)).toEqual(["smoke", "full"]);
      expect(seedIdeas).toHaveLength(2);
    },
  );
});

test("what the guards of all templates share is one text", async () => {
  const names = await templateNames(TEMPLATES);
  const shared = names.map((name) => readFileSync(join(TEMPLATES, name, "guarding.py"), "utf8"));
  expect(new Set(shared).size).toBe(1);
});

test("the language model brings a text for its smallest scale, and asks for downloaded ones at the full scale alone", async () => {
  const { manifest } = await readTemplate(join(TEMPLATES, "nanogpt"));
  expect(manifest.locked).toHaveProperty(["sample/moby_dick.txt"]);
  expect(dataAt("smoke", manifest)).toEqual([]);
  expect(dataAt("full", manifest)).toEqual(["data"]);
});

test("the rehearsal varies what a researcher would: how a model learns, never how long or on what", () => {
  const text = readFileSync(join(TEMPLATES, "nanogpt/experiment.py"), "utf8");
  const moves = movesIn({ "experiment.py": text });
  expect(moves.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["Relu_squared activation", "Half learning rate", "No weight decay"]),
  );
  const others = readFileSync(join(TEMPLATES, "grokking/experiment.py"), "utf8");
  expect(movesIn({ "experiment.py": others }).map(({ name }) => name)).toEqual(
    expect.arrayContaining(["Gelu activation", "Dropout 0.1"]),
  );
  expect(moves.find(({ name }) => name === "Half learning rate")?.apply(text)).toContain("LEARNING_RATE = 5e-4 ");
});

test("the rehearsal can make the first idea of the sample: each data set chooses its bandwidth", () => {
  const text = readFileSync(join(TEMPLATES, "kernel_regression/experiment.py"), "utf8");
  const move = movesIn({ "experiment.py": text }).find(({ name }) => name === "Leave-one-out bandwidth");
  const after = move?.apply(text) ?? "";
  expect(after).toContain("BANDWIDTHS = (0.02, 0.04, 0.08, 0.15, 0.3)");
  expect(after).toContain("def leave_one_out(x: np.ndarray, y: np.ndarray, bandwidth: float)");
  expect(after).not.toMatch(/\bBANDWIDTH\b/);
});
