import type { Verdict } from "../verdict";
import type { Judgement } from "./judgement";

/** What an author is told: what was read, and what the data are. */
export function verdictOf(
  judgement: Judgement,
  place: Pick<Verdict, "about" | "start" | "end">,
  reading: string,
): Verdict {
  if (judgement.type === "unmeasured") return { kind: "not-checkable", ...place, message: "", reading };
  const { evidence, origins } = judgement;
  const rest = { ...place, evidence, reading, ...(origins && { origins }) };
  if (judgement.type === "holds")
    return { kind: "supported", message: "", ...rest, ...(judgement.loosely && { loosely: true }) };
  const { kind, correction } = judgement;
  const message = `${saying(kind, place.about)}: ${evidence}. Read by the model as: ${reading}.`;
  return { kind, message, ...rest, ...(correction !== undefined && { correction }) };
}

function saying(kind: Verdict["kind"], about: Verdict["about"]): string {
  if (about === "fact") return kind === "not-found" ? "Nothing recorded says so" : "The records say otherwise";
  return SAYS[kind] ?? "The data say otherwise";
}

const SAYS: Partial<Record<Verdict["kind"], string>> = {
  "wrong-direction": "It went the other way",
  "wrong-run": "It is the number of another run",
  overclaimed: "This is more than the data say",
  "not-found": "No run gives this",
};
