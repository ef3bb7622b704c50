import { STATISTICS, TRAINING } from "./known-methods";
import { type KnownWork, work } from "./known-work";

/** Works of the generative and diffusion literature. */
const GENERATIVE: readonly KnownWork[] = [
  work(
    "diffusion",
    /nonequilibrium thermodynamics/i,
    "@ introduced the reversal of a gradual diffusion process as a generative model.",
  ),
  work(
    "diffusion",
    /^denoising diffusion probabilistic models$/i,
    "@ showed that predicting the added noise with a simple regression loss gives samples of high quality.",
  ),
  work(
    "diffusion",
    /^improved denoising diffusion/i,
    "@ learn the reverse variances and replace the linear noise schedule by a cosine one, which destroys information more evenly.",
  ),
  work(
    "diffusion",
    /diffusion models beat gans/i,
    "@ combine architectural changes with guidance and reach the image quality of adversarial models.",
  ),
  work(
    "diffusion",
    /^variational diffusion models/i,
    "@ learn the noise schedule together with the model and show which of its properties matter for the likelihood.",
  ),
  work(
    "diffusion",
    /design space of diffusion/i,
    "@ separate the design choices of diffusion models and tune each on its own.",
  ),
  work(
    "score",
    /estimating gradients of the data distribution/i,
    "@ learn the gradient of the log density at many noise levels and sample with Langevin dynamics.",
  ),
  work("score", /stochastic differential equations/i, "@ describe both views by one stochastic differential equation."),
  work(
    "score",
    /non-normalized statistical models by score matching/i,
    "@ derived score matching for densities that cannot be normalised.",
  ),
  work(
    "score",
    /connection between score matching and denoising/i,
    "@ connected score matching to denoising, which is why predicting noise estimates a score.",
  ),
  work(
    "sampling",
    /^denoising diffusion implicit/i,
    "@ shorten sampling with a deterministic process that needs fewer steps.",
  ),
  work("sampling", /classifier-free/i, "@ trade diversity against fidelity without a separate classifier."),
  work(
    "sampling",
    /flow matching/i,
    "@ regress the velocity of a probability path and so generalise the choice of path.",
  ),
  work(
    "generative",
    /generative adversarial/i,
    "@ train a generator against a discriminator instead of maximising a likelihood.",
  ),
  work("generative", /auto-?encoding variational/i, "@ train a latent-variable model with a bound on the likelihood."),
  work("generative", /real nvp/i, "@ build invertible networks whose likelihood can be computed exactly."),
];

export const KNOWN_WORKS: readonly KnownWork[] = [...GENERATIVE, ...TRAINING, ...STATISTICS];

/** Groups in the order of a related-work section: heading, and how this paper relates to the group. */
export const GROUPS: readonly (readonly [group: string, heading: string, relation: string])[] = [
  [
    "diffusion",
    "Diffusion models and their schedules.",
    "These works compare choices at a scale where a run is rarely repeated. Here the scale is small and every comparison is made over repetitions; their larger architectures are not compared with.",
  ],
  [
    "score",
    "Score matching.",
    "The training objective used here is an instance of this line of work; no alternative objective is tried.",
  ],
  [
    "sampling",
    "Sampling and paths.",
    "These methods would apply to the models trained here. The sampler is held fixed, so that a difference comes from training alone, and none of them is compared with.",
  ],
  [
    "generative",
    "Other generative models.",
    "They could be trained on the same data. Since the question is about a choice inside one family, they are left out.",
  ],
  ["network", "Inputs and architecture.", "The network follows these designs without adding to them."],
  [
    "training",
    "Optimisation and averaging.",
    "They are used as they are; how far their settings interact with the change under test is part of what the controls look at.",
  ],
  [
    "generalisation",
    "Generalisation during training.",
    "The runs here are shorter and smaller, and are compared at a fixed budget only.",
  ],
  [
    "kernel",
    "Kernel methods.",
    "The model used here is the plain one; its hyper-parameters are varied by hand and not fitted.",
  ],
  [
    "smoothing",
    "Bandwidths and their choice.",
    "An automatic choice would apply here and was not compared with, because the question is how the error responds to the value.",
  ],
  ["measuring", "Estimating and comparing.", "These results are used as tools."],
];
