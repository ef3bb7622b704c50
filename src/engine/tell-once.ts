import type { Lab } from "./lab";

/** A note in the journal, unless the journal already has it. */
export async function tellOnce(
  lab: Pick<Lab, "journal">,
  text: string,
  level: "info" | "warning" = "warning",
): Promise<void> {
  const told = lab.journal.history.some((event) => event.type === "noted" && event.text === text);
  if (!told) await lab.journal.append({ type: "noted", level, text });
}
