import type { SetupItem } from "../../engine/setup";
import type { Desk } from "../project/desk";
import { gitItem, gitItems } from "./git-items";
import { latexItems } from "./latex-items";
import { modelItems, modelItemsUnasked } from "./model-items";
import { placeItems } from "./place-items";
import { versionOf } from "./version-of";

export type SetupDesk = Pick<Desk, "folder" | "settings" | "template" | "models" | "sources" | "places">;

/** Everything that a whole idea needs, each with its fix. Nothing is installed, asked of a model or paid for. */
export async function checkSetup(desk: SetupDesk, signal: AbortSignal): Promise<SetupItem[]> {
  return inOrder([gitItems(desk.folder), machineItems(desk, signal), modelItems(desk, signal), [literatureItem(desk)]]);
}

/** The same without the network: a batch of jobs shall not depend on an endpoint's list of models. */
export async function checkSetupHere(desk: SetupDesk, signal: AbortSignal): Promise<SetupItem[]> {
  return inOrder([gitItems(desk.folder), machineItems(desk, signal), modelItemsUnasked(desk), [literatureItem(desk)]]);
}

/** What is there without any project: the folder is only where interpreters are looked for. */
export async function checkMachine(desk: SetupDesk, signal: AbortSignal): Promise<SetupItem[]> {
  return inOrder([[gitItem()], machineItems(desk, signal), modelItems(desk, signal), [literatureItem(desk)]]);
}

type Items = Promise<SetupItem[]> | readonly (Promise<SetupItem> | SetupItem)[];

/** All looked for at the same time. */
async function inOrder(groups: readonly Items[]): Promise<SetupItem[]> {
  return (await Promise.all(groups.map(async (group) => Promise.all(await group)))).flat();
}

async function machineItems(desk: SetupDesk, signal: AbortSignal): Promise<SetupItem[]> {
  return (await Promise.all([placeItems(desk, signal), latexItems(desk), sshItem().then((item) => [item])])).flat();
}

async function sshItem(): Promise<SetupItem> {
  const version = await versionOf("ssh", ["-V"]);
  const known = { id: "ssh", name: "SSH" } as const;
  if (version) return { ...known, state: "ok", value: version, text: version, fix: "" };
  return {
    ...known,
    state: "warning",
    value: "",
    text: "ssh was not found: only this machine can run experiments.",
    fix: "Install an OpenSSH client.",
  };
}

/** Which services are searched. None is asked anything here. */
function literatureItem({ settings }: Pick<SetupDesk, "settings">): SetupItem {
  const known = { id: "literature", name: "Literature" } as const;
  const value = settings["literature.sources"].join(", ");
  if (value) return { ...known, state: "ok", value, text: `Literature is searched in ${value}.`, fix: "" };
  return {
    ...known,
    state: "warning",
    value: "",
    text: "No literature source is set: novelty stays “unknown”, citations come from the template's bibliography.",
    fix: "Name sources in the setting literature.sources: semantic-scholar, openalex, arxiv, crossref, datacite. What is searched for is then sent to them.",
  };
}
