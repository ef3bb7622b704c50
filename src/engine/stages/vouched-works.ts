import type { Reference } from "../../research/reference";
import type { Lab } from "../lab";
import { Retractions, Vouched } from "../ports/literature";
import { isDone, step } from "../step";
import { tellOnce } from "../tell-once";

type Asking = Pick<Lab, "journal" | "signal" | "literature">;

/**
 * The works that may be cited, those that the researcher's own files alone have as services know them. One that everybody who was asked
 * has not is left out, and so is one that was retracted; one that nobody could be asked about says in its entry that it is not verified,
 * or that nobody could say whether it was retracted. Where step `next` was done before that was looked up, the paper goes on without.
 */
export async function vouchedWorks(
  lab: Asking,
  works: readonly Reference[],
  nameOf: (what: string) => string,
  next: string,
): Promise<Reference[]> {
  const kept: Reference[] = [];
  for (const [index, work] of works.entries())
    kept.push(...(work.ownOnly ? await vouched(lab, work, nameOf(`look up ${index + 1}`)) : [work]));
  const name = nameOf("look up retractions");
  return isDone(lab, next) && !isDone(lab, name) ? kept : withoutRetracted(lab, kept, name);
}

/** Of the works that no service which tells of retractions has found yet. What such a service leaves open is held against none. */
async function withoutRetracted(lab: Asking, works: readonly Reference[], name: string): Promise<Reference[]> {
  const { literature, signal } = lab;
  const open = works.filter(({ retracted, ownOnly }) => retracted === undefined && !ownOnly);
  if (open.length === 0) return [...works];
  const nobody: Retractions = { works: [] };
  const look = async () => (await literature.retractions?.(open, signal)) ?? nobody;
  const { works: said, problem } = await step(lab, name, Retractions, look);
  if (problem)
    await tellOnce(lab, `Looking up retractions: ${problem} What could not be looked up says so in its entry.`);
  const kept: Reference[] = [];
  for (const work of works) {
    const told = open.includes(work) ? said[open.indexOf(work)] : { retracted: work.retracted ?? false, where: "" };
    if (told?.retracted) await tellOnce(lab, retracted(work));
    else kept.push({ ...work, verified: withWord(work.verified, told ? told.where : NOT_CHECKED) });
  }
  return kept;
}

function withWord(verified: string, word: string): string {
  return word === "" || verified.split("; ").includes(word) ? verified : `${verified}; ${word}`;
}

function retracted({ title }: Reference): string {
  return `“${title}” was retracted, so it cannot be cited.`;
}

async function vouched(lab: Asking, own: Reference, name: string): Promise<Reference[]> {
  const { literature, signal } = lab;
  const nobody: Vouched = { verdict: "unknown", problem: "no service is named that could be asked." };
  const said = await step(lab, name, Vouched, async () => (await literature.vouch?.(own, signal)) ?? nobody);
  const alone = `“${own.title}” is in the researcher's own files alone`;
  if (said.verdict === "found") {
    if (!said.work.retracted) return [said.work];
    await tellOnce(lab, retracted(said.work));
    return [];
  }
  if (said.verdict === "nowhere") {
    await tellOnce(lab, `${alone} and was found nowhere (${said.asked}), so it cannot be cited.`);
    return [];
  }
  await tellOnce(lab, `${alone} and could not be looked up: ${said.problem} If it is cited, its entry says so.`);
  return [{ ...own, verified: `${own.verified}; ${NOT_VERIFIED}` }];
}

/** Stand in the field `verified` of such entries. */
const NOT_VERIFIED = "not verified";
const NOT_CHECKED = "not checked for retraction";
