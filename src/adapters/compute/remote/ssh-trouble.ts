/** Why a host did not answer, as far as that is known. Only `link` may pass by itself. */
export type Trouble = "link" | "sign-in" | "host-key" | "name" | "no-ssh";

/** What `ssh` printed when it ended without an answer → the kind of trouble and a sentence that says what to do. */
export function troubleIn(stderr: string, host: string, opening: string): { kind: Trouble; sentence: string } {
  const kind = kindOf(stderr);
  const said = lastLine(stderr);
  return { kind, sentence: sentenceOf(kind, host, opening, said) };
}

function kindOf(stderr: string): Trouble {
  if (/Host key verification failed|REMOTE HOST IDENTIFICATION HAS CHANGED|No \S+ host key is known/i.test(stderr))
    return "host-key";
  if (/Permission denied \(|Too many authentication failures|No supported authentication methods/i.test(stderr))
    return "sign-in";
  if (/Could not resolve hostname|Name or service not known|Bad configuration option|no argument after/i.test(stderr))
    return "name";
  return "link";
}

function sentenceOf(kind: Trouble, host: string, opening: string, said: string): string {
  switch (kind) {
    case "host-key":
      return `The key of ${host} is not known or has changed. Connect once in a terminal (ssh ${host}) and compare it; it is never accepted for you.`;
    case "sign-in":
      return `${host} wants a password or a second factor, or knows none of your keys. Open the connection once in a terminal and everything shares it: ${opening}`;
    case "name":
      return `There is no host ${host}: ${said || "its name is not known"}. Check it with “ssh ${host}” in a terminal.`;
    default:
      return `${host} does not answer${said ? ` (${said})` : ""}.`;
  }
}

/** The last line that is no warning, without the name of the program. */
function lastLine(stderr: string): string {
  const lines = stderr.split(/\r?\n/).filter((line) => line.trim() !== "" && !/^(\*\*|Warning:|debug\d:)/.test(line));
  return (lines.at(-1) ?? "")
    .replace(/^(ssh|kex_exchange_identification|mux_client_\w+):\s*/, "")
    .replace(/[.\s]+$/, "")
    .slice(0, 200);
}
