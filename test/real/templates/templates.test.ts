import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { readTemplate } from "../../../src/adapters/read-template";
import recorder from "../../../src/engine/stages/record-figures.py";
import { faultsOfDrawing } from "../../../src/research/figure-faults";
import { FIGURE_RECORD, figuresInRecord } from "../../../src/research/figure-record";
import { programGuards } from "../../../src/research/guards";
import { readFinalInfo } from "../../../src/research/metrics";
import { seedsTogether } from "../../../src/research/seeds-together";
import { separateSeedsAt } from "../../../src/research/template";
import { jsonFile, root } from "../program";
import { copyOf, forgetCopies, guardsOf, python } from "./a-copy";
import { cheats } from "./cheats";

/** The smallest honest size of each: their programs are the same at every size. */
const SIZES: Record<string, Record<string, string>> = {
  nanogpt: { AI_SCIENTIST_SCALE: "probe" },
  grokking: { AI_SCIENTIST_SCALE: "probe" },
  "2d_diffusion": { AI_SCIENTIST_SCALE: "smoke", AI_SCIENTIST_SEEDS: "0,1" },
  kernel_regression: { AI_SCIENTIST_SCALE: "smoke" },
};

afterAll(forgetCopies);

/** Inches of the templates' papers. */
const TEXT_WIDTH = 5.5;

/** How a template's seeds are measured apart, where they can be. */
const separate = new Map(
  await Promise.all(
    Object.keys(SIZES).map(async (name) => {
      const { manifest } = await readTemplate(join(root, "templates", name));
      return [name, separateSeedsAt("full", manifest)] as const;
    }),
  ),
);

const Curve = z.object({ x: z.array(z.number()), y: z.array(z.number()), xLabel: z.string() });
const Curves = z.record(z.string(), z.record(z.string(), Curve));

describe.each(Object.entries(SIZES))("the template %s", (name, env) => {
  let folder: string;
  beforeAll(async () => {
    folder = copyOf(name);
    await python(folder, ["experiment.py", "--out_dir=run_0"], env);
  });

  test("measures what its manifest names, with every seed", async () => {
    const { manifest } = await readTemplate(folder);
    const { measurements, problems } = readFinalInfo(readFileSync(join(folder, "run_0/final_info.json"), "utf8"));
    expect(problems).toEqual([]);
    expect(new Set(measurements.map(({ metric }) => metric))).toEqual(new Set(Object.keys(manifest.metrics)));
    for (const { perSeed } of measurements) expect(perSeed?.length).toBeGreaterThanOrEqual(2);
  });

  test("says what it was measured on, and leaves curves that can be drawn", () => {
    const extra = jsonFile(folder, "run_0/extra.json");
    expect(extra).toMatchObject({ device: "cpu", seeds: expect.any(Array), data_sources: expect.any(Object) });
    const curves = Curves.parse(jsonFile(folder, "run_0/curves.json"));
    expect(Object.keys(curves)).toEqual(Object.keys(jsonFile(folder, "run_0/final_info.json")));
    for (const curve of Object.values(curves).flatMap((one) => Object.values(one))) {
      expect(curve.x.length).toBeGreaterThan(1);
      expect(curve.y).toHaveLength(curve.x.length);
    }
  });

  const variable = separate.get(name)?.variable;
  if (variable !== undefined)
    test("measured apart, its seeds are the run that one process measures", async () => {
      const { manifest } = await readTemplate(folder);
      const apart = copyOf(name);
      const records = [];
      for (const seed of [0, 1]) {
        await python(apart, ["experiment.py", `--out_dir=seed_${seed}`], { ...env, [variable]: String(seed) });
        const text = (file: string) => readFileSync(join(apart, `seed_${seed}`, file), "utf8");
        records.push({
          ...{ seed, finalInfo: text("final_info.json"), curves: text("curves.json"), extra: text("extra.json") },
        });
      }
      const { finalInfo, curves, extra, problem } = seedsTogether(records, variable);
      expect(problem).toBeUndefined();
      const judged = (json: string) =>
        readFinalInfo(json).measurements.filter(({ metric }) => manifest.metrics[metric]?.judged !== false);
      const whole = judged(readFileSync(join(folder, "run_0/final_info.json"), "utf8"));
      const close = whole.map((one) => ({ ...one, mean: expect.closeTo(one.mean, 9) }));
      expect(judged(finalInfo!)).toEqual(close);
      expect(JSON.parse(curves!)).toEqual(jsonFile(folder, "run_0/curves.json"));
      const { wall_time_seconds, ...told } = jsonFile(folder, "run_0/extra.json");
      expect(JSON.parse(extra)).toEqual({ ...told, wall_time_seconds: expect.any(Number) });

      // The guards take it for what one process left.
      cpSync(join(apart, "seed_0"), join(apart, "run_0"), { recursive: true });
      for (const [file, text] of Object.entries({
        "final_info.json": finalInfo!,
        "curves.json": curves!,
        "extra.json": extra,
      }))
        writeFileSync(join(apart, "run_0", file), text);
      expect((await guardsOf(apart, env)).failed).toEqual({});
    });

  test("draws its figures, of one run and of two, in which our own checks find nothing", async () => {
    for (const labels of ['"run_0": "Baseline"', '"run_0": "Baseline", "run_1": "Cosine schedule"']) {
      const drawn = copyOf(folder);
      cpSync(join(drawn, "run_0"), join(drawn, "run_1"), { recursive: true });
      const plotPy = readFileSync(join(drawn, "plot.py"), "utf8");
      writeFileSync(join(drawn, "plot.py"), plotPy.replace('"run_0": "Baseline"', labels));
      await python(drawn, ["-c", recorder, "plot.py"], {});
      const figures = figuresInRecord(readFileSync(join(drawn, FIGURE_RECORD), "utf8"));
      expect(figures.length).toBeGreaterThanOrEqual(2);
      expect(figures.map(({ path }) => path)).toEqual(readdirSync(drawn).filter((file) => file.endsWith(".png")));
      expect(figures.flatMap((figure) => faultsOfDrawing(figure))).toEqual([]);
      for (const { smallestText, inches } of figures)
        expect((smallestText!.points * TEXT_WIDTH) / inches[0]).toBeGreaterThan(5);
    }
  });

  test("passes its own guards, all that its manifest names", async () => {
    const { manifest } = await readTemplate(folder);
    const { names, failed } = await guardsOf(folder, env);
    expect(failed).toEqual({});
    expect(names).toEqual(programGuards(manifest));
  });

  test.each(cheats[name] ?? [])("is not fooled: $does", async ({ swaps, reruns, caught }) => {
    const cheated = copyOf(folder, swaps);
    if (reruns) await python(cheated, ["experiment.py", "--out_dir=run_0"], { ...env, AI_SCIENTIST_SEEDS: "0" });
    const { failed } = await guardsOf(cheated, env);
    expect(failed).toMatchObject(Object.fromEntries(Object.keys(caught).map((name) => [name, expect.any(String)])));
    for (const [name, says] of Object.entries(caught)) expect(failed[name]).toMatch(says);
  });
});
