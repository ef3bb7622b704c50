import type { Project } from "../engine/project";
import { type Machine, machinesIn, utcMoment } from "../research/held-elsewhere";
import { type CommonOptions, printJson, say, type Terminal } from "./context";
import { Exit } from "./exit-code";

/** Frees what a machine holds that is named; where none is, says which ones hold anything, and since when they were not heard of. */
export async function takeOver(
  terminal: Terminal,
  project: Project,
  machine: string | true,
  { json }: Pick<CommonOptions, "json">,
): Promise<Exit> {
  const machines = machinesIn(machine === true ? await project.heldElsewhere() : await project.takeOver(machine));
  if (json) printJson(terminal, { [machine === true ? "machines" : "freed"]: machines });
  else for (const one of machines) say(terminal, machine === true ? held(one) : freed(one));
  if (machines.length === 0) say(terminal, "No other machine holds anything of this project.");
  return Exit.done;
}

function held({ host, pids, since, lastSeen, ...what }: Machine): string {
  const processes = `process${pids.length > 1 ? "es" : ""} ${pids.join(", ")}`;
  return `${host} (${processes}) has ${wordsOf(what)} since ${utcMoment(since)}, and wrote last at ${utcMoment(lastSeen)}.\nIf nothing runs there any more: --take-over ${host}`;
}

function freed({ host, ...what }: Machine): string {
  return `Taken over from ${host}: ${wordsOf(what)}. Run the campaign again, and it goes on from there.`;
}

function wordsOf({ campaigns, ideas }: Pick<Machine, "campaigns" | "ideas">): string {
  const list = (one: string, several: string, names: readonly string[]) =>
    names.length === 0 ? [] : [`the ${names.length > 1 ? several : one} ${names.join(", ")}`];
  return [...list("campaign", "campaigns", campaigns), ...list("idea", "ideas", ideas)].join(" and ");
}
