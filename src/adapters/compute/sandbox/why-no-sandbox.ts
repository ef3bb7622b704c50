/** Why runs have no sandbox here, and what gives them one. `said`: what bubblewrap answered; undefined when it is not installed. */
export function whyNoSandbox(platform: NodeJS.Platform, said: string | undefined): string {
  if (platform === "darwin" || platform === "win32")
    return `There is no sandbox for runs on ${platform === "darwin" ? "macOS" : "Windows"}.`;
  if (said === undefined) return "bubblewrap is not installed.";
  if (/uid map|user namespace|No permissions to create|Creating new namespace|Operation not permitted/i.test(said))
    return `This system does not let bubblewrap make a sandbox (${lastLine(said)}).`;
  return `The interpreter could not be started in a sandbox (${lastLine(said)}).`;
}

/** Remote runs are kept apart by the account that they run under, and by nothing else. */
export function noSandboxAt(place: string): string {
  return `The run has no sandbox at ${place} and may do what your account there may.`;
}

/** One sentence that gets a sandbox here; empty where nothing does. */
export function fixForNoSandbox(platform: NodeJS.Platform, reason: string): string {
  if (platform !== "linux") return "Use Linux, or WSL on Windows, for experiments that you do not trust.";
  if (reason.startsWith("bubblewrap is not installed"))
    return "Install the package bubblewrap with the system's package manager.";
  if (reason.startsWith("This system"))
    return "Allow user namespaces for it: on Ubuntu 24.04 and newer with its AppArmor profile (the package apparmor-profiles), in a container with the runtime's security options.";
  return "Set compute.python to an interpreter whose folders may be read, such as a virtual environment of the project.";
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1)!.replace(/\.$/, "").slice(0, 200);
}
