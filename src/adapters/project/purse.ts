import type { Purse } from "../../engine/ports/purse";
import type { Desk } from "./desk";

/** The purse of the journal in `own`: the caps as they are set now, and what the project's other journals hold. */
export function purseFor({ ledger, caps }: Pick<Desk, "ledger" | "caps">, own: string): Purse {
  return {
    async look() {
      const { idea, project } = caps();
      const elsewhere = project === undefined ? 0 : await ledger.spentBeside(own);
      return { cap: idea, total: project, elsewhere };
    },
  };
}
