import { expect, test } from "vitest";
import { printedText } from "../../src/latex/printed-text";

test.each([
  ["The {\\'E}nergy of \\emph{Noise}", "The Énergy of Noise"],
  ['Schr{\\"o}dinger and G\\"{o}del', "Schrödinger and Gödel"],
  ["Fran\\c{c}ois, \\v{S}ule, \\v Cech, Erd\\H{o}s", "François, Šule, Čech, Erdős"],
  ['S\\o ren Kierkegaard, Stra\\ss e, {\\AA}ngstr{\\"o}m, \\L{}ukasz', "Søren Kierkegaard, Straße, Ångström, Łukasz"],
  ['na{\\"\\i}ve', "naïve"],
  ["50\\% of \\textbf{A\\&B}~\\cite{x}, 日本", "50% of A&B …, 日本"],
])("%s", (latex, printed) => {
  expect(printedText(latex)).toBe(printed);
});
