import { type Evidence, nameOf, type RunEvidence } from "../evidence";
import type { PrintedNumber } from "../printed-number";
import { numbersNamed } from "./code-names";
import { type Noted, notedOf } from "./noted-settings";

/** What notes say of a setting that is asked for: just it, perhaps it, another number, or nothing that tells. */
export type InNotes = { readonly says: "it" | "perhaps" | "another" | "nothing"; readonly evidence: string };

/** What belongs to a part of a program that is no optimiser: notes that speak of a rate may mean another. */
const OF_PART = /^(?!adam|sgd|lion|rmsprop|lamb|optim|dropout)[a-z_]\w*\.(?!\d+$)/i;

/** By the notes on a run; where none is meant, on those whose programs are lost. */
export function inNotes(
  evidence: Evidence,
  name: string,
  run: RunEvidence | undefined,
  fits: (value: number) => boolean,
): InNotes {
  const whose = run ? [run] : evidence.runs.filter(({ code }) => code === undefined);
  const found = whose.flatMap((one) => {
    const noted = notedOf(one.noted, name, evidence.datasets);
    return noted ? [{ one, noted }] : [];
  });
  const isSaid = ({ value, percent }: PrintedNumber) => fits(value) || (percent && fits(value / 100));
  const told = ({ one, noted }: { readonly one: RunEvidence; readonly noted: Noted }) =>
    `the notes on ${nameOf(one)} have ${name.trim()} ${[...new Set(noted.beside.map(({ text }) => text))].join(", ")}`;
  const having = found.find(({ noted }) => noted.beside.some(isSaid));
  if (having) return { says: "it", evidence: told(having) };
  if (found.some(({ noted }) => noted.near.some(isSaid))) return { says: "perhaps", evidence: "" };
  const telling = found.find(({ noted }) => noted.beside.length > 0);
  // On some data sets it may be what other programs have.
  const isElsewhere = telling?.noted.partly && numbersNamed(evidence.code, name).some(fits);
  return telling && !isElsewhere && !OF_PART.test(name)
    ? { says: "another", evidence: told(telling) }
    : { says: "nothing", evidence: "" };
}
