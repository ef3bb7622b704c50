import { quoted } from "./quote";

/**
 * A script between two marks: what a login shell prints before it is no answer, and without the last mark nobody knows how it
 * ended. `ssh` itself ends with 255 for a lost link, for a script's own 255 and for a signal alike.
 */
export function markedScript(script: string, mark: string): string {
  return `printf '%s\\n' ${quoted(`${mark}<`)}\n(\n${script}\n)\nprintf '\\n%s %d\\n' ${quoted(`${mark}>`)} "$?"\n`;
}

/**
 * The command line that runs a script given on standard input, in front of what the script itself reads there. It has no quote, no
 * line break and no sign that a login shell of another kind (csh, fish) would read differently. `dd` takes a byte at a time and so
 * never one too many.
 */
export function commandReading(scriptBytes: number): string {
  return `exec sh -c 'eval "$(dd bs=1 count=${scriptBytes} 2>/dev/null)"'`;
}

export type Answer = { readonly code: number; readonly stdout: Buffer };

/** What stands between the marks, or undefined when the last one never came. */
export function answerIn(output: Buffer, mark: string): Answer | undefined {
  const begin = output.indexOf(`${mark}<\n`);
  const end = output.lastIndexOf(`\n${mark}> `);
  if (begin < 0 || end < 0) return undefined;
  const code = /^\d+(?=\n)/.exec(output.toString("latin1", end + mark.length + 3));
  const from = begin + mark.length + 2;
  return code ? { code: Number(code[0]), stdout: output.subarray(from, Math.max(from, end)) } : undefined;
}
