import { describe, expect, test } from "vitest";
import { filledFormOf } from "../../src/research/filled-form";
import { readReviewFormText } from "../../src/research/read-review-form";
import { decisionOf, filledLists, overallOf, Review, remarksOn, summaryOf } from "../../src/research/review";
import type { ReviewFormKind } from "../../src/research/review-form";
import { ICLR, NEURIPS } from "../../src/research/review-forms";

const OWN = `{
  "name": "workshop",
  "title": "A workshop on small things",
  "fields": [
    { "kind": "text", "name": "In a nutshell" },
    { "kind": "list", "name": "What is good", "about": "strengths" },
    { "kind": "list", "name": "What is not", "about": "weaknesses" },
    { "kind": "score", "name": "Verdict", "values": [-2, -0.5, 0.5, 2], "anchors": { "-2": "no", "2": "yes" } },
    { "kind": "choice", "name": "Recommendation", "options": ["Talk", "Poster", "Neither"] }
  ],
  "overall": "Verdict",
  "decision": { "field": "Recommendation", "accept": ["Talk", "Poster"] }
}`;

function own(text = OWN): ReviewFormKind {
  const read = readReviewFormText(text);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.kind;
}

/** What is wrong with a form after these replacements. */
function wrongAfter(...changes: readonly (readonly [string, string])[]): string[] {
  const read = readReviewFormText(changes.reduce((text, [from, to]) => text.replace(from, to), OWN));
  return read.ok ? [] : read.problems.map(({ line, message }) => `${line}: ${message}`);
}

describe("a form of one's own", () => {
  test("may name its fields as it likes, have scores below zero and words that are not Accept and Reject", () => {
    const filled = {
      "In a nutshell": "Small.",
      "What is good": ["It is short."],
      "What is not": [{ text: "No control.", quotes: [" it works ", "", "it works"] }, "No seeds."],
      Verdict: -0.5,
      Recommendation: "Poster",
    };
    const form = filledFormOf(own()).parse(filled);
    const review = Review.parse({
      ...{ kind: own(), form, ensemble: [form], spread: {} },
      ...{ model: "m", rehearsal: false, calibrated: false },
    });
    expect([overallOf(review), decisionOf(review), summaryOf(review)]).toEqual([-0.5, "Accept", "Small."]);
    expect(remarksOn(review, "weaknesses")).toEqual([
      { text: "No control.", places: [{ quote: "it works" }] },
      { text: "No seeds.", places: [] },
    ]);
    expect(filledLists(review).map(({ field, remarks }) => [field.name, remarks.length])).toEqual([
      ["What is good", 1],
      ["What is not", 2],
    ]);
    expect(filledFormOf(own()).safeParse({ ...filled, Verdict: 1 }).success).toBe(false);
    expect(filledFormOf(own()).safeParse({ ...filled, Recommendation: "Accept" }).success).toBe(false);
  });

  test("is refused with the line of each thing that is wrong", () => {
    expect(wrongAfter(['"kind": "text"', '"kind": "words"'])).toEqual([
      "5: fields[0].kind (“In a nutshell”) needs a “kind”: text, list, score, yes-no or choice.",
    ]);
    expect(wrongAfter(['"title": "A workshop on small things",', ""])).toEqual(["1: title is missing."]);
    expect(wrongAfter(['"overall": "Verdict"', '"overall": "In a nutshell"'])).toEqual([
      "11: overall must be the name of a score of the form.",
    ]);
    expect(wrongAfter(['["Talk", "Poster"] }', '["Talk", "Oral"] }'])).toEqual([
      "12: decision.accept has “Oral”, which is no option of Recommendation.",
    ]);
    expect(wrongAfter(['["Talk", "Poster"] }', '["Talk", "Poster", "Neither"] }'])).toEqual([
      "12: decision.accept must leave an option by which a paper is not accepted.",
    ]);
    expect(wrongAfter(['"name": "What is not"', '"name": "What is good"'])).toEqual([
      "7: fields[2].name is the name of a field before it.",
    ]);
    expect(wrongAfter(['"2": "yes"', '"3": "yes"'])).toEqual([
      "8: fields[3].anchors.3 (“Verdict”) explains a number that nobody can give.",
    ]);
    expect(
      wrongAfter(['"values": [-2, -0.5, 0.5, 2], "anchors": { "-2": "no", "2": "yes" }', '"from": 5, "to": 1']),
    ).toEqual(["8: fields[3].to (“Verdict”) must be a whole number above “from”, which is 5."]);
    const decision = ',\n  "decision": { "field": "Recommendation", "accept": ["Talk", "Poster"] }';
    expect(wrongAfter([decision, ""])[0]).toMatch(/: acceptFrom is 6, but Verdict goes from -2 to 2: say from which/);
    expect(wrongAfter([decision, ',\n  "acceptFrom": 0.5'])).toEqual([]);
    expect(wrongAfter(['"workshop"', '"iclr"'])[0]).toMatch(/^2: name “iclr” is that of a form that comes with us/);
    expect(wrongAfter(['"workshop"', '"../../etc"'])[0]).toMatch(/^2: name must be small letters/);
    expect(wrongAfter(['"In a nutshell"', '"__proto__"'])[0]).toMatch(/^5: fields\[0\].name must be a name/);
  });

  test("that is no JSON is refused at the place where it ends to be some", () => {
    expect(wrongAfter(['"overall": "Verdict",', '"overall": "Verdict"'])).toEqual([
      '12: This is not JSON: a comma or “}” is missing before “"decision"”.',
    ]);
    expect(wrongAfter(['"accept": ["Talk", "Poster"] }', '"accept": ["Talk", "Poster"], }'])[0]).toMatch(
      /^12: This is not JSON: a value is missing before “}”, or there is a comma too many\.$/,
    );
    expect(wrongAfter([OWN, ""])).toEqual(["1: This is not JSON: the text ends too early."]);
    expect(wrongAfter([OWN, "[1]"])).toEqual(["1: The form is wrong: expected object, received array."]);
    expect(wrongAfter([OWN, "[".repeat(100_000)])).toEqual(["1: This is not JSON: it is nested too deeply."]);
    expect(wrongAfter(['"title"', "'title'"])[0]).toMatch(/^3: This is not JSON: a name in double quotes is missing/);
  });

  test("may begin with a byte order mark and end its lines as Windows does", () => {
    expect(own(`\uFEFF${OWN.replaceAll("\n", "\r\n")}`).name).toBe("workshop");
  });
});

test("the rating of ICLR has gaps, and its venue accepts by the score", () => {
  const filled = {
    ...{ Summary: "s", Soundness: 2, Presentation: 3, Contribution: 2, Strengths: ["a"], Weaknesses: ["b"] },
    ...{ Questions: [], "Flag for ethics review": false, Rating: 6, Confidence: 4 },
  };
  const form = filledFormOf(ICLR).parse(filled);
  expect(filledFormOf(ICLR).safeParse({ ...filled, Rating: 7 }).success).toBe(false);
  expect(decisionOf({ kind: ICLR, form })).toBe("Accept");
  expect(decisionOf({ kind: ICLR, form: { ...form, Rating: 5.8 } })).toBe("Reject");
});

test("a review that was made when there was one form is read as that form's", () => {
  const form = {
    ...{ Summary: "s", Strengths: ["a"], Weaknesses: ["b"], Originality: 2, Quality: 2, Clarity: 3, Significance: 2 },
    ...{ Questions: [], Limitations: [], "Ethical Concerns": false, Soundness: 2, Presentation: 3, Contribution: 2 },
    ...{ Overall: 4, Confidence: 3, Decision: "Reject" },
  };
  const old = { form: { ...form, Overall: 3.8 }, ensemble: [form], spread: { Overall: [4, 4] } };
  const review = Review.parse({ ...old, model: "m", rehearsal: false, calibrated: false });
  expect(review).toMatchObject({ kind: { name: "neurips" }, way: "form" });
  expect([overallOf(review), decisionOf(review)]).toEqual([3.8, "Reject"]);
  const broken = { ...old, form: { ...form, Overall: "good" }, model: "m", rehearsal: false, calibrated: false };
  expect(Review.safeParse(broken).success).toBe(false);
  expect(NEURIPS.fields).toHaveLength(16);
});
