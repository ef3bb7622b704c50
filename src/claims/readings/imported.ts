import type { CodeFacts } from "../../python/code-facts";
import type { Evidence } from "../evidence";

/** What papers call libraries, and what programs import. */
const LIBRARIES: Readonly<Record<string, readonly string[]>> = {
  pytorch: ["torch"],
  tensorflow: ["tensorflow", "tf"],
  scikitlearn: ["sklearn"],
  huggingface: ["transformers", "datasets", "diffusers", "accelerate"],
  huggingfacetransformers: ["transformers"],
  huggingfacedatasets: ["datasets"],
  pytorchlightning: ["pytorch_lightning", "lightning"],
  opencv: ["cv2"],
  pillow: ["pil"],
  weightsandbiases: ["wandb"],
  pyg: ["torch_geometric"],
  pytorchgeometric: ["torch_geometric"],
  xgboost: ["xgboost"],
  dgl: ["dgl"],
};
/** What models are made of. */
const FRAMEWORKS = ["torch", "tensorflow", "tf", "jax", "flax", "keras", "sklearn", "mxnet", "xgboost", "lightgbm"];

/** Whether code imports a library, by what a paper calls it. */
export function isImported({ words }: Pick<CodeFacts, "words">, library: string): boolean {
  const name = library.toLowerCase().replace(/[^a-z\d]/g, "");
  return [...(LIBRARIES[name] ?? []), name].some((one) => words.has(one));
}

/** Whether the code that is known tells how things were done, and not only how they were drawn. */
export function isMethodKnown({ runs, code }: Evidence): boolean {
  return runs.some((run) => run.code !== undefined) || FRAMEWORKS.some((name) => code.words.has(name));
}
