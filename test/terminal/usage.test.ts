import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { git, put } from "../adapters/workspace/a-repository";
import { aiScientist } from "../real/program";
import { aFolder, forgetProjects, tinyProject } from "../real/projects";

afterAll(forgetProjects);

const CALIBRATE = ["calibrate", "--ratings", "ratings.tsv", "--reviews", "reviews.csv"];

describe.concurrent("wrong usage is exit 2 and one sentence", () => {
  test.each<[string[], RegExp]>([
    [["fly"], /^error: unknown command 'fly'$/m],
    [["status", ".", "--fly"], /^error: unknown option '--fly'$/m],
    [["run"], /^error: missing required argument 'dir'$/m],
    [["run", ".", "--accept", "maybe"], /Allowed choices are ask, auto\.$/m],
    [
      ["run", "PROJECT", "--compute", "ssh:-oProxyCommand=x"],
      /^--compute ssh:-oProxyCommand=x is no place for experiments: it must be local, ssh:HOST, slurm or slurm:HOST, /m,
    ],
    [["run", "PROJECT", "--budget", "lots"], /^--budget lots is not an amount of US dollars\.$/m],
    [
      ["run", "PROJECT", "--model", "rehearsal", "--scale", "huge"],
      /^There is no scale “huge”\. The scales are: smoke, full\.$/m,
    ],
    [
      ["run", "PROJECT", "--model", "rehearsal", "--idea", "nix"],
      /^There is no idea “nix”\. The ideas are: local_bandwidth\.$/m,
    ],
    [
      ["run", "PROJECT", "--model", "rehearsal", "--improve", "all"],
      /^Name a begun idea with --idea\. They are: none yet\.$/m,
    ],
    [["run", "PROJECT", "--budget", ""], /^--budget “” is not an amount of US dollars\.$/m],
    [
      ["run", "PROJECT", "--model", "rehearsal", "--redo", "baseline"],
      /^--redo baseline: no idea was begun whose step that could be\. Leave it out\.$/m,
    ],
    [["mark", "PROJECT", "--invalid", " "], /^Say why it does not count: --invalid/m],
    [
      ["campaign", "PROJECT", "--ideas", "1", "--model", "rehearsal", "--scale", "huge"],
      /^There is no scale “huge”\. The scales are: smoke, full\.$/m,
    ],
    [["literature", "package.json", "noise"], /^There is no folder package\.json\./m],
    [["literature", "--verify", "nix.bib"], /^nix\.bib cannot be read: /m],
    [
      ["literature", "no-such", "--verify", "templates/kernel_regression/latex/template.tex"],
      /^There is no folder no-such\. Only a project's folder goes with --verify\.$/m,
    ],
    [["ideas", "PROJECT", "--count", "-1"], /^--count -1 is not a number of ideas\.$/m],
    [
      ["resume", "PROJECT", "--model", "rehearsal"],
      /^Nothing here is unfinished\. Begin an idea with: ai-scientist run$/m,
    ],
    [
      ["resume", "PROJECT", "--model", "rehearsal", "--idea", "local_bandwidth"],
      /^“local_bandwidth” was not begun yet\. Begin it with: ai-scientist run \S+ --idea local_bandwidth$/m,
    ],
    [["resume", "PROJECT", "--model", "rehearsal", "--idea", "nix"], /^There is no idea “nix”\./m],
    [["stop", "PROJECT"], /^Name a begun idea with --idea\. They are: none yet\.$/m],
    [["doctor", "/no/such/folder"], /^There is no folder \/no\/such\/folder\.$/m],
    [["status", "PROJECT", "--idea", "nix"], /^“nix” was not begun here\. The begun ideas are: none yet\.$/m],
    [["status", "/no/such/folder"], /^There is no folder \/no\/such\/folder\.$/m],
    [["status", "src"], /^This folder has no experiment\.py\./m],
    [
      ["literature", "adaptive", "noise"],
      /^There is no folder adaptive\. The project's folder comes first, then the words\.$/m,
    ],
    [
      ["reproduce", "package.json"],
      /package\.json is no bundle: what “bundle” writes is a \.zip archive\. Nothing was begun\.$/m,
    ],
    [
      ["mutants", "templates/kernel_regression/latex/template.tex", "--model", "rehearsal", "--out", "package.json"],
      /^--out package\.json: \S+package\.json is a file, and/m,
    ],
    [
      [...CALIBRATE, "--plots", "package.json/plots"],
      /^--plots package\.json\/plots: \S+package\.json is a file, and a folder/m,
    ],
    [[...CALIBRATE, "--save", "no-such/file.json"], /^--save no-such\/file\.json: there is no folder \S+no-such\.$/m],
    [[...CALIBRATE, "--save", "src"], /^--save src is a folder: name a file in it\.$/m],
    [["calibrate", "--ratings", "src", "--reviews", "src"], /^src cannot be read: it is a folder\.$/m],
    [
      ["campaign", "PROJECT", "--ideas", "1", "--model", "rehearsal", "--export", "no-such/table.csv"],
      /^--export no-such\/table\.csv: there is no folder \S+no-such\.$/m,
    ],
    [["campaign", "PROJECT", "--take-over", "lab7"], /^lab7 holds nothing of this project\.$/m],
    [["new", "PROJECT", "--template", "2d_diffusion"], /is not empty\. Name a new folder; nothing was written\.$/m],
    [["new", "/tmp/never-made"], /^Name the template: --template kernel_regression, 2d_diffusion, .*nanogpt$/m],
    [["new", "/tmp/never-made", "--template", "x"], /^There is no template “x”\. The templates are: .*2d_diffusion/m],
    [["lint", "nix.tex"], /^There is no file nix\.tex\.$/m],
    [["compile", "nix.tex"], /^There is no file nix\.tex\.$/m],
    [["compile", "package.json"], /^package\.json is not a \.tex file\.$/m],
    [["review", "nix.pdf", "--model", "rehearsal"], /^There is no file \S*nix\.pdf\.$/m],
    [["review", "package.json", "--model", "rehearsal"], /is neither a \.pdf nor a \.tex file\.$/m],
    [
      ["review", "x.tex", "--form", "icml"],
      /^There is no review form “icml”\. The forms are: neurips, iclr, or a JSON file that describes one; /m,
    ],
  ])("%j", async (args, sentence) => {
    const project = args.includes("PROJECT") ? tinyProject("pass") : "";
    const { code, stderr, stdout } = await aiScientist(args.map((arg) => (arg === "PROJECT" ? project : arg)));
    expect(stderr).toMatch(sentence);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).not.toMatch(/^ {4}at /m);
    if (project) expect(git(project, "status", "--porcelain")).toBe("");
  });

  test("a bundle that is cut off leaves nothing behind", async () => {
    const folder = aFolder();
    put(folder, { "idea.zip": "PK, and no more of it" });
    const { code, stdout, stderr } = await aiScientist(["reproduce", join(folder, "idea.zip"), "--yes"]);
    expect([code, stdout, stderr]).toEqual([
      2,
      "",
      `${join(folder, "idea.zip")} cannot be used. It is no zip archive, or its end is missing.\n`,
    ]);
    expect(readdirSync(folder)).toEqual(["idea.zip"]);
  });

  test("a .bib that is a folder is no bibliography", async () => {
    const folder = join(aFolder(), "cited.bib");
    put(folder, { "notes.txt": "" });
    const { code, stderr } = await aiScientist(["literature", "--verify", folder]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^\S+cited\.bib cannot be read: EISDIR/)]);
  });

  test("a choice that cannot be made is not remembered", async () => {
    const project = tinyProject("pass");
    const { code, stderr } = await aiScientist(["run", project, "--model", "gpt"]);
    expect(code).toBe(3);
    expect(stderr).toMatch(/^“gpt” is no model name\. Write rehearsal, or openai:<model>/m);
    expect(existsSync(join(project, ".ai-scientist/settings.json"))).toBe(false);
    expect((await aiScientist(["run", project])).stderr).toMatch(
      /^No model is chosen\. Choose one: --model rehearsal/m,
    );
  });

  test("nothing is accepted by itself while no budget can hold the model; on this machine it is free", async () => {
    const project = tinyProject("pass");
    const run = ["run", project, "--model", "openai:nobody-knows-it", "--accept", "auto"];
    const env = { OPENAI_API_KEY: "k", OPENAI_BASE_URL: "https://models.example/v1" };
    const { code, stderr } = await aiScientist(run, { env });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(/^Nothing is accepted by itself .*budget\.prices/),
    });
    expect(existsSync(join(project, ".ai-scientist/settings.json"))).toBe(false);
    const prices = { AI_SCIENTIST_BUDGET_PRICES: '{"nobody-knows-it": {"input": 0, "cachedInput": 0, "output": 0}}' };
    const here = { ...env, OPENAI_BASE_URL: "http://127.0.0.1:9/v1" };
    for (const priced of [{ ...env, ...prices, OPENAI_BASE_URL: here.OPENAI_BASE_URL }, here])
      expect((await aiScientist([...run, "--idea", "nix"], { env: priced })).stderr).not.toMatch(/Nothing is accepted/);
  });

  test("a place that is not there is not remembered: nothing was begun", async () => {
    const project = tinyProject("pass");
    const args = ["run", project, "--model", "rehearsal", "--compute", "ssh:no-such-host.invalid", "--accept", "auto"];
    const { code, stderr } = await aiScientist(args);
    expect({ code, stderr }).toMatchObject({ code: 3, stderr: expect.stringContaining("Nothing was begun") });
    expect(stderr).toContain(`“ai-scientist doctor ${project}” lists everything.`);
    expect(existsSync(join(project, ".ai-scientist/settings.json"))).toBe(false);
  });

  test("a setting that cannot be used is named", async () => {
    const project = tinyProject("pass");
    const env = { AI_SCIENTIST_BUDGET_DOLLARS: "lots" };
    const { code, stderr } = await aiScientist(["status", project], { env });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/cannot be used: “budget\.dollars”: /) });
  });
});

describe.concurrent("questions about a project", () => {
  test("help is exit 0 and names every command", async () => {
    const { code, stdout } = await aiScientist(["--help"]);
    expect(code).toBe(0);
    for (const command of [
      "doctor",
      "new",
      "ideas",
      "run",
      "resume",
      "stop",
      "status",
      "apply",
      "lint",
      "compile",
      "review",
    ])
      expect(stdout).toMatch(new RegExp(`^ {2}${command} `, "m"));
  });

  test("new makes a repository with one commit and nothing of a run", async () => {
    const folder = join(aFolder(), "study");
    expect(await aiScientist(["new", folder, "--template", "2d_diffusion"])).toMatchObject({ code: 0, stdout: "" });
    expect(git(folder, "log", "--format=%s").trim()).toBe("Start from the template 2d_diffusion");
    expect(git(folder, "status", "--porcelain")).toBe("");
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(["experiment.py", "plot.py", "prompt.json", "latex"]));
  });

  test("status of a project without ideas", async () => {
    const project = tinyProject("pass");
    expect(JSON.parse((await aiScientist(["status", project, "--json"])).stdout)).toEqual({ ideas: [] });
    expect((await aiScientist(["status", project])).stderr).toBe(
      "No idea was begun here. Begin one with: ai-scientist run\n",
    );
  });

  test("ideas are added to ideas.json, and novelty without a source stays unknown", async () => {
    const project = tinyProject("bandwidth = 0.3\nridge = 1e-3\n");
    const found = await aiScientist(["ideas", project, "--count", "2", "--model", "rehearsal", "--json"]);
    expect(found.code, found.stderr).toBe(0);
    const names = JSON.parse(found.stdout).map(({ Name }: { Name: string }) => Name);
    expect(names.length).toBeGreaterThan(0);
    const checked = await aiScientist(["novelty", project, "--idea", names[0], "--model", "rehearsal", "--json"]);
    expect(JSON.parse(checked.stdout)).toMatchObject([{ idea: names[0], verdict: "unknown", papers: [] }]);
  });

  test("doctor answers with a list; each thing that is missing has its fix", async () => {
    const { code, stdout } = await aiScientist(["doctor", "--json"], { env: { AI_SCIENTIST_PYTHON: "/no/python" } });
    const { ok, items } = JSON.parse(stdout);
    expect({ code, ok }).toEqual({ code: 3, ok: false });
    const states = new Map(items.map(({ id, state }: { id: string; state: string }) => [id, state]));
    expect(states.get("git")).toBe("ok");
    expect(states.get("python")).toBe("missing");
    expect(states.get("model")).toBe("missing");
    for (const { state, fix } of items) if (state === "missing") expect(fix).not.toBe("");
  });

  test("a broken file of settings is named", async () => {
    const project = tinyProject("pass");
    put(project, { ".ai-scientist/settings.json": "{" });
    const { code, stderr } = await aiScientist(["status", project]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/settings\.json is not valid JSON: /) });
  });
});
