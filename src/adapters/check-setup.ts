import { execa } from "execa";
import type { Probe } from "../engine/ports/compute";
import type { SetupItem } from "../engine/project";
import { sentenceOf } from "../engine/step";
import { localProbe } from "./compute/local";
import { listModels } from "./language-model/list-models";
import { typesetterOf } from "./open-lab";
import type { Desk } from "./project/desk";

/** Everything that a whole idea needs, each with its fix. Nothing is installed, asked of a model or paid for. */
export async function checkSetup(
  desk: Pick<Desk, "folder" | "settings" | "template" | "models" | "secrets">,
  signal: AbortSignal,
): Promise<SetupItem[]> {
  const probe = await localProbe(
    desk.settings["compute.python"],
    desk.template.manifest.requirements,
    desk.folder,
    signal,
  );
  return [
    await gitItem(),
    pythonItem(probe),
    ...packageItems(probe),
    ...(await latexItems(desk)),
    await sshItem(),
    await modelItem(desk, signal),
    {
      id: "literature",
      state: "warning",
      text: "No literature source is configured: novelty stays “unknown”, citations come from the template's bibliography.",
      fix: "",
    },
  ];
}

async function gitItem(): Promise<SetupItem> {
  const version = await versionOf("git", ["--version"]);
  if (version) return { id: "git", state: "ok", text: version, fix: "" };
  return {
    id: "git",
    state: "missing",
    text: "git is not installed.",
    fix: "Install git from https://git-scm.com or with the system's package manager.",
  };
}

function pythonItem({ interpreter, python, problems }: Probe): SetupItem {
  if (interpreter) return { id: "python", state: "ok", text: `Python ${python ?? "?"} at ${interpreter}`, fix: "" };
  const text = problems.join(" ") || "No Python interpreter was found.";
  return {
    id: "python",
    state: "missing",
    text,
    fix: "Install Python 3.8 or newer, or set compute.python (AI_SCIENTIST_PYTHON) to the interpreter that has the packages.",
  };
}

function packageItems({ interpreter, packages }: Probe): SetupItem[] {
  return Object.entries(packages).map(([name, version]) =>
    version
      ? { id: "packages", state: "ok", text: `${name} ${version}`, fix: "" }
      : {
          id: "packages",
          state: "missing",
          text: `The Python package ${name} is missing.`,
          fix: `${interpreter ?? "python3"} -m pip install ${name}`,
        },
  );
}

async function latexItems({ folder, settings }: Pick<Desk, "folder" | "settings">): Promise<SetupItem[]> {
  const { tool, checker, instruction } = await typesetterOf(folder, settings).available();
  const latex: SetupItem = tool
    ? { id: "latex", state: "ok", text: `LaTeX by ${tool}`, fix: "" }
    : { id: "latex", state: "missing", ...textAndFix(instruction) };
  const chktex: SetupItem = checker
    ? { id: "chktex", state: "ok", text: `ChkTeX (${checker})`, fix: "" }
    : {
        id: "chktex",
        state: "warning",
        text: "ChkTeX was not found: its checks are left out.",
        fix: "Install the package chktex.",
      };
  return [latex, chktex];
}

async function sshItem(): Promise<SetupItem> {
  const version = await versionOf("ssh", ["-V"]);
  if (version) return { id: "ssh", state: "ok", text: version, fix: "" };
  return {
    id: "ssh",
    state: "warning",
    text: "ssh was not found: only this machine can run experiments.",
    fix: "Install an OpenSSH client.",
  };
}

async function modelItem(desk: Pick<Desk, "models" | "settings" | "secrets">, signal: AbortSignal): Promise<SetupItem> {
  try {
    const { model } = await desk.models();
    if (model.rehearsal)
      return {
        id: "model",
        state: "ok",
        text: "The rehearsal model: built in, free, and stamped on all that it makes.",
        fix: "",
      };
    return await endpointItem(desk, model.name, model.price !== undefined, signal);
  } catch (error) {
    return { id: "model", state: "missing", ...textAndFix(sentenceOf(error)) };
  }
}

/** The first sentence says what is missing, the others what to do. */
function textAndFix(sentences: string): Pick<SetupItem, "text" | "fix"> {
  const [text = "", ...fix] = sentences.split(/(?<=[.!?]) (?=\p{Lu}|“)/u);
  return { text, fix: fix.join(" ") };
}

/** Asks the endpoint for its list of models: that costs nothing and finds a wrong key, address or name. */
async function endpointItem(
  desk: Pick<Desk, "settings" | "secrets">,
  name: string,
  priced: boolean,
  signal: AbortSignal,
): Promise<SetupItem> {
  const baseUrl = desk.settings["model.baseUrl"];
  const apiKey = (await desk.secrets.apiKey(baseUrl)) ?? "";
  const id = name.replace(/^openai:/, "");
  try {
    const offered = await listModels({ baseUrl, apiKey }, AbortSignal.any([signal, AbortSignal.timeout(15_000)]));
    if (!offered.includes(id))
      return {
        id: "model",
        state: "missing",
        text: `${baseUrl} does not offer ${id}.`,
        fix: `Choose one of: ${offered.slice(0, 12).join(", ")}.`,
      };
  } catch (error) {
    signal.throwIfAborted();
    return {
      id: "model",
      state: "warning",
      text: `${name}: ${sentenceOf(error)}`,
      fix: "Check the address and the key.",
    };
  }
  if (priced) return { id: "model", state: "ok", text: `${name} at ${baseUrl}`, fix: "" };
  return {
    id: "model",
    state: "warning",
    text: `${name} at ${baseUrl}; its price is not known, so its calls count as free.`,
    fix: "Set budget.prices for it.",
  };
}

/** The first line that a program prints of its version, or undefined when there is no such program. */
async function versionOf(program: string, args: readonly string[]): Promise<string | undefined> {
  const { exitCode, stdout, stderr } = await execa(program, args, { reject: false, timeout: 10_000 });
  return exitCode === 0 ? (stdout || stderr).split("\n", 1)[0] : undefined;
}
