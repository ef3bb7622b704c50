import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Location } from "vscode-languageserver-protocol";
import { placeOfMeasurement } from "../claims/final-info-places";
import { lineThatNames, lineThatSets } from "../claims/program-lines";
import type { Origin, Verdict } from "../claims/verdict";
import { lineStartsOf } from "../latex/document";
import { rangeOf } from "./asked";
import { textOnDisk } from "./paper-files";
import type { Results } from "./results";

/** Where a number of the data stands in its `final_info.json`: of a mean over data sets each of its values. */
export async function placesInResults({ folder, library }: Results, origin: Origin): Promise<Location[]> {
  const path = join(folder, `run_${origin.run}`, "final_info.json");
  const json = (await textOnDisk(path)) ?? "";
  const lines = { lineStarts: lineStartsOf(json) };
  const datasets = origin.dataset === undefined ? library.evidence.datasets : [origin.dataset];
  return datasets.flatMap((dataset) => {
    const names = library.evidence.asWritten(dataset, origin.metric);
    const place = placeOfMeasurement(json, names.dataset, names.metric);
    return place ? [{ uri: pathToFileURL(path).href, range: rangeOf(lines, place) }] : [];
  });
}

/** The line of the experiment that gives the number its name: of the run's own program where that was kept. */
export function placeInProgram({ folder, sources }: Results, { run, metric }: Origin): Location[] {
  const own = sources.programs.filter(({ runs }) => runs?.includes(run));
  const shared = sources.programs.filter(({ runs }) => runs === undefined);
  return firstLine(folder, [...own, ...shared], (text) => lineThatNames(text, metric));
}

/** The line that sets a number of the code; `about` is what the claim says of it: “learning rate in the code”. */
export function placeOfSetting({ folder, sources }: Results, value: number, about: string): Location[] {
  const shared = sources.programs.filter(({ runs }) => runs === undefined);
  const programs = [...shared, ...sources.programs.filter(({ runs }) => runs !== undefined)];
  const name = about.replace(/ in the code.*$/s, "");
  return firstLine(folder, programs, (text) => lineThatSets(text, value, name));
}

/** The line of a program or of the notes that a doubt rests on. */
export function placeShown({ folder }: Pick<Results, "folder">, { shownIn }: Pick<Verdict, "shownIn">): Location[] {
  if (!shownIn) return [];
  const start = { line: shownIn.line - 1, character: 0 };
  return [{ uri: pathToFileURL(join(folder, shownIn.file)).href, range: { start, end: start } }];
}

function firstLine(
  folder: string,
  programs: Results["sources"]["programs"],
  find: (text: string) => number | undefined,
): Location[] {
  for (const { path, text } of programs) {
    const line = find(text);
    if (line === undefined) continue;
    const content = text.split(/\r\n|\r|\n/)[line] ?? "";
    const start = content.length - content.trimStart().length;
    const range = { start: { line, character: start }, end: { line, character: content.trimEnd().length } };
    return [{ uri: pathToFileURL(join(folder, path)).href, range }];
  }
  return [];
}
