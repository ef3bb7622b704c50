import { type KnownWork, work } from "./known-work";

/** Works on networks, their inputs and their training. */
export const TRAINING: readonly KnownWork[] = [
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
export const STATISTICS: readonly KnownWork[] = [
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
