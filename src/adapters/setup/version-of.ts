import { execa } from "execa";

/** The first line that a program prints of its version, or undefined when there is no such program. */
export async function versionOf(program: string, args: readonly string[]): Promise<string | undefined> {
  const { exitCode, stdout, stderr } = await execa(program, args, { reject: false, timeout: 10_000 });
  return exitCode === 0 ? (stdout || stderr).split("\n", 1)[0] : undefined;
}
