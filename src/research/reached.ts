import { readFinalInfo } from "./metrics";

/** What a run had left when it ended before its end. */
export type Unfinished = {
  readonly finalInfo?: string | undefined;
  readonly curves?: string | undefined;
  readonly stdoutEnd: string;
};

/**
 * How far a run had come, in a few words: what it had measured, else the last points of its curves, else its last line with numbers.
 * Empty when it left nothing. It is no evidence and is told as none.
 */
export function reachedIn({ finalInfo, curves, stdoutEnd }: Unfinished): string {
  const words = ofMeasurements(finalInfo) || ofCurves(curves) || ofLines(stdoutEnd);
  return words.replace(/\s+/g, " ").slice(0, 400);
}

function ofMeasurements(finalInfo: string | undefined): string {
  if (finalInfo === undefined) return "";
  const { measurements } = readFinalInfo(finalInfo);
  return few(measurements.map(({ dataset, metric, mean }) => `${metric} ${short(mean)} on ${dataset}`));
}

/** `{dataset: {curve: {x: […], y: […], xLabel}}}`, written by the experiment and so perhaps anything. */
function ofCurves(text: string | undefined): string {
  const datasets = Object.entries(asRecord(parsed(text)));
  return few(
    datasets.flatMap(([dataset, curves]) =>
      Object.entries(asRecord(curves)).flatMap(([name, curve]) => lastPoint(dataset, name, asRecord(curve))),
    ),
  );
}

function lastPoint(dataset: string, name: string, { x, y, xLabel }: Record<string, unknown>): string[] {
  const [at, value] = [x, y].map((list) => (Array.isArray(list) ? (list.at(-1) as unknown) : undefined));
  if (typeof value !== "number" || !Number.isFinite(value)) return [];
  const where = typeof at === "number" ? ` at ${typeof xLabel === "string" ? xLabel : "x"} ${short(at)}` : "";
  return [`${name} ${short(value)} on ${dataset}${where}`];
}

function ofLines(stdoutEnd: string): string {
  const line = stdoutEnd
    .split("\n")
    .map((one) => one.trim())
    .findLast((one) => /[A-Za-z].*\d/.test(one));
  return line ?? "";
}

function few(values: readonly string[]): string {
  return values.length > 6 ? `${values.slice(0, 6).join("; ")}; …` : values.join("; ");
}

function short(value: number): string {
  return String(Number(value.toPrecision(5)));
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
