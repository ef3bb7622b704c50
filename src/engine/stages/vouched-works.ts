import type { Reference } from "../../research/reference";
import type { Lab } from "../lab";
import { Vouched } from "../ports/literature";
import { step } from "../step";
import { tellOnce } from "../tell-once";

/**
 * The works that may be cited, those that the researcher's own files alone have as services know them. One that everybody who was asked
 * has not is left out, and so is one that was retracted; one that nobody could be asked about says in its entry that it is not verified.
 */
export async function vouchedWorks(
  lab: Pick<Lab, "journal" | "signal" | "literature">,
  works: readonly Reference[],
  nameOf: (index: number) => string,
): Promise<Reference[]> {
  const kept: Reference[] = [];
  for (const [index, work] of works.entries())
    kept.push(...(work.ownOnly ? await vouched(lab, work, nameOf(index + 1)) : [work]));
  return kept;
}

async function vouched(
  lab: Pick<Lab, "journal" | "signal" | "literature">,
  own: Reference,
  name: string,
): Promise<Reference[]> {
  const { literature, signal } = lab;
  const nobody: Vouched = { verdict: "unknown", problem: "no service is named that could be asked." };
  const said = await step(lab, name, Vouched, async () => (await literature.vouch?.(own, signal)) ?? nobody);
  const alone = `“${own.title}” is in the researcher's own files alone`;
  if (said.verdict === "found") {
    if (!said.work.retracted) return [said.work];
    await tellOnce(lab, `“${said.work.title}” was retracted, so it cannot be cited.`);
    return [];
  }
  if (said.verdict === "nowhere") {
    await tellOnce(lab, `${alone} and was found nowhere (${said.asked}), so it cannot be cited.`);
    return [];
  }
  await tellOnce(lab, `${alone} and could not be looked up: ${said.problem} If it is cited, its entry says so.`);
  return [{ ...own, verified: `${own.verified}; ${NOT_VERIFIED}` }];
}

/** Stands in the field `verified` of such an entry. */
const NOT_VERIFIED = "not verified";
