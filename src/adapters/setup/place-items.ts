import type { Probe } from "../../engine/ports/compute";
import type { Remedy, SetupItem } from "../../engine/setup";
import { probePlace } from "../compute/probe-place";
import { type Place, placeIn } from "../compute/remote/place";
import { quoted } from "../compute/remote/quote";
import type { Desk } from "../project/desk";
import { pythonItems } from "./python-items";

type PlaceDesk = Pick<Desk, "folder" | "settings" | "template" | "places">;

/** Where experiments would run by the settings: whether it answers, what it has, and the interpreter that they get there. */
export async function placeItems(desk: PlaceDesk, signal: AbortSignal): Promise<SetupItem[]> {
  return itemsAt(desk, desk.settings["compute.place"], signal);
}

/** The same of any place, as `compute.place` names it. One or two round trips; nothing is left there. */
export async function itemsAt(desk: PlaceDesk, text: string, signal: AbortSignal): Promise<SetupItem[]> {
  const place = placeIn(text);
  if (place.kind === "local") return [thisMachine, ...(await pythonItems(desk, signal))];
  const settings = { ...desk.settings, "compute.place": text };
  const probe = await probePlace({ ...desk, settings }, signal);
  if (probe.trouble) return [unreachable(place, probe)];
  return probedItems(place, probe, settings["compute.gpus"] ?? undefined);
}

const thisMachine: SetupItem = {
  id: "place",
  name: "Place",
  state: "ok",
  value: "this machine",
  text: "Experiments run on this machine.",
  fix: "",
  remedy: { how: "choose-place" },
};

/** What a host that answered has and lacks, the host first. */
export function probedItems(place: Place, probe: Probe, gpusWanted?: number): SetupItem[] {
  const { interpreter, packages, problems } = probe;
  if (!interpreter && Object.keys(packages).length === 0) return [unusable(place, problems)];
  return [placeItem(place, probe, gpusWanted), ...interpreterItems(place, probe)];
}

/** It answered, and no more could be found out. */
function unusable(place: Place, problems: readonly string[]): SetupItem {
  const known = { id: "place", name: "Place", state: "missing", value: wordsOf(place) } as const;
  const fix = "Mend it there, or say what it needs in compute.remotePython and compute.remoteSetup.";
  return { ...known, text: problems.join(" "), fix, remedy: { how: "set-up-place" } };
}

function placeItem(place: Place, probe: Probe, gpusWanted = 0): SetupItem {
  const known = { id: "place", name: "Place" } as const;
  const gpus = probe.gpus?.length ?? 0;
  const own = lacksInterpreter(probe) ? [] : [...probe.problems];
  const few =
    place.kind === "ssh" && gpusWanted > gpus
      ? [`${wordsOf(place)} has ${gpus} GPUs, and a run asks for ${gpusWanted} (compute.gpus).`]
      : [];
  const problems = [...own, ...few];
  const value = [wordsOf(place), ...gpuWords(probe), ...diskWords(probe)].join(" · ");
  if (problems.length === 0)
    return {
      ...known,
      state: "ok",
      value,
      text: `Experiments run at ${value}.`,
      fix: "",
      remedy: { how: "choose-place" },
    };
  return {
    ...known,
    state: "missing",
    value,
    text: problems.join(" "),
    fix: "Mend it there, or choose where runs go (compute.place).",
    remedy: { how: "choose-place" },
  };
}

function lacksInterpreter({ interpreter, tooOld, packages }: Probe): boolean {
  return !interpreter || tooOld === true || Object.values(packages).includes(undefined);
}

/** `lab`, `Slurm on login`. */
export function wordsOf(place: Place): string {
  if (place.kind === "ssh") return place.host;
  if (place.kind === "slurm") return place.host === undefined ? "Slurm on this machine" : `Slurm on ${place.host}`;
  return "this machine";
}

/** `8 × NVIDIA H100 80GB HBM3, 3 free` */
function gpuWords({ gpus = [] }: Probe): string[] {
  const names = [...new Set(gpus.map(({ name }) => name))];
  if (gpus.length === 0) return [];
  return [`${gpus.length} × ${names.join(", ")}, ${gpus.filter(({ free }) => free).length} free`];
}

function diskWords({ freeDiskMb }: Probe): string[] {
  return freeDiskMb === undefined ? [] : [`${(freeDiskMb / 1024).toFixed(freeDiskMb < 10_240 ? 1 : 0)} GB free`];
}

function interpreterItems(place: Place, probe: Probe): SetupItem[] {
  const { interpreter, python, packages, tooOld, problems } = probe;
  const known = { id: "python", name: "Python" } as const;
  if (!interpreter || tooOld)
    return [
      {
        ...known,
        state: "missing",
        value: "",
        text: problems.join(" ") || `No Python interpreter was found at ${wordsOf(place)}.`,
        fix: "Install Python 3.8 or newer there, or set compute.remotePython; lines such as “module load python” go into compute.remoteSetup.",
        remedy: { how: "set-up-place" },
      },
    ];
  const value = `${python ?? "?"} · ${interpreter}`;
  const text = `Python ${python ?? "?"} at ${interpreter} (${wordsOf(place)})`;
  const there: SetupItem = { ...known, state: "ok", value, text, fix: "", remedy: { how: "set-up-place" } };
  const missing = Object.keys(packages).filter((name) => packages[name] === undefined);
  const remedy = remedyFor(place, interpreter, missing);
  return [there, ...Object.entries(packages).map(([name, version]) => packageItem(place, name, version, remedy))];
}

/** Typed into a terminal here and run there, by the researcher. */
function remedyFor(place: Place, interpreter: string, packages: readonly string[]): Remedy {
  const install = ["-m", "pip", "install", ...packages].join(" ");
  const host = place.kind === "local" ? undefined : place.host;
  const line = `${quoted(interpreter)} ${install}`;
  return { how: "type", line: host === undefined ? line : `ssh -t ${host} ${quoted(line)}` };
}

function packageItem(place: Place, name: string, version: string | undefined, remedy: Remedy): SetupItem {
  const known = { id: "packages", name } as const;
  if (version) return { ...known, state: "ok", value: version, text: `${name} ${version}`, fix: "" };
  const fix = remedy.how === "type" ? remedy.line : "";
  return {
    ...known,
    state: "missing",
    value: "",
    text: `${wordsOf(place)} lacks the Python package ${name}.`,
    fix,
    remedy,
  };
}

/** A host that did not answer: why, as far as that is known, and the one thing to do about it. */
export function unreachable(place: Place, { trouble, problems }: Pick<Probe, "trouble" | "problems">): SetupItem {
  const host = place.kind === "local" ? undefined : place.host;
  const opens = host !== undefined && (trouble === "sign-in" || trouble === "host-key");
  const remedy: Remedy = opens ? { how: "connect", host } : { how: "choose-place" };
  const known = { id: "place", name: "Place", state: "missing", value: wordsOf(place) } as const;
  return { ...known, text: problems.join(" "), fix: fixFor(trouble), remedy };
}

function fixFor(trouble: Probe["trouble"]): string {
  if (trouble === "sign-in") return "Open the connection once in a terminal; everything shares it then.";
  if (trouble === "host-key") return "Connect once in a terminal and compare the key; it is never accepted for you.";
  if (trouble === "no-ssh") return "Install an OpenSSH client.";
  if (trouble === "name") return "Correct its name in your SSH configuration, or choose another place (compute.place).";
  return "Look whether it is on and reachable from here, or choose another place (compute.place).";
}
