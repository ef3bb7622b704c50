import { resolve } from "node:path";
import { userCache } from "../adapters/user-cache";
import { openWriterOutside } from "../adapters/writing/open-writer-outside";
import type { Retry } from "../research/live-retry";
import { dollars } from "../research/money";
import type { ReadingPlan, ReadPaper } from "../research/read-paper";
import { type CommonOptions, say, sayRetry, secretsOf, settingsFor, type Terminal, wipeLine } from "./context";
import { OverBudget, UsageError } from "./exit-code";

/** Has the model of the settings read what a paper claims, once it is said what that may cost, and says how much of it was read. */
export async function readClaims(
  terminal: Terminal,
  {
    file,
    project,
    results,
  }: { readonly file: string; readonly project: string | undefined; readonly results?: string | undefined },
  options: CommonOptions,
): Promise<ReadPaper> {
  const { dist, env, err, signal } = terminal;
  const writer = openWriterOutside(project ?? userCache(env), {
    settings: await settingsFor(terminal, project, options),
    ...{ secrets: secretsOf(terminal), dist, log: () => undefined, waits: (retry: Retry) => sayRetry(terminal, retry) },
  });
  const wish = { paper: resolve(file), results, shownAs: file };
  const plan = await writer.planReading(wish);
  say(terminal, planned(plan));
  refuseBeyond(plan, options.budget !== undefined);
  const onProgress = (done: number, of: number) => {
    if (err.isTTY && done < of) err.write(`\rAsking ${done + 1} of ${of} …`);
    else wipeLine(terminal);
  };
  const read = await writer.readClaims(wish, onProgress, signal);
  say(terminal, summaryOf(read));
  return read;
}

/** Before anything is asked; while it is asked, the most that each question could cost is held to the same. */
function refuseBeyond({ questions, dollars: cost, left, model }: ReadingPlan, isCapped: boolean): void {
  if (questions === 0 || left === undefined) return;
  if (cost === undefined && isCapped)
    throw new UsageError(
      `The price of ${model} is not known, so that no --budget could hold it. Set it as budget.prices in the settings, with 0 for a free model, or leave --budget out.`,
    );
  if (cost !== undefined && cost > left)
    throw new OverBudget(
      `That is more than the ${dollars(left)} that the budget leaves for questions about this paper. Nothing was asked. Raise --budget.`,
    );
}

function planned(plan: ReadingPlan): string {
  const { lines, toRead, questions, doubts, inputTokens, outputTokens, dollars: cost, model } = plan;
  if (questions === 0) return `${model} has read all ${lines} sentences and tables before; nothing is asked.`;
  const kept = toRead < lines ? ` (${lines - toRead} were read before)` : "";
  const price = cost === undefined ? "its price is not known" : `about $${cost.toFixed(cost < 0.1 ? 4 : 2)}`;
  const tokens = `some ${rounded(inputTokens)} tokens in and ${rounded(outputTokens)} out`;
  const asked = `${questions} question${questions === 1 ? "" : "s"}`;
  const held = "holds what the results tell nothing of against programs and notes";
  if (toRead === 0)
    return `${model} has read all ${lines} sentences and tables before, and ${held} in ${asked}: ${tokens}, ${price}.`;
  const last = doubts ? `, the last of which ${held}` : "";
  return `${model} reads ${toRead} sentences and tables${kept} in ${asked}${last}: ${tokens}, ${price}.`;
}

function rounded(tokens: number): string {
  return tokens < 1000 ? String(tokens) : `${Math.round(tokens / 1000)}k`;
}

function summaryOf({ judged, supported, unread, uncheckable, doubted, model, rehearsal }: ReadPaper): string {
  const parts = [
    `${judged} ${judged === 1 ? "statement" : "statements"} read by ${model} and held against the data, ${supported} of them right`,
    ...(uncheckable > 0 ? [`${uncheckable} of which the data tell nothing`] : []),
    ...(doubted > 0 ? [`${doubted} that the model doubts by programs and notes`] : []),
    ...(unread > 0 ? [`${unread} ${unread === 1 ? "statement" : "statements"} could not be read`] : []),
  ];
  const stamp = rehearsal ? " The rehearsal model reads a few plain forms only." : "";
  return `${parts.join("; ")}.${stamp}`;
}
