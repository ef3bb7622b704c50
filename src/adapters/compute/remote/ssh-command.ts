/** What `ssh -G HOST` says of a host: every option as it holds there, after the user's configuration was read. */
export type Effective = Readonly<Record<string, string>>;

export function effectiveIn(text: string): Effective {
  const lines = text.split(/\r?\n/).map((line) => /^(\S+)\s+(.*)$/.exec(line));
  return Object.fromEntries(lines.flatMap((found) => (found ? [[found[1]!.toLowerCase(), found[2]!.trim()]] : [])));
}

export type SshPlan = {
  readonly host: string;
  readonly effective: Effective;
  readonly platform: NodeJS.Platform;
  /** Short, since the path of a socket may have about a hundred characters, and private. */
  readonly controlFolder: string;
};

/**
 * The arguments of `ssh` before the command. Nothing is asked (`BatchMode`), a dead link is noticed within fifteen seconds, and one
 * connection serves all calls. What the user's configuration says of these is left alone, and host keys always are.
 */
export function sshArguments(plan: SshPlan): string[] {
  const { effective } = plan;
  const options = [
    "BatchMode=yes",
    ...(isSet(effective.connecttimeout, "none", "0") ? [] : ["ConnectTimeout=10"]),
    ...(isSet(effective.serveraliveinterval, "0") ? [] : ["ServerAliveInterval=5", "ServerAliveCountMax=3"]),
    ...sharing(plan),
  ];
  return [...options.flatMap((option) => ["-o", option]), "-T"];
}

/**
 * How a person opens the connection that our calls then share, in a terminal that can ask for a password or a second factor. It
 * stands for longer than one that opens by itself: nobody wants to do this twice a day.
 */
export function openingCommand(plan: SshPlan): string {
  const words = ["ssh", ...sharing(plan, "8h").flatMap((option) => ["-o", option]), plan.host, "exit"];
  return words.map((word) => (/[\s]/.test(word) ? `"${word}"` : word)).join(" ");
}

/** The arguments of `ssh` for a terminal in which a person is asked for a password or a second factor; later calls share its connection. */
export function terminalArguments(plan: SshPlan, command: string): string[] {
  return [...sharing(plan, "8h").flatMap((option) => ["-o", option]), "-t", "--", plan.host, command];
}

/** The client that comes with Windows cannot share connections; a user's own ControlPath is theirs. */
export function sharesConnections({ platform, effective }: Pick<SshPlan, "platform" | "effective">): boolean {
  return platform !== "win32" || isSet(effective.controlpath, "none");
}

function sharing(plan: SshPlan, persist = "300"): string[] {
  if (!sharesConnections(plan) || isSet(plan.effective.controlpath, "none")) return [];
  return ["ControlMaster=auto", `ControlPath=${plan.controlFolder}/%C`, `ControlPersist=${persist}`];
}

/** Whether an option has a value that is not one of those that mean “not set”. */
function isSet(value: string | undefined, ...unset: readonly string[]): boolean {
  return value !== undefined && value !== "" && !unset.includes(value.toLowerCase());
}
