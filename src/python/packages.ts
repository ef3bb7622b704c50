import type { Policy } from "./policy";
import { STANDARD_LIBRARY } from "./standard-library";

/** Packages that are imported under another name than the one they are installed under. */
const IMPORTED_AS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    pillow: ["PIL"],
    "opencv-python": ["cv2"],
    "opencv-python-headless": ["cv2"],
    "scikit-image": ["skimage"],
    "scikit-learn": ["sklearn"],
    pyyaml: ["yaml"],
    "python-dateutil": ["dateutil"],
    "pytorch-lightning": ["pytorch_lightning", "lightning_fabric"],
    "hydra-core": ["hydra"],
    "umap-learn": ["umap"],
    tensorflow: ["tensorflow", "keras"],
    "ray[rllib]": ["ray"],
    protobuf: ["google"],
    "stable-baselines3": ["stable_baselines3"],
    "torch-geometric": ["torch_geometric"],
  }),
);

/** What comes along with a package, as it depends on it. */
const BRINGS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    matplotlib: ["numpy", "PIL", "mpl_toolkits", "dateutil", "cycler"],
    pandas: ["numpy", "dateutil"],
    scipy: ["numpy"],
    "scikit-learn": ["numpy", "scipy", "joblib", "threadpoolctl"],
    "scikit-image": ["numpy", "scipy", "PIL", "imageio", "networkx"],
    seaborn: ["numpy", "pandas", "matplotlib"],
    torch: ["typing_extensions", "functorch"],
    torchvision: ["torch", "numpy", "PIL"],
    transformers: ["numpy", "tqdm", "yaml"],
    jax: ["jaxlib", "numpy", "scipy"],
    flax: ["jax", "numpy", "optax"],
  }),
);

/** Whether a top-level module is there for sure: in Python itself, in the requirements, or in the project. */
export function isProvided(module: string, { requirements, files }: Policy): boolean {
  return (
    STANDARD_LIBRARY.has(module) ||
    module.startsWith("_") ||
    isOwnModule(module, files) ||
    requirements.some((one) => provides(one, module))
  );
}

/** `x.py` and `x/…` of the project. */
export function isOwnModule(module: string, files: readonly string[]): boolean {
  return files.some((file) => file === `${module}.py` || file.startsWith(`${module}/`));
}

/** A requirement may name versions and extras: `torch[opt]>=2; python_version > "3.8"`. */
function provides(requirement: string, module: string): boolean {
  const name = /^[\w.-]+/.exec(requirement.trim())?.[0].toLowerCase() ?? "";
  const plain = (text: string) => text.toLowerCase().replace(/[-_.]+/g, "_");
  return (
    plain(name) === plain(module) || [...(IMPORTED_AS.get(name) ?? []), ...(BRINGS.get(name) ?? [])].includes(module)
  );
}
