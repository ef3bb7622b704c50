import { type Command, commandsNamed, type LatexDocument } from "./document";
import type { Span } from "./span";

/** One key of one command, with the place of the key itself. */
export type KeyUse = Span & { readonly key: string; readonly command: string };

const CITE =
  /^(?:[cC]ite(?:t|p|alt|alp|author|year|yearpar|title|text|num|url|date|fullauthor)?|nocite|(?:paren|text|auto|foot|smart|super|full|footfull)cite|[PTASF](?:aren|ext|uto|mart|oot)cite)s?$/;
const REFERENCE =
  /^(?:ref|eqref|pageref|autoref|nameref|vref|Vref|cref|Cref|cpageref|Cpageref|labelcref|namecref|nameCref|subref|fref|Fref|crefrange|Crefrange)$/;

export function isCiting(command: string): boolean {
  return CITE.test(command);
}

export function isReferring(command: string): boolean {
  return REFERENCE.test(command);
}

export function citationsOf(document: LatexDocument): KeyUse[] {
  return commandsNamed(document, CITE)
    .flatMap(keysOf)
    .filter(({ key }) => key !== "*");
}

/** Uses of labels, those in `\hyperref[…]` too. */
export function referencesOf(document: LatexDocument): KeyUse[] {
  const linked = commandsNamed(document, /^hyperref$/).map((command) => ({ ...command, groups: command.optional }));
  return [...commandsNamed(document, REFERENCE), ...linked].flatMap(keysOf);
}

/**
 * Whatever might be a key: all that is given to commands that make none. Authors have commands of their own for
 * citations and references, so what is not among these is surely not used.
 */
export function keysGivenIn({ live }: LatexDocument): string[] {
  return [
    ...live.matchAll(
      /(?=[\\{[])(\\(?:label|bibitem)(?:\[[^\]\n]{0,100}\])?)?(?:\{([^{}]{1,400})\}|\[([^[\]{}\n]{1,100})\])/g,
    ),
  ].flatMap(([, label, group, option]) => (label ? [] : (group ?? option!).split(",").map((key) => key.trim())));
}

/** Where labels are made: `\label{…}` and the `label=…` of listings and frames. */
export function labelsOf(document: LatexDocument): KeyUse[] {
  const options = [...document.live.matchAll(/label(?<=[[,]\s*label)\s*=\s*\{?([^,\]{}\s]+)/g)].map(
    ({ 0: all, 1: key, index }) => ({
      key: key!,
      command: "label",
      start: index + all.length - key!.length,
      end: index + all.length,
    }),
  );
  return [...commandsNamed(document, /^label$/).flatMap((command) => keysOf(command).slice(0, 1)), ...options];
}

function keysOf({ name, groups }: Command): KeyUse[] {
  const ranges = /range$|s$/.test(name) ? groups : groups.slice(0, 1);
  return ranges.flatMap(({ text, start }) =>
    [...text.matchAll(/[^,\s](?:[^,\n]*[^,\s])?/g)].map(({ 0: key, index }) => ({
      key,
      command: name,
      start: start + index,
      end: start + index + key.length,
    })),
  );
}
