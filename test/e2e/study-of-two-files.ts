import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { editAnswer } from "../../src/adapters/language-model/rehearsal/blocks";
import type { FaultServer } from "../fakes/fault-server";
import { type Script, startScriptedEndpoint } from "../fakes/scripted-endpoint";
import { makeProject, type ProjectFolder } from "./project";

/** The quick project with its functions in a file of their own, so that a change can touch two files. */
export function makeStudyOfTwoFiles(): ProjectFolder {
  const project = makeProject("test/fixtures/templates/plain_numpy");
  const experiment = join(project.folder, "experiment.py");
  const text = readFileSync(experiment, "utf8");
  const [functions] = /functions = \{[\s\S]*?\n\}\n/.exec(text)!;
  writeFileSync(
    experiment,
    text
      .replace(functions, "")
      .replace("import numpy as np\n", "import numpy as np\n\nfrom functions import functions\n"),
  );
  writeFileSync(join(project.folder, "functions.py"), `import numpy as np\n\n${functions}`);
  const editable = ["experiment.py", "functions.py", "plot.py"];
  writeFileSync(
    join(project.folder, "template.json"),
    JSON.stringify({ editable, requirements: ["numpy", "matplotlib"] }),
  );
  project.git(project.folder, "add", "-A");
  project.git(project.folder, "commit", "-q", "-m", "Two files");
  return project;
}

/** What the model proposes: four hunks in one file, two in the other, each with its title. */
export const proposed = [
  change(
    "Narrower kernel",
    "A narrow kernel follows the chirp.",
    "experiment.py",
    "bandwidth = 0.3",
    "bandwidth = 0.2",
  ),
  change("Fewer repeats", "Ten repeats are enough.", "experiment.py", "n_repeats = 20", "n_repeats = 10"),
  change(
    "Say what the kernel is",
    "A reader should not have to guess.",
    "experiment.py",
    "def kernel(a, b):",
    'def kernel(a, b):\n    """Gaussian, of one width everywhere."""',
  ),
  change(
    "No print in the loop",
    "The numbers are in the file.",
    "experiment.py",
    '    print(f"{name}: test mse {np.mean(errors):.5f}")\n',
    "",
  ),
  change(
    "A fourth function",
    "A bump tests locality.",
    "functions.py",
    '    "sine": lambda x: np.sin(6 * x),',
    '    "sine": lambda x: np.sin(6 * x),\n    "bump": lambda x: np.exp(-200 * (x - 0.5) ** 2),',
  ),
  change("Slower chirp", "Its end could not be learnt.", "functions.py", "np.sin(20 * x**2)", "np.sin(15 * x**2)"),
] as const;

function change(title: string, why: string, path: string, search: string, replace: string) {
  return { title, why, path, search, replace };
}

export function startModel(more: Script = []): Promise<FaultServer> {
  return startScriptedEndpoint([
    ...more,
    [/^Your task: send the edit that makes this run/, () => editAnswer(proposed)],
  ]);
}
