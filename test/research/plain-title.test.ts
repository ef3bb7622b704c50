import { describe, expect, test } from "vitest";
import { isSameAuthor, namesInField } from "../../src/research/author-names";
import { likeness, plainTitle, withoutRetraction } from "../../src/research/plain-title";

describe("a title as it is compared", () => {
  test.each([
    ["S{\\o}ren's Stra{\\ss}e, \\c{C}a et \\v{S}koda", "Sørens Straße: ça et Škoda"],
    ['G{\\"o}del, Escher \\& Bach', "Gödel, Escher and Bach"],
    ["$\\beta$-VAE: {L}earning", "β-VAE learning"],
    ["{\\LaTeX} in ﬁne print", "LaTeX in fine print"],
    ["Łódź and the Œuvre", "Lodz and the Oeuvre"],
    ["Self-Attention — “Why”?", "self attention why"],
    ["H$_2$O", "H2O"],
  ])("%j is %j", (one, other) => {
    expect(plainTitle(one)).toBe(plainTitle(other));
  });

  test("has no mark of a retraction, which says that it was retracted; a paper about them keeps its title", () => {
    for (const mark of ["RETRACTED: ", "RETRACTED ARTICLE: ", "[Retracted] ", "Retracted: ", "WITHDRAWN: "])
      expect(withoutRetraction(`${mark}Deep Sleep`)).toEqual({ title: "Deep Sleep", retracted: true });
    for (const title of ["Retracted papers in biology", "Withdrawn from the world", "RETRACTED:"])
      expect(withoutRetraction(title)).toEqual({ title, retracted: false });
  });

  test("is the whole one's without its subtitle; others are more or less like it", () => {
    expect(likeness("Attention-based models: a survey", "Attention-Based Models")).toBe(1);
    expect(likeness("BERT: Pre-training", "BERT")).toBeLessThan(0.9);
    expect(likeness("Denoising Diffusion Models", "Denoising Diffusion Model")).toBeGreaterThan(0.95);
    expect(likeness("Denoising Diffusion Models", "Squirrels")).toBeLessThan(0.2);
    expect(likeness("", "")).toBe(0);
  });
});

test("names in a field: a group in braces is one, others are none", () => {
  expect(namesInField("Ho, Jonathan and {The Tom and Jerry Group} AND Jain, A.\n and others")).toEqual([
    ...["Ho, Jonathan", "{The Tom and Jerry Group}", "Jain, A."],
  ]);
});

test.each([
  ["Ho, Jonathan", "J. Ho", true],
  ["Aäron van den Oord", "Oord, Aaron van den", true],
  ["van den Oord, A.", "Aaron Oord", true],
  ["Zhang Wei", "Wei Zhang", true],
  ["LeCun, Yann", "Yann Le Cun", true],
  ["García-Márquez, G.", "Gabriel Garcia Marquez", true],
  ["Ho, Jonathan", "Hoffman, Judy", false],
  ["Jain, Ajay", "Ajay Kumar", false],
])("%j and %j: one person %j", (one, other, same) => {
  expect([isSameAuthor(one, other), isSameAuthor(other, one)]).toEqual([same, same]);
});
