import { describe, expect, test } from "vitest";
import type { Capabilities } from "../../../src/engine/ports/language-model";
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
  ...{ path, sha256: path + ylabel, inches: [5, 3] },
  axes: [{ title: "", box: [0, 0, 1, 1], projection: "rectilinear", series: lines, x: axis("Step"), y: axis(ylabel) }],
});

/** A plot.py whose vertical axis is named as its second line says; `crash` in it ends it. */
const plotting: Program = (_, files) => {
  const plotPy = files["plot.py"]!;
  if (plotPy.includes("crash")) return { code: 1, stderr: "NameError: crash", files: { "kl.png": "torn" } };
  const ylabel = /ylabel = "(.*)"/.exec(plotPy)![1]!;
  const seeds = plotPy.includes("every seed") ? Array.from({ length: 14 }, (_, seed) => `seed_${10 + seed}.png`) : [];
  const blank = plotPy.includes("blank") ? [drawn("blank.png", "y", [])] : [];
  const figures = [drawn("kl.png", ylabel), ...seeds.map((path) => drawn(path, ylabel)), ...blank];
  const pictures = Object.fromEntries(figures.map(({ path }) => [path, `PNG ${ylabel}`]));
  return { code: 0, files: { ...pictures, ".figures.json": JSON.stringify({ format: 1, figures }) } };
};

const at = (lines: readonly string[], capabilities: Partial<Capabilities> = {}) => {
  const world = scene(lines, [accepting], { "plot.py": PLOT }, plotting, capabilities);
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
    expect(world.notes()[0]).toBe(`plot.py, attempt 1: ${UNNAMED}`);
  });

  test("may be left by the model, and then it is said", async () => {
    const world = at([named, "The axis has no unit.\nUNCHANGED\nEND-OF-ANSWER", described("kl.png")]);
    expect(await plotResults(world.lab, experiment, findings)).toHaveLength(1);
    expect(world.notes()).toContain(`Left in the figures: ${UNNAMED}`);
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

const look = (more: object = {}) =>
  JSON.stringify({
    sees: true,
    shows: "Two bars with intervals.",
    agrees: true,
    correction: "",
    problems: [],
    ...more,
  });
const covered = { what: "The legend covers the bars.", fix: "Put it above the panel." };
const complete = `${named.replace("END-OF-ANSWER", "")}${edit('ylabel = ""', 'ylabel = "KL (nats)"')}`;
const SEES = { pictures: true };

describe("a look at the figures", () => {
  test("by a model that sees pictures: it is shown the picture with its description, and its word goes to the writer and into the record", async () => {
    const world = at([complete, described("kl.png"), look({ agrees: false, correction: "Bars of both runs." })], SEES);
    const [figure] = await plotResults(world.lab, experiment, findings);
    const asked = world.model.requests[2]!;
    expect(asked.pictures).toEqual([{ mediaType: "image/png", base64: btoa("PNG KL (nats)") }]);
    expect(asked.conversation.at(-1)!.text).toContain("BEGIN DATA description\nWhat it shows.\nEND DATA description");
    expect(asked.conversation.at(-1)!.text).toContain(
      "Panel 1: horizontal “Step” (linear), vertical “KL (nats)” (linear);",
    );
    expect(figure!.description).toBe("Bars of both runs. Seen in it: Two bars with intervals.");
    const record = JSON.parse(world.workspace.worktree[".figures.json"]!);
    expect(record.figures[0].look).toEqual({ model: "scripted", shows: "Two bars with intervals.", problems: [] });
    expect(world.workspace.commits.at(-1)!.title).toBe("Note what was seen in the figures");
  });

  test("what it finds is mended once, and the new picture is looked at once more", async () => {
    const larger = edit('ylabel = "KL (nats)"', 'ylabel = "KL divergence (nats)"');
    const lines = [complete, described("kl.png"), look({ problems: [covered] }), larger, described("kl.png")];
    const world = at([...lines, look({ problems: [covered] })], SEES);
    const [figure] = await plotResults(world.lab, experiment, findings);
    expect(world.asked()[3]).toContain(
      "Somebody who looked at its figures says:\n- kl.png: The legend covers the bars. Put it above the panel.",
    );
    expect(world.model.requests).toHaveLength(6);
    expect(figure!.description).toContain("Known flaws of the figure: The legend covers the bars.");
    expect(world.notes()).toContain("Seen in the figures: kl.png: The legend covers the bars. Put it above the panel.");
  });

  test("the author may leave the figure as it is; what was seen stays with it", async () => {
    const stays = "The legend is where it belongs.\nUNCHANGED\nEND-OF-ANSWER";
    const world = at([complete, described("kl.png"), look({ problems: [covered] }), stays], SEES);
    await plotResults(world.lab, experiment, findings);
    expect(JSON.parse(world.workspace.worktree[".figures.json"]!).figures[0].look.problems).toEqual([covered]);
  });

  test("resumed, nothing is asked or paid a second time", async () => {
    const world = at([complete, described("kl.png"), look()], SEES);
    const first = await plotResults(world.lab, experiment, findings);
    expect(await plotResults(world.lab, experiment, findings)).toEqual(first);
    expect(world.model.requests).toHaveLength(3);
  });

  test("of more than a dozen, the first are looked at, and which were not is said", async () => {
    const many = complete.replace('"KL (nats)"', '"KL (nats)" # every seed');
    const paths = ["kl.png", ...Array.from({ length: 14 }, (_, seed) => `seed_${10 + seed}.png`)];
    const world = at([many, described(...paths), ...Array.from({ length: 12 }, () => look())], SEES);
    const figures = await plotResults(world.lab, experiment, findings);
    expect(figures.map(({ path }) => path)).toEqual(paths);
    expect(world.model.requests).toHaveLength(14);
    expect(world.notes()).toContain(
      "12 figures are looked at, at most. Checked and not looked at: seed_21.png, seed_22.png, seed_23.png.",
    );
  });

  test("a model that sees no pictures, or of which nobody knows, is not asked, and that is said", async () => {
    const blind = at([complete, described("kl.png")], { pictures: false });
    await plotResults(blind.lab, experiment, findings);
    expect(blind.notes()).toEqual(["The figures were checked and not looked at: scripted sees no pictures."]);
    const unknown = at([complete, described("kl.png")]);
    await plotResults(unknown.lab, experiment, findings);
    expect(unknown.notes()).toEqual([
      "The figures were checked and not looked at: it is not known whether scripted sees pictures; choose the model again to have that tried.",
    ]);
  });

  test("one that was shown nothing all the same says so, and its word is not taken", async () => {
    const world = at([complete, described("kl.png"), look({ sees: false, shows: "Surely a chart." })], SEES);
    const [figure] = await plotResults(world.lab, experiment, findings);
    expect(figure!.description).toBe("What it shows.");
    expect(world.notes()).toEqual(["kl.png was not looked at: the model saw no picture."]);
  });
});
