import { sep } from "node:path";
import type { OriginFacts } from "../claims/origin-facts";
import type { Verdict, VerdictKind } from "../claims/verdict";
import { code, commandLink, literal } from "./markdown";

const WORDS: Readonly<Record<VerdictKind, string>> = {
  supported: "$(pass) Supported",
  contradicted: "$(error) The data say otherwise",
  "wrong-direction": "$(error) It went the other way",
  "wrong-run": "$(error) Another run’s number",
  overclaimed: "$(warning) More than the data say",
  "not-found": "$(warning) Nothing recorded gives it",
  doubted: "$(question) Doubted by the model",
  stale: "$(history) Stale: the run was made again since",
  "not-checkable": "$(circle-slash) Not checked",
};

/** `links` lead to the numbers; `reader` is the model that read the paper, where one did. */
type Around = { readonly folder: string; readonly links: readonly string[]; readonly reader?: string | undefined };

/** What stands behind a claim, in a few lines of Markdown. `facts` are those of the numbers it was held against. */
export function numberHover(
  verdict: Verdict,
  facts: readonly OriginFacts[],
  { folder, links, reader }: Around,
): string {
  const [first] = facts;
  const read = readingLine(verdict, reader);
  if (!first)
    return [[`**${WORDS[verdict.kind]}**`, ...unmeasured(verdict)].join(" · "), ...read, ...links].join("\n\n");
  const shown = facts.slice(0, 3);
  const head = `**${WORDS[verdict.kind]}** · ${subjectOf(first)}`;
  const lines = shown.map((one) => valueLine(one, shown.length > 1));
  const where = [...provenance(first), ...links, ...experimentsLink(folder, first)].join("  \u00a0");
  return [head, lines.join("  \n"), ...read, where].filter((part) => part !== "").join("\n\n");
}

/** What a model took the words to say: whoever wrote them sees at once whether that is what was meant. */
function readingLine({ reading, kind }: Verdict, reader: string | undefined): string[] {
  if (reading === undefined) return [];
  if (kind === "doubted")
    return [`$(book) ${reader === undefined ? "The model" : literal(reader)}: ${literal(reading)}`];
  return [`$(book) Read by ${reader === undefined ? "the model" : literal(reader)} as: ${literal(reading)}`];
}

/** Facts of code and machine, and numbers that follow from the data in some way. */
function unmeasured({ kind, about, evidence }: Verdict): string[] {
  if (evidence !== undefined) return [literal(evidence)];
  if (kind === "not-checkable") return ["what it states cannot be told from the words around it"];
  if (kind !== "supported") return [];
  return [
    about === "fact" ? "the code or the records have it" : "it is in the code or the notes, or follows from the data",
  ];
}

function subjectOf({ metric, dataset }: OriginFacts): string {
  return `${code(metric)} ${dataset === undefined ? "averaged over the data sets" : `on ${literal(dataset)}`}`;
}

function valueLine(facts: OriginFacts, named: boolean): string {
  const { name, value, from, parts } = facts;
  if (from)
    return `${literal(from.name)} **${digits(from.value)}** → ${literal(name)} **${digits(value)}**${percent(facts)}`;
  const what = named ? ` · ${subjectOf(facts)}` : "";
  const mean = parts.map((part) => `${literal(part.dataset)} ${digits(part.value)}`).join(", ");
  return `${literal(name)}${what} **${digits(value)}**${spread(facts)}${mean === "" ? "" : ` (${mean})`}`;
}

function spread({ half, stderr, seeds, value }: OriginFacts): string {
  if (half !== undefined) return ` · 95 % ${short(value - half)} … ${short(value + half)} over ${seeds} seeds`;
  return stderr === undefined ? "" : ` · standard error ${short(stderr)}`;
}

function percent({ value, from }: OriginFacts): string {
  if (!from || from.value === 0) return "";
  const change = (100 * (value - from.value)) / Math.abs(from.value);
  return ` · ${change < 0 ? "−" : "+"}${Math.abs(change).toFixed(2)} %`;
}

function provenance({ commit, environment }: OriginFacts): string[] {
  const machine = [environment?.host, environment?.gpus[0]].filter((one) => one !== undefined && one !== "");
  return [
    ...(commit === "" ? [] : [`$(git-commit) ${code(commit.slice(0, 8))}`]),
    ...(machine.length === 0 ? [] : [`$(server) ${literal(machine.join(", "))}`]),
  ];
}

/** Where the results are those of an idea of ours, its run is one click away. */
function experimentsLink(folder: string, { run }: OriginFacts): string[] {
  const slug = folder
    .split(sep)
    .join("/")
    .match(/\/\.ai-scientist\/worktrees\/([^/]+)$/)?.[1];
  return slug === undefined ? [] : [commandLink("Show in Experiments", "aiScientist.openExperiments", { slug, run })];
}

/** All digits that the run wrote, without what binary fractions leave behind. */
function digits(value: number): string {
  return String(Number(value.toPrecision(12))).replace("-", "−");
}

function short(value: number): string {
  return String(Number(value.toPrecision(4))).replace("-", "−");
}
