import type { Probe } from "../../engine/ports/compute";
import type { SetupItem } from "../../engine/setup";
import { localProbe } from "../compute/local";
import { trySandbox } from "../compute/sandbox/try-sandbox";
import type { SetupDesk } from "./check-setup";
import { sandboxItem } from "./sandbox-item";

/** The interpreter that experiments will get here, the packages that the template needs, and what keeps runs apart. */
export async function pythonItems(
  desk: Pick<SetupDesk, "settings" | "template" | "folder">,
  signal: AbortSignal,
): Promise<SetupItem[]> {
  const { requirements } = desk.template.manifest;
  const probe = await localProbe(desk.settings["compute.python"], requirements, desk.folder, signal);
  const own = [pythonItem(probe), ...packageItems(probe, process.platform)];
  if (!probe.interpreter) return own;
  const wanted = desk.settings["compute.sandbox"];
  const sandbox = await trySandbox(wanted, desk.folder, probe.interpreter, signal);
  return [...own, sandboxItem(sandbox, wanted, process.platform)];
}

function pythonItem({ interpreter, python, problems, tooOld }: Probe): SetupItem {
  const known = { id: "python", name: "Python" } as const;
  if (interpreter && !tooOld)
    return {
      ...known,
      state: "ok",
      value: `${python ?? "?"} · ${interpreter}`,
      text: `Python ${python ?? "?"} at ${interpreter}`,
      fix: "",
      remedy: { how: "choose-interpreter" },
    };
  return {
    ...known,
    state: "missing",
    value: "",
    text: problems.join(" ") || "No Python interpreter was found.",
    fix: "Install Python 3.8 or newer, or set compute.python (AI_SCIENTIST_PYTHON) to the interpreter that has the packages.",
    remedy: { how: "choose-interpreter" },
  };
}

/** Without an interpreter there is nothing to install packages into: the missing interpreter is said alone. */
function packageItems(probe: Probe, platform: NodeJS.Platform): SetupItem[] {
  const { interpreter, packages } = probe;
  if (!interpreter) return [];
  const missing = Object.keys(packages).filter((name) => packages[name] === undefined);
  const line = installLine(probe, missing, platform);
  return Object.entries(packages).map(([name, version]) =>
    version
      ? { id: "packages", name, state: "ok", value: version, text: `${name} ${version}`, fix: "" }
      : {
          id: "packages",
          name,
          state: "missing",
          value: "",
          text: `The Python package ${name} is missing.`,
          fix: installLine(probe, [name], platform),
          remedy: { how: "type", line },
        },
  );
}

/** An interpreter that the system manages takes no packages; the project gets an environment of its own, which is found first. */
function installLine({ interpreter, managed }: Probe, packages: readonly string[], platform: NodeJS.Platform): string {
  const python = quoted(interpreter!);
  if (!managed) return `${python} -m pip install ${packages.join(" ")}`;
  const inside = platform === "win32" ? ".venv\\Scripts\\python.exe" : ".venv/bin/python";
  return `${python} -m venv .venv && ${inside} -m pip install ${packages.join(" ")}`;
}

function quoted(path: string): string {
  return /[\s()&]/.test(path) ? `"${path}"` : path;
}
