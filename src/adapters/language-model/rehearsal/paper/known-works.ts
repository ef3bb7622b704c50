/** What a work is known for, in one sentence. `@` stands for \citet, and occurs once. */
export type KnownWork = { readonly title: RegExp; readonly group: string; readonly says: string };

const work = (group: string, title: RegExp, says: string): KnownWork => ({ group, title, says });

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

/** Works on networks, their inputs and their training. */
const TRAINING: readonly KnownWork[] = [
  work(
    "network",
    /fourier features/i,
    "@ show that sinusoids of the coordinates let a network learn high frequencies in few dimensions.",
  ),
  work(
    "network",
    /attention is all you need/i,
    "@ introduced the transformer, and sinusoids of a position as an input to it.",
  ),
  work("network", /deep residual learning/i, "@ made deep networks trainable with residual connections."),
  work(
    "network",
    /gaussian error linear/i,
    "@ proposed the smooth activation that this kind of network commonly uses.",
  ),
  work(
    "network",
    /language models are (unsupervised|few-shot)/i,
    "@ showed what large transformers learn from predicting the next token.",
  ),
  work("network", /layer normali[sz]ation/i, "@ normalise the activations of each example on its own."),
  work("network", /^dropout/i, "@ drop units at random to keep a network from relying on few of them."),
  work("training", /^adam\b/i, "@ adapt the step of each weight to the recent size of its gradient."),
  work("training", /decoupled weight decay/i, "@ separate weight decay from that adaptation."),
  work(
    "training",
    /stochastic approximation by averaging/i,
    "@ showed that averaging the iterates of a stochastic method removes most of its noise.",
  ),
  work("training", /sgdr|warm restarts/i, "@ lower the learning rate along a cosine, with restarts."),
  work(
    "training",
    /(averaging weights|averages weights)/i,
    "@ average weights along the trajectory of training and find wider optima.",
  ),
  work(
    "generalisation",
    /^grokking|generali[sz]ation beyond overfitting/i,
    "@ observed that a network can generalise long after it has fitted its training data.",
  ),
  work(
    "generalisation",
    /progress measures for grokking/i,
    "@ explain such a transition by the circuits that form during training.",
  ),
  work("generalisation", /scaling laws/i, "@ relate the loss of language models to their size, data and compute."),
  work("generalisation", /double descent/i, "@ found test errors that fall again beyond the point of interpolation."),
];

/** Works on kernels and on measuring. */
const STATISTICS: readonly KnownWork[] = [
  work("kernel", /spline models/i, "@ treats smoothing as regression in a space of functions."),
  work(
    "kernel",
    /biased estimation for nonorthogonal/i,
    "@ introduced the ridge penalty as a cure for ill-conditioned regressions.",
  ),
  work(
    "kernel",
    /ridge regression learning algorithm in dual/i,
    "@ write ridge regression in dual variables, so that kernels can be used.",
  ),
  work("kernel", /reproducing kernels/i, "@ gave the theory of reproducing kernels."),
  work("kernel", /learning with kernels/i, "@ give a textbook account of learning with kernels."),
  work(
    "kernel",
    /gaussian processes for machine/i,
    "@ describe the Bayesian view, in which hyper-parameters are chosen by the marginal likelihood.",
  ),
  work("kernel", /random features/i, "@ approximate kernels by random features, which scales to large data."),
  work(
    "smoothing",
    /estimating regression/i,
    "@ estimated a regression by local averages, whose width plays the role of a bandwidth.",
  ),
  work("smoothing", /density estimation for statistics/i, "@ discusses how a bandwidth trades bias against variance."),
  work("smoothing", /cross-validatory/i, "@ proposed cross-validation for choosing such values from data."),
  work("measuring", /entropy of a random vector/i, "@ estimated entropies from distances to nearest neighbours."),
  work(
    "measuring",
    /estimating mutual information/i,
    "@ built estimators of mutual information on the same distances.",
  ),
  work(
    "measuring",
    /kullback-leibler divergence estimation/i,
    "@ proved that divergences can be estimated in this way.",
  ),
  work(
    "measuring",
    /divergence estimation for multidimensional/i,
    "@ studied the bias of nearest-neighbour divergence estimates and how to adapt them.",
  ),
  work(
    "measuring",
    /two time-scale/i,
    "@ compare generated and real images by the distance of their feature distributions.",
  ),
  work(
    "measuring",
    /different population variances/i,
    "@ gave the comparison of two means with unequal variances that is used here.",
  ),
  work(
    "measuring",
    /same stats, different graphs/i,
    "@ warn with a drawn dinosaur that summary statistics can hide the shape of data.",
  ),
  work(
    "measuring",
    /ai.{0,3}scientist/i,
    "@ let a language model go through the whole cycle of such a study, which this paper's making follows.",
  ),
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
