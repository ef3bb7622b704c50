import type { PaperTableRow } from "../../../src/research/paper-table";
import type { RunEvent } from "../../../src/research/run-event";

type Wanted = {
  readonly ideas: number;
  readonly slots: number;
  readonly runMilliseconds: number;
  /** Shares of what the journals come to, from 0 to 1. */
  readonly killsAt: readonly number[];
  readonly tell?: (line: string) => void;
};

export function manyIdeas(wanted: Wanted): Promise<{
  readonly code: number | null;
  readonly kills: readonly { readonly signal: string | null; readonly ended: number; readonly events: number }[];
  readonly seconds: number;
  readonly peakMegabytes: number;
  readonly result:
    | { readonly ending: { readonly how: string; readonly reason: string }; readonly table: readonly PaperTableRow[] }
    | undefined;
  readonly journals: readonly (readonly RunEvent[])[];
  readonly campaign: readonly RunEvent[];
  readonly archive: readonly { readonly Score?: number }[];
}>;
