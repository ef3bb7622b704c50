import { expect, test } from "vitest";
import { changesBetween } from "../../../src/latex/passage/changes";

const changed = (before: string, after: string) => {
  const changes = changesBetween(before, after);
  expect(changes.map((one) => one.before).join("")).toBe(before);
  expect(changes.map((one) => one.after).join("")).toBe(after);
  return changes.filter((one) => one.before !== one.after);
};

test("sentences that change by themselves are decided by themselves", () => {
  expect(changed("We we train $a$. It holds. It is is 5.", "We train $a$. It holds. It is 5.")).toHaveLength(2);
  expect(changed("We train for 5 hours here. It is very good.", "It is good.")).toHaveLength(2);
});

test("where a citation or a number moves to another sentence, both are one change", () => {
  const before = "We train a model \\citep{kim2020}. It is small. The loss is low in the end. That is all.";
  const after = "We train one model. It is small. The loss is low in the end \\citep{kim2020}. That was all.";
  expect(changed(before, after)).toEqual([
    { before: before.slice(0, before.indexOf("That")), after: after.slice(0, after.indexOf("That")) },
    { before: "That is all.", after: "That was all." },
  ]);
  const [five, none] = ["We train for 5 hours here.", "We train here for long hours."];
  expect(changed(`${five} It stays. It is good. We we stop.`, `${none} It stays. It is good for 5. We stop.`)).toEqual([
    { before: `${five} It stays. It is good. `, after: `${none} It stays. It is good for 5. ` },
    { before: "We we stop.", after: "We stop." },
  ]);
});

test("an environment is begun and ended in one change", () => {
  const before = "There are two. One is here. Two is there. We stop.";
  const after = "There are two.\n\\begin{itemize}\n\\item One is here.\n\\item Two is there.\n\\end{itemize}\nWe stop.";
  for (const one of changed(before, after))
    expect(one.after.includes("\\begin{itemize}")).toBe(one.after.includes("\\end{itemize}"));
});

test("a sentence that comes at the end is one change with the blank before it", () => {
  expect(changed("It is so.", "It is so. It is not more.")).toEqual([
    { before: "It is so.", after: "It is so. It is not more." },
  ]);
});
