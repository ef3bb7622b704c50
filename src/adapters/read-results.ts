import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Environment } from "../research/environment";
import type { Findings } from "../research/findings";
import { readFinalInfo } from "../research/metrics";
import type { Outcome, Run } from "../research/run";
import { ProjectBroken } from "./read-template";

/** What a folder of results holds: `run_<n>/final_info.json` with its environment, and the programs beside them. */
export type Results = { readonly findings: Findings; readonly code: readonly string[] };

/** Reads a folder of results; throws `ProjectBroken` when there is no `run_0` to compare with. */
export async function readResults(folder: string): Promise<Results> {
  const names = await readdir(folder).catch((error: Error) => {
    throw new ProjectBroken(`${folder} cannot be read: ${error.message}`);
  });
  const numbers = names
    .flatMap((name) => (/^run_\d+$/.test(name) ? [Number(name.slice(4))] : []))
    .sort((a, b) => a - b);
  const runs = await Promise.all(numbers.map((number) => runIn(folder, number)));
  const [baseline, ...others] = runs;
  if (baseline?.number !== 0) throw new ProjectBroken(`${folder} has no run_0, the baseline's results.`);
  const programs = names.filter((name) => name.endsWith(".py")).sort();
  const code = await Promise.all(programs.map((name) => readFile(join(folder, name), "utf8")));
  return { findings: { baseline, runs: others, plan: [], complete: true }, code };
}

async function runIn(folder: string, number: number): Promise<Run> {
  const read = (file: string) => readFile(join(folder, `run_${number}`, file), "utf8").catch(() => undefined);
  const environment = environmentIn(await read("env.json"));
  return {
    number,
    name: number === 0 ? "Baseline" : `run_${number}`,
    description: "",
    from: number === 0 ? "" : "Baseline",
    against: [],
    commit: "",
    attempt: 1,
    diff: "",
    outcome: outcomeIn(await read("final_info.json")),
    ...(environment ? { environment } : {}),
    lesson: "",
  };
}

function outcomeIn(finalInfo: string | undefined): Outcome {
  if (finalInfo === undefined) return { type: "invalid", reasons: ["There is no final_info.json."], lastLines: "" };
  const { measurements, problems } = readFinalInfo(finalInfo);
  if (problems.length > 0) return { type: "invalid", reasons: [...problems], lastLines: "" };
  return { type: "measured", measurements: [...measurements], warnings: [] };
}

function environmentIn(text: string | undefined): Environment | undefined {
  try {
    return Environment.safeParse(JSON.parse(text ?? "")).data;
  } catch {
    return undefined;
  }
}
