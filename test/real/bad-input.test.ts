import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { git } from "../adapters/workspace/a-repository";
import { type Fault, startFaultServer } from "../fakes/fault-server";
import { aiScientist, type Ended, jsonFile, linesOf } from "./program";
import {
  aFolder,
  foreignProject,
  forgetProjects,
  ideaOf,
  journalOf,
  readTextOr,
  stateOf,
  tinyProject,
} from "./projects";

const REHEARSAL = ["--model", "rehearsal", "--accept", "auto", "--scale", "smoke"];
const IDEA = ["--idea", "local_bandwidth"];
/** One referee and no second thoughts: what is tested here does not need more. */
const SHORT = { AI_SCIENTIST_PAPER_REVIEWERS: "1", AI_SCIENTIST_PAPER_REVIEW_REFLECTIONS: "0" };
const MEASURES = 'json.dump({"a": {"means": {"loss": 1.0}}}, open(out, "w"))';

afterAll(forgetProjects);

function run(project: string, env: Record<string, string | undefined> = {}, args: readonly string[] = REHEARSAL) {
  return aiScientist(["run", project, ...IDEA, ...args], { env });
}

/** The end that a person reads: one sentence, and nothing that only a programmer would want. */
function expectSentence({ stderr, stdout }: Ended, sentence: RegExp): void {
  expect(stderr).toMatch(sentence);
  expect(stderr + stdout).not.toMatch(/fault of the program|^ {4}at |Traceback|undefined|\[object/m);
}

/** A PATH with these programs of this machine and no other. */
function pathWith(...programs: string[]): string {
  const folder = join(aFolder(), "bin");
  mkdirSync(folder);
  const places = (process.env.PATH ?? "").split(":");
  for (const program of programs) {
    const found = places.map((place) => join(place, program)).find((path) => existsSync(path));
    if (found) symlinkSync(found, join(folder, program));
  }
  return folder;
}

describe.concurrent("what the machine lacks is said with how to get it, and exit 3", () => {
  test("no git", async () => {
    const project = tinyProject(MEASURES);
    const ended = await run(project, { PATH: pathWith("ssh") });
    expect(ended.code).toBe(3);
    expectSentence(ended, /^ {2}MISSING {2}git is not installed\.\n +Install it from https:\/\/git-scm\.com/m);
    expectSentence(ended, /^Nothing was begun: 1 thing is missing\./m);
    const made = join(aFolder(), "new");
    const create = await aiScientist(["new", made, "--template", "2d_diffusion"], { env: { PATH: pathWith("ssh") } });
    expect(create.code).toBe(3);
    expectSentence(create, /^git is not installed\. .*nothing was written\.$/m);
    expect(existsSync(made)).toBe(false);
  });

  test("no repository, then one inside another, then one without a commit", async () => {
    const project = tinyProject(MEASURES);
    rmSync(join(project, ".git"), { recursive: true });
    const none = await run(project);
    expect(none.code).toBe(3);
    expectSentence(none, /MISSING .* is not a git repository\.\n +Run “git init”, then commit the experiment\.$/m);
    git(project, "init", "-q");
    const empty = await run(project);
    expect(empty.code).toBe(3);
    expectSentence(empty, /has no commit yet\.\n +Commit the experiment first/);
    expect(existsSync(join(project, ".ai-scientist/ideas"))).toBe(false);
  });

  test("no Python package: doctor and run name it and the command; no interpreter either", async () => {
    const project = tinyProject(`import no_such_package_${"x"}\n${MEASURES}`);
    const ended = await run(project);
    expect(ended.code).toBe(3);
    expectSentence(
      ended,
      /MISSING {2}The Python package no_such_package_x is missing\.\n.* -m pip install no_such_package_x$/m,
    );
    const doctor = await aiScientist(["doctor", project, "--model", "rehearsal", "--json"]);
    expect(doctor.code).toBe(3);
    expect(JSON.parse(doctor.stdout)).toMatchObject({ ok: false });
    expect(JSON.parse(doctor.stdout).items).toContainEqual({
      id: "packages",
      name: "no_such_package_x",
      state: "missing",
      value: "",
      text: "The Python package no_such_package_x is missing.",
      fix: expect.stringMatching(/ -m pip install no_such_package_x$/),
      remedy: { how: "type", line: expect.stringMatching(/ -m pip install no_such_package_x$/) },
    });
    const without = await run(tinyProject(MEASURES), { AI_SCIENTIST_PYTHON: "/no/such/python" });
    expect(without.code).toBe(3);
    expectSentence(without, /MISSING {2}\/no\/such\/python is no Python interpreter that can be started\.$/m);
  });

  test("no LaTeX: said first, the source is kept and reviewed; resumed with LaTeX there is a PDF", async () => {
    const project = foreignProject();
    const ended = await run(project, { PATH: pathWith("git", "ssh", "ps"), ...SHORT });
    expect(ended.code, ended.stderr).toBe(3);
    expect(ended.stderr.split("── experiments ──")[0]).toMatch(/There is no LaTeX here.*[Ii]nstall/);
    expectSentence(ended, /^Failed: The paper is written and reviewed .* there is no PDF\. There is no LaTeX here/m);
    const { folder, worktree } = ideaOf(project);
    expect(readTextOr(join(worktree, "latex/template.tex"), "")).toContain("\\section{Results}");
    expect(jsonFile(folder, "review-2.json").ensemble).toHaveLength(1);
    expect(existsSync(join(folder, "paper.pdf"))).toBe(false);
    const calls = journalOf(folder).filter(({ type }) => type === "model-called").length;
    expect(await aiScientist(["resume", project])).toMatchObject({ code: 0 });
    expect(existsSync(join(folder, "paper.pdf"))).toBe(true);
    expect(journalOf(folder).filter(({ type }) => type === "model-called")).toHaveLength(calls);
  });
});

describe.concurrent("a project that is not as it must be: exit 2, the file is named, nothing is changed", () => {
  const idea = { Name: "Wide Nets", Title: "T", Experiment: "E", Interestingness: 5, Feasibility: 5, Novelty: 5 };
  test.each<[string, string, string | undefined, RegExp]>([
    ["no experiment.py", "experiment.py", undefined, /^This folder has no experiment\.py\. A project needs/m],
    ["no plot.py", "plot.py", undefined, /^This folder has no plot\.py\. A project needs/m],
    ["no prompt.json", "prompt.json", undefined, /^This folder has no prompt\.json/m],
    [
      "half a prompt.json",
      "prompt.json",
      '{"system": "x"}',
      /^prompt\.json is not as it must be: task_description is missing\. Correct it/m,
    ],
    [
      "an idea of a bad name",
      "seed_ideas.json",
      JSON.stringify([idea]),
      /^seed_ideas\.json, line 1: “T”: Name “Wide Nets” must be lowercase/m,
    ],
    [
      "a template.json of nonsense",
      "template.json",
      '{"command": "x"}',
      /^template\.json is not as it must be: command/m,
    ],
  ])("%s", async (_what, file, content, sentence) => {
    const project = tinyProject(MEASURES);
    if (content === undefined) rmSync(join(project, file));
    else writeFileSync(join(project, file), content);
    const before = stateOf(project);
    const ended = await run(project);
    expect(ended.code).toBe(2);
    expectSentence(ended, sentence);
    expect(stateOf(project)).toBe(before);
    if (content !== undefined) expect(readTextOr(join(project, file), "")).toBe(content);
  });

  test("a broken ideas.json stops who would think up more, and is only told to who names an idea that is right", async () => {
    const project = tinyProject(MEASURES);
    writeFileSync(join(project, "ideas.json"), '[{"Name":');
    const before = stateOf(project);
    const ended = await aiScientist(["run", project, ...REHEARSAL]);
    expect(ended.code).toBe(2);
    expectSentence(ended, /^ideas\.json, line 1: .* is missing.*\nCorrect this first; nothing was changed\.$/ms);
    expect(stateOf(project)).toBe(before);
    expectSentence(await run(project), /^ideas\.json, line 1: .* is missing/m);
    expect(readTextOr(join(project, "ideas.json"), "")).toBe('[{"Name":');
  });

  test("what is in no commit is missed before anything runs; committed, the idea goes on", async () => {
    const project = tinyProject('json.dump({}, open(out, "w"))');
    git(project, "rm", "-q", "--cached", "-r", "latex");
    git(project, "-c", "user.name=R", "-c", "user.email=r@example.org", "commit", "-q", "-m", "Forget");
    const ended = await run(project);
    expect(ended.code).toBe(1);
    expectSentence(ended, /^Failed: latex\/template\.tex is in no commit .* Add and commit it, then resume\.$/m);
    git(project, "add", "latex");
    git(project, "-c", "user.name=R", "-c", "user.email=r@example.org", "commit", "-q", "-m", "Remember");
    expectSentence(await aiScientist(["resume", project]), /^Failed: The baseline did not run/m);
  });
});

describe.concurrent("a baseline that gives no valid numbers ends the idea with its reason", () => {
  test.each<[string, string, RegExp]>([
    ["writes no final_info.json", "pass", /It ended well but wrote no final_info\.json\. Nothing/],
    [
      "writes NaN",
      'json.dump({"a": {"means": {"loss": float("nan")}}}, open(out, "w"))',
      /a \/ loss is not a finite number/,
    ],
    ["writes nothing into it", 'open(out, "w")', /does not hold a JSON object/],
    ["writes an empty object", 'json.dump({}, open(out, "w"))', /holds no finite number/],
    ["crashes", "raise ValueError('no such kernel')", /crashed with exit code 1: ValueError: no such kernel/],
  ])("%s", async (_what, body, reason) => {
    const project = tinyProject(body);
    const ended = await run(project);
    expect(ended.code).toBe(1);
    expectSentence(ended, /^Failed: The baseline did not run: .*[^.]\. Nothing was asked of a model yet\. Repair/m);
    expect(ended.stderr).toMatch(reason);
    expect(journalOf(ideaOf(project).folder).some(({ type }) => type === "model-called")).toBe(false);
  });

  test("numbers under nested names count", async () => {
    const nested = 'json.dump({"a": {"means": {"loss": {"train": 1.0, "test": 2.0}}}, "b": 3}, open(out, "w"))';
    const project = tinyProject(nested);
    await run(project, { OPENAI_API_KEY: "sk-nobody" }, [
      ...REHEARSAL.slice(2),
      "--model",
      "openai:nobody-is-asked",
      "--budget",
      "0",
    ]);
    const run0 = journalOf(ideaOf(project).folder).find(({ type }) => type === "run-recorded").run;
    expect(run0.outcome.measurements).toMatchObject([
      { dataset: "a", metric: "loss.train", mean: 1 },
      { dataset: "a", metric: "loss.test", mean: 2 },
      { dataset: "b", mean: 3 },
    ]);
  });

  test.each<[string, string, Record<string, string>, RegExp]>([
    [
      "forks without end, in sessions of their own",
      "for n in range(40):\n    if os.fork() == 0:\n        os.setsid(); time.sleep(60); os._exit(0)\ntime.sleep(60)",
      { AI_SCIENTIST_COMPUTE_PROCESS_LIMIT: "6" },
      /ran \d+ processes at once; 6 are allowed/,
    ],
    [
      "fills the disk",
      'while True: open(f"f{time.time()}", "wb").write(b"x" * 1_000_000)',
      { AI_SCIENTIST_COMPUTE_DISK_LIMIT_MB: "20" },
      /more than the 20 MB of files that are allowed/,
    ],
    [
      "prints for ever",
      'while True: print("x" * 10_000)',
      { AI_SCIENTIST_COMPUTE_OUTPUT_LIMIT_MB: "5" },
      /printed \d+ MB; 5 MB are allowed/,
    ],
  ])("%s", async (_what, body, limits, reason) => {
    const project = tinyProject(body);
    const ended = await run(project, limits);
    expect(ended.code).toBe(1);
    expectSentence(ended, reason);
  });

  test("mended, committed and resumed, the baseline is run again, on the new commit", async () => {
    const project = tinyProject("raise ValueError('broken')");
    expect((await run(project)).code).toBe(1);
    const text = readTextOr(join(project, "experiment.py"), "").replace(/raise .*/, MEASURES);
    writeFileSync(join(project, "experiment.py"), text);
    git(project, "-c", "user.name=R", "-c", "user.email=r@example.org", "commit", "-q", "-a", "-m", "Mend");
    const ended = await aiScientist(["resume", project, "--model", "openai:nobody-is-asked", "--budget", "0"]);
    expect(ended.code, ended.stderr).toBe(4);
    const runs = journalOf(ideaOf(project).folder).flatMap(({ type, run }) => (type === "run-recorded" ? [run] : []));
    expect(runs.map(({ outcome }) => outcome.type)).toEqual(["crashed", "measured"]);
    expect(runs.at(-1).commit).toBe(git(project, "rev-parse", "HEAD").trim());
  });
});

describe.concurrent("a model that does not help", () => {
  const faults: Record<string, Fault> = {
    refuses: (exchange) => exchange.stream(["I cannot help."], { finish: "content_filter" }),
    "wrong key": (exchange) =>
      exchange.refuse(401, { message: "Incorrect API key: sk-planted-key-1", code: "invalid_api_key" }),
    "no quota": (exchange) => exchange.refuse(429, { message: "You exceeded your quota", code: "insufficient_quota" }),
  };
  test.each<[string, RegExp]>([
    [
      "refuses",
      /^Failed: The model gave no usable answer to “plan of the runs”.*Resume to ask again, or choose another model\.$/m,
    ],
    ["wrong key", /^Failed: \S+: It refused the API key\. Set another/m],
    ["no quota", /^Failed: \S+: The account has no credit left\. Top it up, then resume\./m],
  ])("%s: exit 1, the baseline is kept, and no key is written down", async (model, sentence) => {
    await using server = await startFaultServer(faults);
    const project = tinyProject(MEASURES);
    const env = { OPENAI_BASE_URL: server.url, OPENAI_API_KEY: "sk-planted-key-1" };
    const ended = await run(project, env, ["--model", `openai:${model}`, "--accept", "auto"]);
    expect(ended.code, ended.stderr).toBe(1);
    expectSentence(ended, sentence);
    expect(ended.stderr + readTextOr(join(ideaOf(project).folder, "journal.jsonl"), "")).not.toContain("sk-planted");
    expect(existsSync(join(ideaOf(project).worktree, "run_0/final_info.json"))).toBe(true);
  });

  test("a model that the endpoint does not offer: exit 1 before anything runs, with the names that it has", async () => {
    await using server = await startFaultServer({ "gpt-5-mini": faults.refuses!, "gpt-4o": faults.refuses! });
    const project = tinyProject(MEASURES);
    const env = { OPENAI_BASE_URL: server.url, OPENAI_API_KEY: "sk-planted-key-1" };
    const ended = await run(project, env, ["--model", "openai:gpt-5-mni", "--accept", "auto"]);
    expect(ended.code, ended.stderr).toBe(1);
    expectSentence(ended, /It has no model “gpt-5-mni”\. The closest are gpt-5-mini/m);
    expect(existsSync(join(project, ".ai-scientist/ideas"))).toBe(false);
  });

  test("a budget of 0 with a priced model: exit 4 and nobody is asked; with a larger one it goes on", async () => {
    await using server = await startFaultServer({ "gpt-4o": (exchange) => exchange.stream(["Hello"]) });
    const project = tinyProject(MEASURES);
    const env = { OPENAI_BASE_URL: server.url, OPENAI_API_KEY: "sk-planted-key-1" };
    const ended = await run(project, env, ["--model", "openai:gpt-4o", "--accept", "auto", "--budget", "0", "--json"]);
    expect(ended.code).toBe(4);
    expect(linesOf(ended.stdout).at(-1)).toMatchObject({ type: "result", how: "budget" });
    expect(server.ledger).toEqual([]);
    expectSentence(await aiScientist(["resume", project], { env }), /^Budget reached: \$0\.00 of \$0\.00 are spent/m);
    expect(await aiScientist(["resume", project, "--budget", "2"], { env })).toMatchObject({ code: 1 });
    expect(server.ledger.length).toBeGreaterThan(0);
    expect(journalOf(ideaOf(project).folder).filter(({ type }) => type === "run-recorded")).toHaveLength(1);
  });
});
