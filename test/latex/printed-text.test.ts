import { expect, test } from "vitest";
import { printedText } from "../../src/latex/printed-text";

test.each([
  ["The {\\'E}nergy of \\emph{Noise}", "The Énergy of Noise"],
  ['Schr{\\"o}dinger and G\\"{o}del', "Schrödinger and Gödel"],
  ["Fran\\c{c}ois, \\v{S}ule, \\v Cech, Erd\\H{o}s", "François, Šule, Čech, Erdős"],
  ['S\\o ren Kierkegaard, Stra\\ss e, {\\AA}ngstr{\\"o}m, \\L{}ukasz', "Søren Kierkegaard, Straße, Ångström, Łukasz"],
  ['na{\\"\\i}ve', "naïve"],
  ["Regret of $\\sqrt{T\\log T}$ and $O(n^2\\log n)$", "Regret of √(T log T) and O(n^2 log n)"],
  [
    "$\\arg\\max_\\theta \\log p_\\theta(x)$ with the \\argmin{} of $\\ell_2$",
    "arg max_θ log p_θ(x) with the arg min of ℓ_2",
  ],
  ["$\\max(a, b)$, $3\\min$, $\\exp(-\\lVert x \\rVert^2)$", "max(a, b), 3 min, exp(-‖x ‖^2)"],
  ["From $x \\in X$ to $\\{0, 1\\}^n \\subseteq \\mathbb{R}^n$", "From x ∈ X to {0, 1}^n ⊆ R^n"],
  ["A $\\frac{1}{2}$-approximation, $\\frac{a+b}{\\sqrt{n}}$", "A 1/2-approximation, (a+b)/√n"],
  ["$\\nabla f$, $\\sum_i x_i$, $\\infty$, $\\forall\\phi: \\psi \\to \\Omega$", "∇f, ∑_i x_i, ∞, ∀φ: ψ → Ω"],
  ["Rotated by 90$^\\circ$ for 5\\$ --- ``at once''", "Rotated by 90° for 5$ — “at once”"],
  ["\\LaTeX{} \\S 3 \\textbullet\\ \\checkmark", "LaTeX §3 • ✓"],
  ["50\\% of \\textbf{A\\&B}~\\cite{x}, 日本", "50% of A&B …, 日本"],
])("%s", (latex, printed) => {
  expect(printedText(latex)).toBe(printed);
});
