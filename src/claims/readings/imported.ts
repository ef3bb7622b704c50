import type { CodeFacts } from "../../python/code-facts";
import type { Evidence } from "../evidence";

/** Libraries by what papers call them, without blanks and signs, where programs import them by another name. */
const OTHERWISE: Readonly<Record<string, readonly string[]>> = {
  pytorch: ["torch"],
  tensorflow: ["tensorflow", "tf"],
  scikitlearn: ["sklearn"],
  huggingface: ["transformers", "datasets", "diffusers", "accelerate", "tokenizers"],
  huggingfacetransformers: ["transformers"],
  huggingfacediffusers: ["diffusers"],
  huggingfacedatasets: ["datasets"],
  pytorchlightning: ["pytorch_lightning", "lightning"],
  opencv: ["cv2"],
  paddlepaddle: ["paddle"],
  weightsbiases: ["wandb"],
  weightsandbiases: ["wandb"],
  tensorboard: ["tensorboard", "tensorboardx", "summarywriter"],
  raytune: ["ray"],
  openaigym: ["gym", "gymnasium"],
  gym: ["gym", "gymnasium"],
  gymnasium: ["gym", "gymnasium"],
  pyg: ["torch_geometric"],
  pytorchgeometric: ["torch_geometric"],
  deepgraphlibrary: ["dgl"],
  jax: ["jax", "flax"],
};
/** Libraries that are imported by the name that they have. What is none of these may be anything, such as another paper's program. */
const KNOWN = new Set(
  `${Object.keys(OTHERWISE).join(" ")} torch flax keras mxnet theano sklearn xgboost lightgbm catboost statsmodels scipy pandas numpy
  transformers diffusers accelerate wandb optuna deepspeed torchvision torchaudio torchdiffeq timm einops nltk spacy gensim dgl networkx
  sympy numba cupy pyro numpyro gpytorch botorch stablebaselines3 seaborn matplotlib plotly umap triton apex`.split(
    /\s+/,
  ),
);
/** What models are made of. */
const FRAMEWORKS = ["torch", "tensorflow", "tf", "jax", "flax", "keras", "sklearn", "mxnet", "xgboost", "lightgbm"];

/** Whether it is known that a program that uses a library imports it, by what a paper calls it. */
export function isLibrary(name: string): boolean {
  return KNOWN.has(bare(name));
}

/** Whether code imports a library, or has it in another way. */
export function isImported({ words }: Pick<CodeFacts, "words">, library: string): boolean {
  const name = bare(library);
  return (OTHERWISE[name] ?? []).some((one) => words.has(one)) || [...words].some((word) => bare(word) === name);
}

/** Whether the code that is known tells how things were done, and not only how they were drawn. */
export function isMethodKnown({ runs, code }: Evidence): boolean {
  return runs.some((run) => run.code !== undefined) || FRAMEWORKS.some((name) => code.words.has(name));
}

function bare(name: string): string {
  return name
    .toLowerCase()
    .replace(/\b(?:the|library|libraries|framework|package|toolkit)\b/g, "")
    .replace(/[^a-z\d]/g, "");
}
