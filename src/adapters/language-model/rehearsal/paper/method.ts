import { metricLabel } from "../wording";
import { count, paragraphs, plural, runName, sentences, tex } from "./latex-text";
import { cite, type Material, type Reference, type Variant } from "./material";
import { whatItIs } from "./statements";

/** The baseline's relevant part, each variant so that it can be done again, the hypothesis, and what is held equal. */
export function method(material: Material): string {
  const { variants, field } = material;
  return paragraphs([
    `The baseline is ${field.subject} as described in the background; its settings are listed in the experimental setup. ${variants.length === 1 ? "One variant is" : `${count(variants.length).replace(/^./, (first) => first.toUpperCase())} variants are`} derived from it.`,
    ...variants.map((variant) => variantText(variant, material)),
    hypothesis(material),
    heldEqual(material),
  ]);
}

function variantText(variant: Variant, { field, references, variants }: Material): string {
  const { move, name } = variant;
  const twin = variants.slice(0, variants.indexOf(variant)).find((one) => move && one.move?.role === move.role);
  const equation = EQUATIONS[`${field.name}/${move?.role}`] ?? EQUATIONS[move?.role ?? ""];
  const formula = equation?.(references, move?.setting?.from ?? "", move?.setting?.to ?? "") ?? "";
  const explanation = [formula, tex(move?.mechanism ?? "")];
  return `\\paragraph{${tex(name)}.} ${sentences(
    `One thing differs from the baseline: ${whatItIs(variant)}.`,
    ...(twin ? [`Otherwise it is made as ${runName(twin.name)} is, and the notation is the same.`] : explanation),
    variant.capacity ? `${runName(variant.name)} is not capacity-matched: ${tex(variant.capacity)}` : "",
  )}`;
}

type Equation = (references: readonly Reference[], from: string, to: string) => string;

/** How a kind of change reads in the notation of the background, by role, or by field and role. */
const EQUATIONS: Readonly<Record<string, Equation>> = {
  "diffusion/schedule": (refs, from, to) =>
    [from, to].includes("cosine") && [from, to].includes("linear")
      ? `The linear schedule spaces the variances $\\beta_t$ evenly. The cosine schedule${cite(refs, /^improved denoising/i)} prescribes the remaining signal instead,
\\begin{equation}\\label{eq:schedule}
\\bar\\alpha_t = \\frac{g(t)}{g(0)}, \\qquad g(t) = \\cos^2\\!\\left( \\frac{t/T + 0.008}{1.008} \\cdot \\frac{\\pi}{2} \\right),
\\end{equation}
and derives the variances from it. Relative to the linear schedule it leaves more steps at intermediate noise levels and destroys less information early.`
      : "",
  "learning-rate":
    () => `With $\\eta$ for the learning rate and $\\mathbf{u}_k$ for the direction that the optimiser proposes, update $k$ is
\\begin{equation}\\label{eq:update}
\\theta_{k} = \\theta_{k-1} - \\eta\\, \\mathbf{u}_k,
\\end{equation}
and only $\\eta$ differs.`,
  decay: (refs) => `With $K$ training steps and the full learning rate $\\eta_0$, step $k$ uses
\\begin{equation}\\label{eq:decay}
\\eta_k = \\frac{\\eta_0}{2} \\left( 1 + \\cos \\frac{\\pi k}{K} \\right)
\\end{equation}
instead of $\\eta_0$ throughout${cite(refs, /warm restarts/i)}.`,
  "weight-average": (refs) => `What is evaluated is not the last iterate $\\theta_k$ but the average
\\begin{equation}\\label{eq:average}
\\bar\\theta_k = \\gamma\\, \\bar\\theta_{k-1} + (1 - \\gamma)\\, \\theta_k
\\end{equation}
with decay $\\gamma$${cite(refs, /averaging$/i)}, which reaches back over about $1 / (1 - \\gamma)$ updates.`,
  frequencies: (refs) => `A value $x$ enters the network together with the sinusoids
\\begin{equation}\\label{eq:frequencies}
\\sin(2^{j} x),\\ \\cos(2^{j} x), \\qquad j = 0, \\dots, L - 1,
\\end{equation}
and $L$ is the number that differs${cite(refs, /fourier features/i)}. The first layer becomes narrower or wider with it, which changes the number of parameters slightly.`,
  "diffusion/allocation":
    () => `The diffusion steps are divided into $B = 10$ bins of neighbours. Two running averages of the loss of bin $b$, a quick one $q_b$ and a slow one $s_b$, measure progress, and bins are drawn with the probabilities
\\begin{equation}\\label{eq:allocation}
\\pi_b = 0.8\\, \\frac{|s_b - q_b|}{\\sum_{c} |s_c - q_c|} + \\frac{0.2}{B},
\\end{equation}
whose second term is a floor, so that no bin starves. Within a bin all steps are equally likely. Where the loss is divided by the sampling probability, each error is multiplied by $1 / (B \\pi_b)$, which restores the expectation in Equation~\\ref{eq:objective}.`,
  "diffusion/gate":
    () => `A coordinate enters the network together with sinusoids of frequency $2^j$, $j = 0, 1, \\dots$. Each of them is multiplied by the gate
\\begin{equation}\\label{eq:gate}
g_j(\\lambda) = \\frac{1}{1 + \\exp(-(\\lambda + 6 - 3 j))},
\\end{equation}
which depends on the log signal-to-noise ratio $\\lambda$ and has no trained parameter. Low frequencies are open nearly everywhere, high ones only where noise is small.`,
  "kernel/smoothing": () => "In Equation~\\ref{eq:kernel} only $h$ differs; the ridge $\\rho$ stays as it is.",
  "kernel/regularisation": () => "In Equation~\\ref{eq:objective} only $\\rho$ differs; the kernel stays as it is.",
};

function hypothesis({ variants, primary }: Material): string {
  const label = tex(metricLabel(primary.name));
  const expectations = variants.flatMap(({ name, move }) =>
    move ? [`For ${runName(name)}: ${lowerFirst(tex(move.expectation))}`] : [],
  );
  return `\\paragraph{Hypothesis.} ${sentences(
    `What was expected was written down before any variant ran, with ${label} as the metric that decides.`,
    ...expectations,
    `The suspected mechanism is refuted if the main variant shows no clear difference in ${label} or if the control moves it in the same way and by as much.`,
  )}`;
}

function heldEqual({ variants }: Material): string {
  return `\\paragraph{What is held equal.} Training data, held-out data, evaluation, seeds and the number of training steps are those of the baseline in ${variants.length === 1 ? "the variant" : `each of the ${plural(variants.length, "variant")}`}. Each variant starts from the baseline and not from another variant, so that whatever moves has one cause. Nothing was tuned in favour of any side.`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
