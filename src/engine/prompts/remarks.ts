/** What the researcher made of proposals so far, oldest first, for whoever proposes next; no part at all when nothing is to be said. */
export function remarksPart(remarks: readonly string[]): string {
  if (remarks.length === 0) return "";
  return `\n# What the researcher made of your proposals before
${remarks.map((remark, index) => `${index + 1}. ${remark}`).join("\n\n")}
They decide: what they rejected is not proposed again as it was, what they wrote stays.
`;
}

const HAND = "The researcher's hand: ";

/** The same in the record of a run. */
export function toldOfRun(remark: string): string {
  return HAND + remark;
}

/** The part of a run's description that tells what the researcher made of its change; nothing when they took it as it was. */
export function handIn(description: string): string {
  const at = description.indexOf(HAND);
  return at < 0 ? "" : description.slice(at);
}

/** So much of a remark goes into later questions. */
const LONGEST = 2000;

export function shortened(remark: string): string {
  return remark.length <= LONGEST ? remark : `${remark.slice(0, LONGEST).replace(/\n[^\n]*$/, "")}\n… and more`;
}
