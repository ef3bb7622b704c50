import fs from "node:fs";
import path from "node:path";
import { cache } from "./checkout.mjs";
import { answerOf, onPath, runLogged } from "./programs.mjs";
import { canInstallSystemPackages, installWithApt } from "./system.mjs";

const torch = "torch==2.13.0";
const requirements = [torch, "numpy", "matplotlib"];
const debianRequirements = ["python3-torch", "python3-numpy", "python3-matplotlib"];
const environment = path.join(cache, "python");
const environmentPython = path.join(environment, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
const choice = path.join(cache, "python-interpreter");

/**
 * Finds a Python that has torch, numpy and matplotlib, else makes one: a virtual environment in the checkout, without
 * gigabytes of CUDA where there is no NVIDIA GPU; there Debian's own packages come next. Gives `interpreter`, a path.
 */
export async function installPython() {
  const found = rememberedPython() ?? candidates().find(hasRequirements);
  if (found !== undefined) return remember(found);
  if (process.env.AI_SCIENTIST_PYTHON) {
    console.log(
      `AI_SCIENTIST_PYTHON (${process.env.AI_SCIENTIST_PYTHON}) lacks torch, numpy or matplotlib; looking on`,
    );
  }
  console.log("Python: none here has torch, numpy and matplotlib; making an environment in .cache/python");
  const made = (await makeEnvironment()) && (await fillEnvironment());
  if (made && hasRequirements(environmentPython)) return remember(environmentPython);
  if (canInstallSystemPackages()) {
    console.log("Python: Debian's python3-torch instead (1.1 GB on disk, usually 1-2 min)");
    if ((await installWithApt(debianRequirements)) && hasRequirements("/usr/bin/python3"))
      return remember("/usr/bin/python3");
  }
  return { ready: false, instruction: instruction() };
}

/** The interpreter found last time, if nobody asked for another and it still has everything. Does not import torch: 0.1 s. */
function rememberedPython() {
  if (!fs.existsSync(choice)) return undefined;
  const interpreter = fs.readFileSync(choice, "utf8").trim();
  if (process.env.AI_SCIENTIST_PYTHON && process.env.AI_SCIENTIST_PYTHON !== interpreter) return undefined;
  const look = "import importlib.util as u; assert all(map(u.find_spec, ('torch', 'numpy', 'matplotlib')))";
  return answerOf(interpreter, ["-c", look]) === undefined ? undefined : interpreter;
}

function remember(interpreter) {
  fs.mkdirSync(cache, { recursive: true });
  fs.writeFileSync(choice, `${interpreter}\n`);
  return { ready: true, interpreter };
}

function candidates() {
  const named = ["python3", "python"].map(onPath);
  return [process.env.AI_SCIENTIST_PYTHON, named[0], "/usr/bin/python3", named[1], environmentPython].filter(Boolean);
}

/** Really imports them, so a broken installation is not taken for a good one: about 2 s where torch is there. */
function hasRequirements(interpreter) {
  return answerOf(interpreter, ["-c", "import torch, numpy, matplotlib"]) !== undefined;
}

/** torch 2.13 wants Python 3.10. Debian splits `venv` off Python: fetched when we may. */
async function makeEnvironment() {
  if (answerOf(environmentPython, ["-m", "pip", "--version"]) !== undefined) return true;
  const base = candidates().find(isNewEnough);
  if (base !== undefined && (await createWith(base))) return true;
  if (!canInstallSystemPackages()) return false;
  console.log("Python: fetching Debian's python3-venv (20 MB, usually 10 s)");
  return (
    (await installWithApt(["python3", "python3-venv"])) &&
    isNewEnough("/usr/bin/python3") &&
    createWith("/usr/bin/python3")
  );
}

const isNewEnough = (python) =>
  answerOf(python, ["-c", "import sys; assert sys.version_info >= (3, 10)"]) !== undefined;

const createWith = (python) => runLogged("python-venv", python, ["-m", "venv", "--clear", environment]);

async function fillEnvironment() {
  const coming = packagesThatWouldCome();
  if (coming === undefined) console.log(`Python: pip finds no ${torch} for this system`);
  if (coming === undefined || bringsCudaInVain(coming)) return false;
  console.log(`Python: pip install ${requirements.join(" ")} (200 MB to fetch without CUDA, usually 1-2 min)`);
  return runLogged("pip", environmentPython, ["-m", "pip", "install", "--prefer-binary", ...requirements]);
}

/** The names pip would install, asked without installing; undefined when pip cannot resolve them. */
function packagesThatWouldCome() {
  const args = ["-m", "pip", "install", "--quiet", "--dry-run", "--report", "-", ...requirements];
  const report = answerOf(environmentPython, args, { timeout: 300_000 });
  return report === undefined
    ? undefined
    : JSON.parse(report).install.map(({ metadata }) => metadata.name.toLowerCase());
}

function bringsCudaInVain(names) {
  const cuda = names.filter((name) => name.startsWith("nvidia-") || name === "triton");
  const inVain = cuda.length > 0 && onPath("nvidia-smi") === undefined;
  if (inVain)
    console.log(
      `Python: ${torch} from here would bring ${cuda.length} CUDA packages to a machine without NVIDIA GPU: no`,
    );
  return inVain;
}

function instruction() {
  const python = fs.existsSync(environmentPython) ? environmentPython : "python3";
  const install = `"${python}" -m pip install`;
  return [
    "The experiments need a Python (3.10 or newer, with venv) that has torch, numpy and matplotlib. Without a GPU:",
    ...(fs.existsSync(environmentPython) ? [] : [`  python3 -m venv "${environment}"`]),
    `  ${install} ${torch} --index-url https://download.pytorch.org/whl/cpu && ${install} numpy matplotlib`,
    "On Debian or Ubuntu as well:",
    `  sudo apt-get install -y --no-install-recommends python3-venv ${debianRequirements.join(" ")}`,
    "Or name a Python that has them: export AI_SCIENTIST_PYTHON=/path/to/python",
  ].join("\n");
}
