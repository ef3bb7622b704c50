import { execFileSync, spawnSync } from "node:child_process";
import { appendFileSync, chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { endedWithUs } from "./ended-with-us";
import { root } from "./program";

/** A truly other machine in a network namespace, behind a real sshd; its link and its power can be cut. */
export type AnotherHost = ReturnType<typeof startHost>;

/**
 * Starts one under its own name and number. `PATH` with `found` in front has an `ssh` that reads the host's configuration (it is
 * called `lab` there) and counts its calls.
 */
export function startHost(name: string, index: number) {
  const folder = mkdtempSync(join(tmpdir(), `host-${index}-`));
  const script = join(root, "test/fixtures/hosts/netns-sshd.sh");
  const tell = (verb: string, ...rest: string[]): string =>
    execFileSync("bash", [script, verb, folder, ...rest], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  const letGo = endedWithUs(script, folder);
  try {
    tell("start", name, String(index));
  } catch (error) {
    throw new Error(
      `A second host could not be started: root, network namespaces (iproute2) and openssh-server are needed. ${error}`,
    );
  }
  const bin = join(folder, "ours");
  execFileSync("mkdir", [bin]);
  writeFileSync(
    join(bin, "ssh"),
    `#!/bin/sh\necho "$*" >> ${folder}/calls\nexec /usr/bin/ssh -F ${folder}/ssh_config "$@"\n`,
  );
  chmodSync(join(bin, "ssh"), 0o755);
  return {
    name,
    folder,
    found: `${bin}${delimiter}${process.env.PATH}`,
    /** Round trips so far: calls of `ssh` that went to the host. */
    roundTrips: () => (existsSync(join(folder, "calls")) ? lines(readFileSync(join(folder, "calls"), "utf8")) : 0),
    /** A program of the host, found first there. */
    install(program: string, body: string): void {
      writeFileSync(join(folder, "bin", program), `#!/bin/sh\n${body}\n`);
      chmodSync(join(folder, "bin", program), 0o755);
    },
    /** Another name of the host in the configuration. */
    configure: (text: string) => appendFileSync(join(folder, "ssh_config"), text),
    /** The home of the host's user, as it lies here. */
    home: join(folder, "disk"),
    tell: (verb: "cut" | "uncut" | "drop" | "undrop" | "reset" | "crash" | "boot") => void tell(verb),
    /** What runs there beside what a host always runs, a command line each. */
    running: () =>
      tell("exec", "ps", "-eo", "args=")
        .split("\n")
        .filter((line) => line !== "" && !/^(bash -c hostname|sshd: |\/usr\/sbin\/sshd|sleep 60$|ps -eo)/.test(line)),
    stop(): void {
      // There is no shared connection where nothing was asked.
      const shared = `ControlPath=/tmp/ai-scientist-${process.getuid?.()}/%C`;
      spawnSync(join(bin, "ssh"), ["-O", "exit", "-o", shared, "lab"], { stdio: "ignore" });
      tell("stop");
      rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
      letGo();
    },
  };
}

function lines(calls: string): number {
  return calls.split("\n").filter((line) => line !== "" && !/^(-G|-V|-O) ?/.test(line)).length;
}
