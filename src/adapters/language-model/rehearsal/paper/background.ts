import type { Field } from "../fields";
import { metricLabel } from "../wording";
import { paragraphs, sentences, tex } from "./latex-text";
import { cite, type Material, type Reference } from "./material";
import { dataSets } from "./statements";

/** Notation, objective and procedure of the model family, then the task as a formal problem. */
export function background(material: Material): string {
  return paragraphs([...FAMILY[material.field.name](material.references), problemSetting(material)]);
}

type Family = (references: readonly Reference[]) => string[];

const diffusion: Family = (refs) => [
  `A diffusion model is defined by a forward process that adds Gaussian noise to data $\\mathbf{x}_0 \\in \\mathbb{R}^d$ in $T$ steps and by a network that undoes it${cite(refs, /nonequilibrium/i, /^denoising diffusion probabilistic/i)}. With variances $\\beta_1, \\dots, \\beta_T \\in (0, 1)$ and $\\bar\\alpha_t = \\prod_{s=1}^{t} (1 - \\beta_s)$, the noisy point after step $t$ is`,
  `\\begin{equation}\\label{eq:forward}
\\mathbf{x}_t = \\sqrt{\\bar\\alpha_t}\\, \\mathbf{x}_0 + \\sqrt{1 - \\bar\\alpha_t}\\, \\boldsymbol{\\epsilon}, \\qquad \\boldsymbol{\\epsilon} \\sim \\mathcal{N}(\\mathbf{0}, \\mathbf{I}).
\\end{equation}`,
  `How noisy a point is can be said independently of the number of steps by the log signal-to-noise ratio $\\lambda_t = \\log \\bar\\alpha_t - \\log (1 - \\bar\\alpha_t)$${cite(refs, /^variational diffusion/i)}. The network $\\boldsymbol{\\epsilon}_\\theta$ with weights $\\theta$ sees the noisy point and its noise level and is trained to name the noise,`,
  `\\begin{equation}\\label{eq:objective}
\\mathcal{L}(\\theta) = \\mathbb{E}_{t, \\mathbf{x}_0, \\boldsymbol{\\epsilon}} \\left[ \\left\\lVert \\boldsymbol{\\epsilon} - \\boldsymbol{\\epsilon}_\\theta(\\mathbf{x}_t, \\lambda_t) \\right\\rVert^2 \\right],
\\end{equation}`,
  `with $t$ drawn uniformly unless stated otherwise. This is denoising score matching at many noise levels${cite(refs, /connection between score matching/i, /gradients of the data distribution/i, /stochastic differential/i)}: up to a factor, the predicted noise is the gradient of the log density of $\\mathbf{x}_t$. New points are drawn by ancestral sampling, from pure noise down to $t = 1$,`,
  `\\begin{equation}\\label{eq:sampling}
\\mathbf{x}_{t-1} = \\frac{1}{\\sqrt{1 - \\beta_t}} \\left( \\mathbf{x}_t - \\frac{\\beta_t}{\\sqrt{1 - \\bar\\alpha_t}}\\, \\boldsymbol{\\epsilon}_\\theta(\\mathbf{x}_t, \\lambda_t) \\right) + \\sigma_t \\mathbf{z}, \\qquad \\mathbf{z} \\sim \\mathcal{N}(\\mathbf{0}, \\mathbf{I}),
\\end{equation}`,
  "where $\\sigma_t^2 = \\beta_t (1 - \\bar\\alpha_{t-1}) / (1 - \\bar\\alpha_t)$ is the variance of the posterior of the forward process.",
];

const sequence: Family = (refs) => [
  `Let $x = (x_1, \\dots, x_n)$ be a sequence of tokens from a finite vocabulary. A transformer${cite(refs, /attention is all you need/i)} with weights $\\theta$ maps the tokens that it may see to a distribution over the token that it is to predict. It is trained to minimise the cross-entropy`,
  `\\begin{equation}\\label{eq:objective}
\\mathcal{L}(\\theta) = -\\mathbb{E}_{x} \\left[ \\sum_{i \\in I} \\log p_\\theta(x_i \\mid x_{<i}) \\right],
\\end{equation}`,
  `where $I$ is the set of positions that are predicted: all of them for a language model, the last for a table of an algebraic operation. The expectation is estimated on minibatches, and the weights follow an adaptive gradient method${cite(refs, /^adam\b/i, /decoupled weight decay/i)}. The same quantity on sequences that were held out measures generalisation.`,
];

const kernel: Family = (refs) => [
  `Let $(x_i, y_i)$, $i = 1, \\dots, n$, be training pairs with $y_i = f(x_i) + \\varepsilon_i$ for an unknown function $f$ and independent noise $\\varepsilon_i$. Kernel ridge regression${cite(refs, /dual variables/i, /nonorthogonal/i)} estimates $f$ by $\\hat f(x) = \\sum_i w_i\\, k(x, x_i)$ with weights`,
  `\\begin{equation}\\label{eq:objective}
\\mathbf{w} = \\left( \\mathbf{K} + \\rho\\, n\\, \\mathbf{I} \\right)^{-1} \\mathbf{y}, \\qquad K_{ij} = k(x_i, x_j),
\\end{equation}`,
  `where $\\rho > 0$ is the ridge. The kernel used here is Gaussian with bandwidth $h$,`,
  `\\begin{equation}\\label{eq:kernel}
k(x, x') = \\exp\\!\\left( -\\frac{(x - x')^2}{2 h^2} \\right),
\\end{equation}`,
  `so that $\\hat f$ lies in the corresponding reproducing kernel Hilbert space${cite(refs, /reproducing kernels/i, /learning with kernels/i)}. A small $h$ or a small $\\rho$ follows the data closely and inherits its noise; large values smooth structure away${cite(refs, /density estimation for statistics/i, /spline models/i)}.`,
];

const supervised: Family = (refs) => [
  `A model $f_\\theta$ with parameters $\\theta$ maps inputs $x$ to predictions. Given training pairs $(x_i, y_i)$, $i = 1, \\dots, n$, and a loss $\\ell$, its parameters are chosen to make the empirical risk small,`,
  `\\begin{equation}\\label{eq:objective}
\\mathcal{L}(\\theta) = \\frac{1}{n} \\sum_{i=1}^{n} \\ell\\bigl( f_\\theta(x_i), y_i \\bigr).
\\end{equation}`,
  `What is of interest is the same quantity on data that was not used for fitting${cite(refs, /cross-validatory/i)}. Values that are fixed before fitting, the hyper-parameters, influence it without being part of $\\theta$.`,
];

const FAMILY: Readonly<Record<Field["name"], Family>> = { diffusion, sequence, kernel, supervised };

function problemSetting(material: Material): string {
  const { primary } = material;
  const better = primary.direction === "higher" ? "larger" : "smaller";
  return `\\subsection{Problem setting}
${sentences(
  `Let $A$ be a training procedure with a fixed budget, $D$ one of ${dataSets(material)}, and $s$ a random seed. A run gives the value $m(A, D, s)$ of a metric, here ${tex(metricLabel(primary.name))}.`,
  `For a variant $A'$ of the baseline $A$ we estimate the difference of expectations over seeds,`,
)}
\\begin{equation}\\label{eq:difference}
\\Delta(D) = \\mathbb{E}_s\\left[ m(A', D, s) \\right] - \\mathbb{E}_s\\left[ m(A, D, s) \\right].
\\end{equation}
${sentences(
  primary.direction
    ? `A ${better} value of $m$ is better, so that a variant improves on the baseline where $\\Delta(D) ${primary.direction === "higher" ? ">" : "<"} 0$.`
    : "",
  "Two assumptions are special to this setting: the data sets are fixed and not a sample of a population, so that no statement about other data follows; and both procedures get the same budget, so that a variant which merely learns faster also counts as better.",
)}`;
}
