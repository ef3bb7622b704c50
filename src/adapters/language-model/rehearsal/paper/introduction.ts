import type { Field } from "../fields";
import { metricLabel } from "../wording";
import { count, listed, paragraphs, plural, runName, sentences, tex } from "./latex-text";
import { cite, type Material, type Reference } from "./material";
import { dataSets, decidingValues, repetitions, variantNames, verdictSentence, whatItIs } from "./statements";

/** From what is known to the question, then what was done, what came out, and what the paper shows. */
export function introduction(material: Material): string {
  const { field, references, variants } = material;
  const [main] = variants;
  return paragraphs([
    OPENING[field.name](references),
    sentences(
      main ? `This paper looks at one such choice, namely at ${whatItIs(main)}.` : "",
      tex(main?.move?.mechanism ?? ""),
      `Whether this is so matters to anybody who builds ${field.subjects}, because the choice costs nothing to make and is usually inherited together with the code.`,
    ),
    "Thought alone does not settle it. A change of this kind acts on the training signal, on the optimisation and on the final evaluation at the same time, and these effects can cancel. Its size can also be below the spread between random seeds, in which case a single favourable run proves nothing. The question therefore asks for a small setting, where runs can be repeated and compared with their uncertainty.",
    whatWasDone(material),
    contributions(material),
  ]);
}

const OPENING: Readonly<Record<Field["name"], (references: readonly Reference[]) => string>> = {
  diffusion: (refs) =>
    sentences(
      `Denoising diffusion models turn noise into data by many small steps, each of which removes a little of the noise that a fixed process has added${cite(refs, /nonequilibrium/i, /^denoising diffusion probabilistic/i)}.`,
      `They are trained by plain regression, and they match or exceed adversarial models in image quality${cite(refs, /beat gans/i)}.`,
      `Around the network stand choices that decide much of the outcome: how much noise is added when${cite(refs, /^improved denoising/i, /^variational diffusion/i)}, how errors at different noise levels are weighted, how samples are drawn${cite(refs, /design space of diffusion/i, /implicit models/i)}, and how coordinates and noise levels enter the network${cite(refs, /fourier features/i)}.`,
      "Most of them were settled on images, where one run is expensive and few are repeated, so that small effects are hard to tell from noise.",
    ),
  sequence: (refs) =>
    sentences(
      `Transformers learn sequences by predicting one element from the others${cite(refs, /attention is all you need/i)}.`,
      `Their behaviour depends on size, data and compute${cite(refs, /scaling laws/i)}, but also on choices of training that are copied from one project to the next${cite(refs, /^adam\b/i, /decoupled weight decay/i)}.`,
      "At large scale such choices are seldom varied one at a time, because a run is expensive and repetitions are rarer still.",
    ),
  kernel: (refs) =>
    sentences(
      `Kernel methods fit a function as a weighted sum of similarities to the training points${cite(refs, /reproducing kernels/i, /learning with kernels/i)}.`,
      `With a ridge penalty they have a closed-form solution${cite(refs, /dual variables/i, /nonorthogonal/i)} and only a handful of values to choose, above all the width of the kernel and the strength of the penalty.`,
      `General advice on these values exists${cite(refs, /gaussian processes for machine/i, /cross-validatory/i)}; how strongly the error responds to them differs from one target function to the next.`,
    ),
  supervised: (refs) =>
    sentences(
      "Learning from examples leaves many values to be chosen by whoever runs the experiment.",
      `They are usually inherited together with code or tuned once${cite(refs, /^adam\b/i, /cross-validatory/i)}, and later results are reported as if they were facts about the method.`,
      "Which of them matter for a given problem is then unknown.",
    ),
};

function whatWasDone(material: Material): string {
  const { variants, primary } = material;
  return sentences(
    `We train an unchanged baseline and ${plural(variants.length, "variant")}, ${variantNames(material)}, on ${dataSets(material)}, with ${repetitions(material)} behind every number.`,
    `Each variant differs from the baseline in one respect; data, evaluation and the number of training steps are the same.`,
    `The primary metric is ${tex(metricLabel(primary.name))}.`,
    ...variants
      .slice(0, 1)
      .flatMap((variant) => [verdictSentence(variant, material), decidingValues(variant, material)]),
    ...variants.slice(1).map((variant) => verdictSentence(variant, material)),
  );
}

function contributions(material: Material): string {
  const { variants, datasets, metrics } = material;
  const items = [
    `We measure ${listed(variants.map(({ name }) => runName(name)))} against the same baseline on ${dataSets(material)} in ${plural(metrics.length, "metric")}.`,
    material.seeds > 1
      ? `We give every difference with its 95\\,\\% interval over ${count(material.seeds)} seeds and call it an improvement only when the interval excludes zero.`
      : "We state plainly that single values carry no information about noise, and call nothing an improvement.",
    `We report what did not help as well as what did, for each of the ${count(datasets.length)} data sets, together with the cost in time.`,
  ];
  return `Our contributions are:\n\\begin{itemize}\n${items.map((item) => `\\item ${item}`).join("\n")}\n\\end{itemize}`;
}
