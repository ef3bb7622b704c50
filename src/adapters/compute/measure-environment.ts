import { execa } from "execa";
import { diagnosticsIn } from "../../research/diagnostics";
import { Environment } from "../../research/environment";
import measuringProgram from "./measure-environment.py";

export { measuringProgram };

/** What the interpreter and the machine say of themselves. What cannot be found out is left out, never guessed. */
export async function measureEnvironment(
  interpreter: string,
  env: Readonly<Record<string, string>>,
  cwd: string,
  signal: AbortSignal,
): Promise<Environment> {
  const { exitCode, stdout } = await execa(interpreter, ["-c", measuringProgram], {
    env,
    extendEnv: false,
    cwd,
    reject: false,
    timeout: 60_000,
    cancelSignal: signal,
  });
  signal.throwIfAborted();
  return exitCode === 0 ? environmentIn(stdout) : Environment.parse({});
}

/** The last line that is an object: a library may print while it is imported. */
export function environmentIn(stdout: string): Environment {
  const line = stdout
    .trimEnd()
    .split("\n")
    .findLast((one) => one.startsWith("{"));
  return Environment.parse(line === undefined ? {} : (JSON.parse(line) as unknown));
}

/** The environment with what only the experiment knows (`extra.json` in its results). What does not fit is left out. */
export function withExtra(environment: Environment, extra: string | undefined): Environment {
  const told = objectIn(extra);
  const diagnostics = diagnosticsIn(told.diagnostics);
  const renamed: Record<string, unknown> = {
    trainableParameters: told.trainable_parameters,
    samplesSeen: told.samples_seen,
    tokensSeen: told.tokens_seen,
    seeds: told.seeds,
    peakGpuMemoryMb: told.peak_gpu_memory_mb,
    device: told.device,
    dataSources: told.data_sources,
    diagnostics: diagnostics.length > 0 ? diagnostics : undefined,
  };
  let known = environment;
  for (const [name, value] of Object.entries(renamed)) {
    const tried = Environment.safeParse(Object.assign({}, known, { [name]: value }));
    if (value !== undefined && tried.success) known = tried.data;
  }
  return known;
}

function objectIn(text: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
