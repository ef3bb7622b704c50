import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { END_MARK } from "../../src/engine/end-mark";
import { Review } from "../../src/research/review";
import { put } from "../adapters/workspace/a-repository";
import { startScriptedEndpoint } from "../fakes/scripted-endpoint";
import { aiScientist, startProgram } from "../real/program";
import { aFolder, forgetProjects, tinyProject } from "../real/projects";

afterAll(forgetProjects);

const GOOD = `\\documentclass{article}
\\begin{document}
\\section{Method}\\label{sec:method}
We describe it in Section~\\ref{sec:method}.
\\end{document}
`;
const BAD = GOOD.replace("\\ref{sec:method}", "\\ref{sec:nowhere}");

function aPaper(text: string): string {
  const path = join(aFolder(), "paper.tex");
  writeFileSync(path, text);
  return path;
}

/** The texts of all files below a folder. */
function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((one) => one.isFile()).map((one) => readFileSync(join(one.parentPath, one.name), "utf8"));
}

describe.concurrent("papers", () => {
  test("lint: nothing to say is an empty list and exit 0", async () => {
    const { code, stdout } = await aiScientist(["lint", aPaper(GOOD), "--json"]);
    expect({ code, findings: JSON.parse(stdout) }).toEqual({ code: 0, findings: [] });
  });

  test("lint: an error is exit 1, with file, place, rule, severity, source and message", async () => {
    const paper = aPaper(BAD);
    const { code, stdout } = await aiScientist(["lint", paper, "--json"]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toContainEqual({
      file: paper,
      line: 4,
      column: 32,
      endColumn: 43,
      rule: "undefined-reference",
      severity: "error",
      source: "AI Scientist",
      message: expect.stringContaining("sec:nowhere"),
    });
    expect((await aiScientist(["lint", paper])).stdout).toContain(`${paper}:4: error: `);
  });

  test("lint --results: a number that no run gave is found, one that a run gave is not", async () => {
    const paper = aPaper(GOOD.replace("We describe it", "The loss is 0.4312, not 0.9876, as"));
    const results = aFolder();
    put(results, { "run_0/final_info.json": '{"a": {"means": {"loss": 0.43117}}}', "experiment.py": "rate = 0.123\n" });
    const { code, stdout } = await aiScientist(["lint", paper, "--results", results, "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([
      { line: 4, rule: "unsupported-number", message: expect.stringContaining("0.9876") },
    ]);
    expect(await aiScientist(["lint", paper, "--results", aFolder()])).toMatchObject({ code: 2 });
  });

  test("lint: a run whose results are broken is named, as its numbers are unknown", async () => {
    const folder = aFolder();
    put(folder, {
      "paper.tex": GOOD,
      "run_0/final_info.json": '{"a": {"means": {"loss": 0.51}}}',
      "run_1/final_info.json": '{"a": {"means"',
    });
    const { code, stdout, stderr } = await aiScientist(["lint", join(folder, "paper.tex")]);
    expect([code, stdout]).toEqual([0, ""]);
    expect(stderr).toMatch(
      /^! \S+run_1\/final_info\.json says nothing, so that its run is unknown here\. final_info\.json does not hold a JSON object\.\nNothing to point out\./,
    );
  });

  test("what is no paper is checked by nobody and paid for by nobody", async () => {
    const paper = aPaper("% Only a comment.\n");
    const why = `${paper} is empty: nothing stands in it.`;
    expect(await aiScientist(["lint", paper])).toEqual({ code: 2, stdout: "", stderr: `${why}\n` });
    const reviewed = await aiScientist(["review", paper, "--model", "rehearsal"]);
    expect(reviewed).toEqual({ code: 2, stdout: "", stderr: `${why} Nothing was asked.\n` });
  });

  test("lint --read-claims: it is said what is asked and what was read of it, what did not change is not asked again", async () => {
    const folder = aFolder();
    const paper = join(folder, "paper.tex");
    put(folder, {
      "paper.tex": GOOD.replace("We describe it in", "Slow Start has a loss of 0.4312 on a. We describe it in"),
      "run_0/final_info.json": '{"a": {"means": {"loss": 0.51}}}',
      "run_1/final_info.json": '{"a": {"means": {"loss": 0.43117}}}',
      "plot.py": 'labels = {"run_0": "Baseline", "run_1": "Slow Start"}\n',
    });
    const env = { XDG_CACHE_HOME: join(folder, "cache") };
    const read = () => aiScientist(["lint", paper, "--read-claims", "--model", "rehearsal", "--json"], { env });
    const first = await read();
    expect([first.code, JSON.parse(first.stdout)]).toEqual([0, []]);
    expect(first.stderr.replace(/some .*,/, "TOKENS,")).toBe(
      `rehearsal reads 2 sentences and tables in 1 question: TOKENS, about $0.0000.
1 statement read by rehearsal and held against the data, 1 of them right. The rehearsal model reads a few plain forms only.
`,
    );
    expect((await read()).stderr).toContain("rehearsal has read all 2 sentences and tables before; nothing is asked.");
    const none = await aiScientist(["lint", paper, "--read-claims"], { env });
    expect([none.code, none.stderr]).toEqual([3, expect.stringContaining("No model is chosen.")]);
    const alone = await aiScientist(["lint", aPaper(GOOD), "--read-claims", "--model", "rehearsal"], { env });
    expect([alone.code, alone.stderr]).toEqual([2, expect.stringContaining("There are no results")]);
  });

  test("lint --read-claims: what no query can ask is doubted by words of the notes, as a warning", async () => {
    const folder = aFolder();
    const paper = join(folder, "paper.tex");
    put(folder, {
      "paper.tex": GOOD.replace("We describe it in", "It is trained without momentum. We describe it in"),
      "run_0/final_info.json": '{"a": {"means": {"loss": 0.51}}}',
      "notes.txt": "## Run 0: Baseline\nTrained with Nesterov momentum.\n",
    });
    const env = { XDG_CACHE_HOME: join(folder, "cache") };
    const read = () => aiScientist(["lint", paper, "--read-claims", "--model", "rehearsal", "--json"], { env });
    const { code, stdout, stderr } = await read();
    expect(code).toBe(0);
    expect(JSON.parse(stdout).filter(({ rule }: { rule: string }) => rule.startsWith("claim-"))).toMatchObject([
      {
        ...{ rule: "claim-doubted", severity: "warning", evidence: "notes.txt: with Nesterov momentum" },
        ...{ reading: "It is with momentum", shownIn: { file: "notes.txt", line: 2 } },
      },
    ]);
    expect(stderr.replace(/some .*,/, "TOKENS,")).toContain(
      "in 2 questions, the last of which holds what the results tell nothing of against programs and notes: TOKENS, about",
    );
    expect(stderr).toContain("1 that the model doubts by programs and notes.");
    expect((await read()).stderr).toContain("nothing is asked.");
  });

  test("lint --read-claims --budget: nothing is asked that would cost more; what was not checked is listed", async () => {
    const folder = aFolder();
    const paper = join(folder, "paper.tex");
    put(folder, {
      "paper.tex": GOOD.replace("We describe it in", "Slow Start has a loss of 0.4312 on a. We describe it in"),
      "run_0/final_info.json": '{"a": {"means": {"loss": 0.51}}}',
      "run_1/final_info.json": '{"a": {"means": {"loss": 0.43117}}}',
    });
    const value = {
      quote: "a loss of 0.4312 on a",
      kind: "value",
      runs: [7],
      metric: "loss",
      on: ["a"],
      number: "0.4312",
    };
    const said = `${JSON.stringify({ line: "1", ...value })}\n${END_MARK}`;
    const server = await startScriptedEndpoint([[/translate what these/, () => said]]);
    const env = {
      ...{ OPENAI_BASE_URL: server.url, OPENAI_API_KEY: "none", XDG_CACHE_HOME: join(folder, "cache") },
      AI_SCIENTIST_BUDGET_PRICES: '{"scripted": {"input": 1, "cachedInput": 0.1, "output": 4}}',
    };
    const lint = (...more: string[]) =>
      aiScientist(["lint", paper, "--model", "openai:scripted", ...more], { env: { ...env } });
    try {
      const poor = await lint("--read-claims", "--budget", "0.0001");
      expect([poor.code, poor.stderr]).toEqual([
        4,
        expect.stringContaining("more than the $0.0001 that the budget leaves"),
      ]);
      const wrong = await lint("--budget", "1");
      expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining("it goes with --read-claims")]);
      // What listens on this machine is free; what a server elsewhere takes is not known.
      env.OPENAI_BASE_URL = "https://models.invalid/v1";
      const unpriced = await lint("--read-claims", "--budget", "1", "--model", "openai:unpriced");
      env.OPENAI_BASE_URL = server.url;
      expect([unpriced.code, unpriced.stderr]).toEqual([2, expect.stringContaining("no --budget could hold it")]);
      expect(server.ledger).toEqual([]);
      const read = await lint("--read-claims", "--budget", "1", "--json");
      expect([read.code, JSON.parse(read.stdout)]).toEqual([
        0,
        [
          expect.objectContaining({
            ...{ file: paper, line: 4, column: 16, rule: "statement-not-checked", severity: "info" },
            message: "“a loss of 0.4312 on a” was not checked: the results have no run 7.",
          }),
        ],
      ]);
      expect(server.ledger.length).toBe(1);
    } finally {
      await server[Symbol.asyncDispose]();
    }
  });

  test("lint: at the end it is said how much was found, and what the claims were held against", async () => {
    const alone = await aiScientist(["lint", aPaper(GOOD)]);
    expect(alone).toMatchObject({ code: 0, stdout: "" });
    expect(alone.stderr).toBe(
      "Nothing to point out. No claim was held against results: neither the paper's folder nor the two above it hold a run_*/final_info.json. --results names the folder that does.\n",
    );
    const project = aFolder();
    const paper = GOOD.replace("We describe it", "The loss is 0.431, not 0.9876, as");
    put(project, { "latex/template.tex": paper, "run_0/final_info.json": '{"a": {"means": {"loss": 0.43117}}}' });
    const told = await aiScientist(["lint", project]);
    expect(told.stdout).toContain("unsupported-number");
    expect(told.stderr).toMatch(/^1 warning\. 1 of 2 claims are supported by the runs in .+\.\n$/);
    expect((await aiScientist(["lint", project, "--json"])).stderr).toBe("");
    put(project, { "run_0/final_info.json": "{}" });
    expect((await aiScientist(["lint", project])).stderr).toContain(
      "has no results: no run_*/final_info.json that holds a number.",
    );
  });

  test("lint of a folder: its paper, the results above it and the project's settings are found", async () => {
    const project = aFolder();
    const paper = GOOD.replace("We describe it", "The loss is 0.4312, not 0.9876, as").replace(
      "in Section~",
      "in Section ",
    );
    put(project, {
      "latex/template.tex": paper,
      "latex/notes.tex": "% \\documentclass is elsewhere",
      "run_0/final_info.json": '{"a": {"means": {"loss": 0.43117}}}',
    });
    const rulesOf = ({ stdout }: { stdout: string }) => JSON.parse(stdout).map(({ rule }: { rule: string }) => rule);
    const all = await aiScientist(["lint", project, "--json"]);
    expect(rulesOf(all)).toEqual(["unsupported-number", "missing-tie"]);
    put(project, { ".ai-scientist/settings.json": '{"paper.ignoredRules": ["missing-tie", "unsupported-number"]}' });
    expect(rulesOf(await aiScientist(["lint", project, "--json"]))).toEqual([]);
    put(project, { "other.tex": paper });
    const { code, stderr } = await aiScientist(["lint", project]);
    expect(code).toBe(2);
    expect(stderr).toContain("holds several papers; name the one:");
  });

  test("review: the form as JSON, and asked again it costs no second call", async () => {
    const paper = aPaper(GOOD);
    const first = await aiScientist(["review", paper, "--model", "rehearsal"]);
    expect(first.code, first.stderr).toBe(0);
    expect(Review.parse(JSON.parse(first.stdout))).toMatchObject({ rehearsal: true, model: "rehearsal" });
    const env = { AI_SCIENTIST_BUDGET_DOLLARS: "0" };
    expect((await aiScientist(["review", paper, "--model", "rehearsal"], { env })).stdout).toBe(first.stdout);
  });

  test("review: another form and another way are another review; runs beside the paper are shown and its claims held against them", async () => {
    const folder = aFolder();
    const claimed = GOOD.replace("We describe it", "The loss is 0.4312, not 0.9876, as").replace("\\end{document}", "");
    put(folder, {
      "run_0/final_info.json": '{"a": {"means": {"loss": 0.5}}}',
      "run_1/final_info.json": '{"a": {"means": {"loss": 0.43117}}}',
      "secret.tex": "The key is 42.",
      "latex/paper.tex": `${claimed}\\input{more}\\input{../secret}\\end{document}\n`,
      "latex/more.tex": "\\section{Setup} Three seeds were used for every number of the table.\n",
    });
    const paper = join(folder, "latex/paper.tex");
    const args = ["--model", "rehearsal", "--form", "iclr", "--way", "aspects"];
    const { code, stdout, stderr } = await aiScientist(["review", paper, ...args]);
    expect(code, stderr).toBe(0);
    const review = Review.parse(JSON.parse(stdout));
    expect(stderr).toMatch(
      /^[\d.]+ of 10, Reject; not calibrated for rehearsal with the form iclr in the way “aspects”\.$/m,
    );
    expect(stderr).toContain(
      "The referees had the LaTeX source, the results of the runs.\n2 claims that the runs do not bear out.\n",
    );
    expect(review).toMatchObject({
      kind: { name: "iclr" },
      way: "aspects",
      had: ["latex", "results"],
      calibrated: false,
    });
    expect(review.claims).toMatchObject([
      { file: "paper.tex", line: 4, rule: "unsupported-number" },
      { file: "more.tex", line: 1, rule: "claim-contradicted", message: expect.stringContaining("measured once") },
    ]);
    expect(JSON.stringify(review)).toContain('"where":{"file":"more.tex","line":1}');
    const journals = readdirSync(join(folder, "latex/.ai-scientist/reviews"));
    expect(journals).toHaveLength(1);
    const kept = join(folder, "latex/.ai-scientist/reviews", journals[0]!);
    expect(filesBelow(kept).filter((text) => text.includes("The key is 42"))).toEqual([]);
  });

  test("review: a file that only calls itself a PDF", async () => {
    const paper = join(aFolder(), "paper.pdf");
    writeFileSync(paper, "no PDF");
    const { code, stdout, stderr } = await aiScientist(["review", paper, "--model", "rehearsal"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(
      /paper\.pdf is not a PDF that can be read, or it is damaged\. Make it anew from its source/m,
    );
  });

  test.each([
    ["review", "PAPER"],
    ["lint", "PAPER", "--read-claims", "--results", "RESULTS"],
    ["ideas", "PROJECT"],
  ])(
    "%s: a model that nobody answers for is waited for, which is said at once, and no longer than one likes",
    async (...args) => {
      const project = args.includes("PROJECT") ? tinyProject("pass") : "";
      const results = aFolder();
      put(results, { "run_0/final_info.json": '{"a": {"means": {"loss": 0.43117}}}' });
      const places: Record<string, string> = { PAPER: aPaper(GOOD), RESULTS: results, PROJECT: project };
      const env = {
        ...{ OPENAI_BASE_URL: "http://127.0.0.1:2/v1", OPENAI_API_KEY: "none" },
        ...{ AI_SCIENTIST_BUDGET_DOLLARS: "1", XDG_CACHE_HOME: join(results, "cache") },
      };
      const words = [...args.map((arg) => places[arg] ?? arg), "--model", "openai:scripted"];
      const { child, ended } = startProgram(words, { env });
      let told = "";
      child.stderr!.on("data", (text: string) => (told += text));
      try {
        await expect
          .poll(() => told)
          .toMatch(/^! 127\.0\.0\.1:2: Nobody answers there .* Trying again in 2 s \(2 of 6\)\.$/m);
      } finally {
        child.kill("SIGINT");
      }
      expect((await ended).code).toBe(130);
    },
  );

  test("compile without LaTeX: exit 3, how to get it, and JSON all the same", async () => {
    const env = { PATH: aFolder() };
    const { code, stdout, stderr } = await aiScientist(["compile", aPaper(GOOD), "--json"], { env });
    expect(code).toBe(3);
    expect(stderr).toMatch(/^There is no LaTeX here/m);
    expect(JSON.parse(stdout)).toMatchObject({ pdf: null, pages: null, problems: [{ rule: "no-latex" }] });
  });
});
