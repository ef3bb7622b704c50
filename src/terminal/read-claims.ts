import { resolve } from "node:path";
import { userCache } from "../adapters/user-cache";
import { openWriterOutside } from "../adapters/writing/open-writer-outside";
import type { ReadingPlan, ReadPaper } from "../research/read-paper";
import { type CommonOptions, say, secretsOf, settingsFor, type Terminal } from "./context";

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
    ...{ secrets: secretsOf(terminal), dist, log: () => undefined },
  });
  const wish = { paper: resolve(file), results, shownAs: file };
  say(terminal, planned(await writer.planReading(wish)));
  const onProgress = (done: number, of: number) => {
    if (err.isTTY) err.write(done < of ? `\rAsking ${done + 1} of ${of} …` : "\r\u001b[K");
  };
  const read = await writer.readClaims(wish, onProgress, signal);
  say(terminal, summaryOf(read));
  return read;
}

function planned({ lines, toRead, questions, inputTokens, outputTokens, dollars, model }: ReadingPlan): string {
  if (questions === 0) return `${model} has read all ${lines} sentences and tables before; nothing is asked.`;
  const kept = toRead < lines ? ` (${lines - toRead} were read before)` : "";
  const price = dollars === undefined ? "its price is not known" : `about $${dollars.toFixed(dollars < 0.1 ? 4 : 2)}`;
  const tokens = `some ${rounded(inputTokens)} tokens in and ${rounded(outputTokens)} out`;
  return `${model} reads ${toRead} sentences and tables${kept} in ${questions} question${questions === 1 ? "" : "s"}: ${tokens}, ${price}.`;
}

function rounded(tokens: number): string {
  return tokens < 1000 ? String(tokens) : `${Math.round(tokens / 1000)}k`;
}

function summaryOf({ judged, supported, unread, uncheckable, model, rehearsal }: ReadPaper): string {
  const parts = [
    `${judged} ${judged === 1 ? "statement" : "statements"} read by ${model} and held against the data, ${supported} of them right`,
    ...(uncheckable > 0 ? [`${uncheckable} of which the data tell nothing`] : []),
    ...(unread > 0 ? [`${unread} ${unread === 1 ? "statement" : "statements"} could not be read`] : []),
  ];
  const stamp = rehearsal ? " The rehearsal model reads a few plain forms only." : "";
  return `${parts.join("; ")}.${stamp}`;
}
