import { describe, expect, test } from "vitest";
import { plotResults } from "../../../src/engine/stages/plot-results";
import type { Program } from "../../fakes/compute";
import { experiment, findings } from "../../fakes/study";
import { accepting, scene } from "./change";

const PLOT = 'labels = {"run_0": "Baseline"}\nylabel = ""\n';
const edit = (search: string, replace: string) =>
  `Title: Edit\nWhy: It says more.\nplot.py\n\`\`\`python\n<<<<<<< SEARCH\n${search}\n=======\n${replace}\n>>>>>>> REPLACE\n\`\`\`\nEND-OF-ANSWER`;
const named = edit('{"run_0": "Baseline"}', '{"run_0": "Baseline", "run_1": "Cosine schedule"}');
const described = (...paths: string[]) =>
  JSON.stringify({ figures: paths.map((path) => ({ path, description: "What it shows." })) });

const series = [{ kind: "line", label: "Baseline", points: 9, nonFinite: 0, inView: 9 }];
const axis = (label: string) => ({ label, scale: "linear", ticks: "numbers", tickTexts: [] });
const drawn = (path: string, ylabel: string, lines: readonly object[] = series) => ({
  ...{ path, sha256: path, inches: [5, 3] },
  axes: [{ title: "", box: [0, 0, 1, 1], projection: "rectilinear", series: lines, x: axis("Step"), y: axis(ylabel) }],
});

/** A plot.py whose vertical axis is named as its second line says; `crash` in it ends it. */
const plotting: Program = (_, files) => {
  const plotPy = files["plot.py"]!;
  if (plotPy.includes("crash")) return { code: 1, stderr: "NameError: crash", files: { "kl.png": "torn" } };
  const ylabel = /ylabel = "(.*)"/.exec(plotPy)![1]!;
  const figures = [drawn("kl.png", ylabel), ...(plotPy.includes("blank") ? [drawn("blank.png", "y", [])] : [])];
  const pictures = Object.fromEntries(figures.map(({ path }) => [path, `PNG ${ylabel}`]));
  return { code: 0, files: { ...pictures, ".figures.json": JSON.stringify({ format: 1, figures }) } };
};

const at = (lines: readonly string[]) => {
  const world = scene(lines, [accepting], { "plot.py": PLOT }, plotting);
  const asked = () => world.model.requests.map(({ conversation }) => conversation.at(-1)!.text);
  const notes = () => world.journal.history.flatMap((event) => (event.type === "noted" ? [event.text] : []));
  return { ...world, asked, notes };
};
const UNNAMED = "kl.png: The vertical axis has numbers and no name. Say what they are and in which unit (set_ylabel).";

describe("what is found in the figures", () => {
  test("goes back to the model, which mends it; the figures come with what was drawn", async () => {
    const world = at([named, edit('ylabel = ""', 'ylabel = "KL (nats)"'), described("kl.png")]);
    const figures = await plotResults(world.lab, experiment, findings);
    expect(world.asked()[1]).toContain(`Our checks of what it drew found:\n- ${UNNAMED}`);
    expect(figures).toMatchObject([{ path: "kl.png", drawn: { axes: [{ y: { label: "KL (nats)" } }] } }]);
    expect(world.notes()).toEqual([`plot.py, attempt 1: ${UNNAMED}`]);
  });

  test("may be left by the model, and then it is said", async () => {
    const world = at([named, "The axis has no unit.\nUNCHANGED\nEND-OF-ANSWER", described("kl.png")]);
    expect(await plotResults(world.lab, experiment, findings)).toHaveLength(1);
    expect(world.notes().at(-1)).toBe(`Left in the figures: ${UNNAMED}`);
  });

  test("is asked about no longer when an attempt mends nothing", async () => {
    const world = at([named, edit('ylabel = ""', 'ylabel = ""; size = 9'), described("kl.png")]);
    await plotResults(world.lab, experiment, findings);
    expect(world.model.requests).toHaveLength(3);
  });

  test("an attempt to mend that crashes costs no figure: those that were drawn are put back", async () => {
    const crash = edit('ylabel = ""', 'ylabel = ""; crash');
    const stop = "UNCHANGED\nEND-OF-ANSWER";
    const world = at([named, crash, stop, described("kl.png")]);
    expect(await plotResults(world.lab, experiment, findings)).toHaveLength(1);
    expect(world.workspace.worktree["kl.png"]).toBe("PNG ");
    expect(world.workspace.worktree["plot.py"]).not.toContain("crash");
  });

  test("a picture in which nothing is drawn is no figure of the paper", async () => {
    const blank = edit('ylabel = ""', 'ylabel = "KL" # blank');
    const world = at([
      `${named.replace("END-OF-ANSWER", "")}${blank}`,
      "UNCHANGED\nEND-OF-ANSWER",
      described("kl.png"),
    ]);
    await plotResults(world.lab, experiment, findings);
    expect(world.asked()[2]).toContain("Your task: describe the figures kl.png\n");
  });
});
