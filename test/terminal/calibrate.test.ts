import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readRatedPapers, reviewTableIn } from "../../src/adapters/read-ratings";
import { ReviewFormKind } from "../../src/research/review-form";
import { pdf } from "../fakes/pdf";
import { aiScientist, root } from "../real/program";

const tables = join(root, "test/fixtures/calibration");
const [ratings, reviews] = [join(tables, "ratings.tsv"), join(tables, "reviews.csv")];

describe("the published tables", () => {
  test("are read with ids that begin with a sign, cells over several lines, lists, empty ratings and every decision", async () => {
    const { papers, leftOut } = await readRatedPapers(ratings, reviews);
    expect(papers.map(({ id, accepted, overall }) => [id, accepted, overall])).toEqual([
      ["-29uFS4FiDZ", true, 7],
      ["_j4hwbj6Opj", false, 4],
      ["3E1", true, 8],
      ["0004", false, 5],
      ["tDirSp3pczB", true, 6],
      ["g--A", false, 2.5],
      ["zz9hXVhf40", false, 6],
      ["abcdef", true, 6],
      ["norating1", false, 3],
    ]);
    expect(papers[0]!.ratings).toEqual([8, 6, 6]);
    expect(papers[6]!.ratings).toHaveLength(7);
    expect(papers.at(-1)!.ratings).toEqual([]);
    expect(leftOut).toEqual([
      "1 paper reviewed but not in the ratings: notrated.",
      "2 papers rated without a decision to accept or reject: unknown1, withdrawn1.",
      "1 paper reviewed without a number under “Overall”: onlyhuman.",
      "1 paper with more cells than the table has columns: shifted.",
      "1 paper in a table more than once, of which the last row counts: abcdef.",
    ]);
  });
});

test("a table whose rows end in two ways has all of them", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tables-"));
  const [humans, models] = [join(folder, "humans.tsv"), join(folder, "models.csv")];
  writeFileSync(humans, "paper_id\t0\tdecision\r\na\t6\tAccept\nb\t3\tReject\n");
  writeFileSync(models, 'paper_id,Summary,Overall\r\na,"two\nlines",6\r\nb,short,3\n');
  const { papers, leftOut } = await readRatedPapers(humans, models);
  rmSync(folder, { recursive: true, force: true });
  expect(papers.map(({ id, overall }) => [id, overall])).toEqual([
    ["a", 6],
    ["b", 3],
  ]);
  expect(leftOut).toEqual([]);
});

test("the reviewer's own word is read as its form means it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tables-"));
  const [humans, models] = [join(folder, "humans.tsv"), join(folder, "models.csv")];
  writeFileSync(humans, "paper_id\t0\tdecision\na\t6\tAccept\nb\t3\tReject\nc\t3\tReject\nd\t3\tReject\n");
  writeFileSync(models, "paper_id,Verdict,Fate\na,2,Talk\nb,1,Neither\nc,1,Accept after another round\nd,1,rejected\n");
  const options = ["Talk", "Neither", "Accept after another round"];
  const kind = ReviewFormKind.parse({
    ...{ name: "own", title: "a workshop", overall: "Verdict", decision: { field: "Fate", accept: ["Talk"] } },
    fields: [
      { kind: "score", name: "Verdict", from: 1, to: 2 },
      { kind: "choice", name: "Fate", options },
    ],
  });
  const { papers } = await readRatedPapers(humans, models, kind);
  rmSync(folder, { recursive: true, force: true });
  expect(papers.map(({ saidAccept }) => saidAccept)).toEqual([true, false, false, false]);
});

test("a table that has no place for the score is refused before a review is paid for", () => {
  expect(() => reviewTableIn("x.csv", "paper_id,Summary\na,b\n")).toThrow("x.csv has no column “Overall”.");
  expect(reviewTableIn("x.csv", "paper_id,Overall\na,6\n").ids).toEqual(new Set(["a"]));
});

describe("ai-scientist calibrate", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "calibrate-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("prints everything as JSON, draws, and keeps what reviews of that model need", async () => {
    const kept = join(folder, "kept.json");
    const args = ["--ratings", ratings, "--reviews", reviews, "--json", "--plots", join(folder, "plots")];
    const { code, stdout } = await aiScientist(["calibrate", ...args, "--save", kept, "--model", "openai:gpt-x"]);
    expect(code).toBe(0);
    const found = JSON.parse(stdout);
    expect(found.papers).toEqual({ total: 9, accepted: 4, rejected: 5 });
    expect(found.atDecision.counts).toEqual({
      ...{ truePositives: 4, falsePositives: 1, trueNegatives: 4, falseNegatives: 0 },
    });
    expect(found.atThreshold).toMatchObject({ threshold: 6, falsePositiveRate: 0.2, falseNegativeRate: 0 });
    expect(found.auc.value).toBeCloseTo((5 + 5 + 4.5 + 4.5) / 20, 12);
    expect(found.leftOut).toHaveLength(5);
    expect(readdirSync(join(folder, "plots")).sort()).toEqual(["chance.svg", "humans.svg", "roc.svg", "scores.svg"]);
    expect(readFileSync(join(folder, "plots/roc.svg"), "utf8")).not.toMatch(/NaN|undefined/);
    expect(JSON.parse(readFileSync(kept, "utf8"))).toMatchObject({ model: "openai:gpt-x", papers: { total: 9 } });
  });

  test("says for a person what the figures mean", async () => {
    const { stdout, stderr } = await aiScientist(["calibrate", "--ratings", ratings, "--reviews", reviews]);
    expect(stdout).toContain("9 papers, 4 accepted and 5 rejected by humans.");
    expect(stdout).toMatch(/balanced accuracy +0\.900 \[/);
    expect(stdout).toMatch(
      /Best threshold: Overall 6, with balanced accuracy 0\.\d+ on papers that it was not chosen on/,
    );
    expect(stderr).toContain("rated without a decision");
  });

  test("a table that is not there, or not one, or no number for a threshold: a sentence, and exit 2", async () => {
    const wrong = join(folder, "wrong.tsv");
    writeFileSync(wrong, "paper\trating\nx\t3\n");
    const empty = join(folder, "empty.tsv");
    writeFileSync(empty, "");
    const with_ = async (...more: string[]) => aiScientist(["calibrate", "--reviews", reviews, ...more]);
    expect(await with_("--ratings", join(folder, "none.tsv"))).toMatchObject({
      ...{ code: 2, stderr: expect.stringContaining("there is no such file") },
    });
    expect(await with_("--ratings", wrong)).toMatchObject({
      ...{ code: 2, stderr: `${wrong} has no column “paper_id”. Its columns are paper, rating.\n` },
    });
    expect((await with_("--ratings", empty)).stderr).toContain("the file is empty");
    expect(await with_("--ratings", ratings, "--threshold", "high")).toMatchObject({
      ...{ code: 2, stderr: "--threshold high is no number.\n" },
    });
    expect((await with_("--ratings", ratings, "--save", join(folder, "x.json"))).stderr).toContain(
      "--save needs --model",
    );
  });
});

describe("ai-scientist review", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "reviews-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("with a calibration of its model says the chance, and decides by the threshold", async () => {
    const paper = join(folder, "paper.tex");
    writeFileSync(paper, "\\documentclass{article}\\begin{document}We measure little, once.\\end{document}\n");
    const chances = [1, 10].map((overall) => ({ overall, chance: overall / 10, interval: [0.05, 1] }));
    const calibration = { model: "rehearsal", papers: { total: 500 }, bestThreshold: { threshold: 9 }, chances };
    writeFileSync(join(folder, "calibration.json"), JSON.stringify(calibration));
    const env = { AI_SCIENTIST_PAPER_CALIBRATION: "calibration.json" };
    const review = async (variables: typeof env | Record<string, never>) =>
      JSON.parse((await aiScientist(["review", paper, "--model", "rehearsal"], { env: variables })).stdout);
    expect(await review({})).toMatchObject({ calibrated: false });
    const found = await review(env);
    expect(found).toMatchObject({ calibrated: true, acceptance: { threshold: 9, papers: 500 } });
    expect(found.acceptance.chance).toBeCloseTo(found.form.Overall / 10, 9);
    expect(found.form.Decision).toBe("Reject");
    const gone = { AI_SCIENTIST_PAPER_CALIBRATION: "gone.json" };
    const { code, stderr } = await aiScientist(["review", paper, "--model", "rehearsal"], { env: gone });
    expect(code).toBe(2);
    expect(stderr).toContain(`names ${join(folder, "gone.json")}, which is not there.`);
  });

  test("of a folder is a table that calibrate reads, and goes on where it was", async () => {
    const papers = join(folder, "papers");
    const table = join(folder, "collected.csv");
    mkdirSync(papers);
    for (const name of ["-first", "second"]) writeFileSync(join(papers, `${name}.pdf`), pdf([`On ${name}`]));
    writeFileSync(join(papers, "broken.pdf"), "no PDF");
    const collect = () => aiScientist(["review", papers, "--collect", table, "--model", "rehearsal"]);
    const first = await collect();
    expect(first.code).toBe(1);
    expect(first.stderr).toMatch(/3 papers, 0 of them reviewed already\.\n1 of 3 -first\.pdf: \d[\d.]* of 10, /);
    expect(first.stderr).toMatch(/broken\.pdf: not reviewed\. .*is not a PDF that can be read/);
    const text = readFileSync(table, "utf8");
    const again = await collect();
    expect(again.stderr).toContain("3 papers, 2 of them reviewed already.");
    expect(readFileSync(table, "utf8")).toBe(text);
    const fates = join(folder, "fates.tsv");
    writeFileSync(fates, "paper_id\t0\tdecision\n-first\t6.0\tAccept\nsecond\t3.0\tReject\n");
    expect((await readRatedPapers(fates, table)).papers.map(({ id }) => id)).toEqual(["-first", "second"]);
  });

  test("a table is one reviewer's: it names model, form and way, which a calibration of it takes and must not contradict", async () => {
    const papers = join(folder, "few");
    const table = join(folder, "iclr.csv");
    mkdirSync(papers);
    for (const name of ["a", "b"]) writeFileSync(join(papers, `${name}.pdf`), pdf([`On ${name}`]));
    const reviewer = ["--model", "rehearsal", "--form", "iclr"];
    const collect = (...args: string[]) => aiScientist(["review", papers, "--collect", table, ...reviewer, ...args]);
    const first = await collect("--way", "aspects");
    expect(first.code, first.stderr).toBe(0);
    expect(readFileSync(table, "utf8").split("\n")[0]).toBe(
      "paper_id,Summary,Soundness,Presentation,Contribution,Strengths,Weaknesses,Questions,Flag for ethics review,Rating,Confidence,reviewer_model,review_form,review_way",
    );
    const before = readFileSync(table, "utf8");
    const other = await collect();
    expect(other.code).toBe(2);
    expect(other.stderr).toContain(
      "by rehearsal with the form iclr in the way “aspects”; these would be by rehearsal with",
    );
    expect(readFileSync(table, "utf8")).toBe(before);

    const fates = join(folder, "fates-iclr.tsv");
    writeFileSync(fates, "paper_id\t0\tdecision\na\t6.0\tAccept\nb\t3.0\tReject\n");
    const kept = join(folder, "iclr.json");
    const calibrate = (...args: string[]) =>
      aiScientist(["calibrate", "--ratings", fates, "--reviews", table, "--form", "iclr", "--save", kept, ...args]);
    const found = await calibrate("--plots", join(folder, "iclr-plots"));
    expect(found.code, found.stderr).toBe(0);
    expect(found.stdout).toContain("Accepting from Rating 6 on:");
    expect(JSON.parse(readFileSync(kept, "utf8"))).toMatchObject({ model: "rehearsal", form: "iclr", way: "aspects" });
    const chart = readFileSync(join(folder, "iclr-plots/scores.svg"), "utf8");
    expect(chart).toContain("Rating, rounded");
    expect(chart).not.toMatch(/NaN|undefined/);
    writeFileSync(fates, "paper_id\t0\tdecision\na\t6.0\tReject\nb\t3.0\tReject\n");
    const oneSided = { code: 2, stderr: expect.stringContaining("--save needs papers that were accepted and papers") };
    expect(await calibrate()).toMatchObject(oneSided);
    const wrong = await calibrate("--way", "form");
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining("have the way aspects, not form") });
  });

  test("a folder without a table to write, and a table without a folder, are wrong usage", async () => {
    const sentence = "A folder of papers is reviewed into a table: review <folder> --collect <csv>.\n";
    expect(await aiScientist(["review", folder])).toMatchObject({ code: 2, stderr: sentence });
    const one = ["review", join(folder, "paper.tex"), "--collect", join(folder, "x.csv")];
    expect(await aiScientist(one)).toMatchObject({ code: 2, stderr: sentence });
  });
});
