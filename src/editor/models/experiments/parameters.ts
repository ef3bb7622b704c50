import { programOf } from "../../../python/program";
import { settingsIn } from "../../../python/settings";
import type { Run } from "../../../research/run";
import type { ParameterAxis } from "../../../webview/contract/experiments";

/** A run with the code of its commit. */
export type CodedRun = { readonly key: string; readonly run: Run; readonly code: readonly string[] };

/** What is not the same in all runs: numbers that the code writes out, then what is known of the machine and the model. */
export function parametersOf(runs: readonly CodedRun[]): ParameterAxis[] {
  const settings = runs.map(({ key, code }) => [key, settingsOf(code)] as const);
  const facts = runs.map(({ key, run }) => [key, factsOf(run)] as const);
  return [...differing("setting", settings), ...differing("fact", facts)].slice(0, MOST);
}

/** More axes than this cannot be read beside each other. */
const MOST = 24;

function settingsOf(code: readonly string[]): Map<string, string | number> {
  const values = new Map<string, string | number>();
  for (const { name, value } of code.flatMap((text) => settingsIn(programOf(text), ANY)))
    if (!values.has(name)) values.set(name, literalOf(value));
  return values;
}

const ANY = /./;

function literalOf(code: string): string | number {
  const number = Number(code.replaceAll("_", ""));
  return Number.isFinite(number) && code !== "" ? number : code.slice(0, 60);
}

function factsOf({ environment }: Run): Map<string, string | number> {
  const { trainableParameters, tokensSeen, samplesSeen, gpus, host } = environment ?? {};
  const facts = {
    "trainable parameters": trainableParameters,
    "tokens seen": tokensSeen,
    "samples seen": samplesSeen,
    GPU: gpus?.[0],
    host,
  };
  const known = Object.entries(facts).filter((entry): entry is [string, string | number] => entry[1] !== undefined);
  return new Map(known);
}

/** The names whose value differs, in the order in which they occur. A run that lacks a name has no place on its axis. */
function differing(
  kind: ParameterAxis["kind"],
  runs: readonly (readonly [string, ReadonlyMap<string, string | number>])[],
): ParameterAxis[] {
  const names = [...new Set(runs.flatMap(([, values]) => [...values.keys()]))];
  return names.flatMap((name) => {
    const entries = runs.flatMap(([key, values]) => (values.has(name) ? [[key, values.get(name)!] as const] : []));
    const isSame = new Set(entries.map(([, value]) => value)).size < 2;
    return isSame ? [] : [{ name, kind, values: Object.fromEntries(entries) }];
  });
}
