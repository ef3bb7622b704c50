import { describe, expect, test } from "vitest";
import { placeIn, placePattern } from "../../../../src/adapters/compute/remote/place";
import {
  effectiveIn,
  openingCommand,
  type SshPlan,
  sharesConnections,
  sshArguments,
  terminalArguments,
} from "../../../../src/adapters/compute/remote/ssh-command";
import { troubleIn } from "../../../../src/adapters/compute/remote/ssh-trouble";

/** As OpenSSH 9.2 prints it for a host that the configuration says nothing of, shortened. */
const plain = effectiveIn(
  "host box\nuser ada\nhostname 10.0.0.2\nport 22\nconnecttimeout none\nserveraliveinterval 0\nserveralivecountmax 3\ncontrolmaster false\n",
);
const plan: SshPlan = { host: "box", effective: plain, platform: "linux", controlFolder: "/tmp/own" };

describe("the options of ssh", () => {
  test("nothing is asked, a dead link is noticed, one connection is shared, and host keys are left alone", () => {
    expect(sshArguments(plan)).toEqual([
      ...[
        "-o",
        "BatchMode=yes",
        "-o",
        "ConnectTimeout=10",
        "-o",
        "ServerAliveInterval=5",
        "-o",
        "ServerAliveCountMax=3",
      ],
      ...["-o", "ControlMaster=auto", "-o", "ControlPath=/tmp/own/%C", "-o", "ControlPersist=300", "-T"],
    ]);
    expect(sshArguments(plan).join(" ")).not.toContain("StrictHostKeyChecking");
  });

  test("a terminal may ask whatever it has to, and what it opens stands for a day's work", () => {
    const args = terminalArguments({ ...plan, host: "ada@box" }, "exit");
    expect(args.join(" ")).toBe(
      "-o ControlMaster=auto -o ControlPath=/tmp/own/%C -o ControlPersist=8h -t -- ada@box exit",
    );
    expect(terminalArguments({ ...plan, platform: "win32" }, "exit")).toEqual(["-t", "--", "box", "exit"]);
  });

  test("what the user's configuration says is kept", () => {
    const effective = effectiveIn(
      "connecttimeout 30\r\nserveraliveinterval 60\r\ncontrolmaster auto\r\ncontrolpath /home/ada/.ssh/cm-1f\r\n",
    );
    expect(sshArguments({ ...plan, effective })).toEqual(["-o", "BatchMode=yes", "-T"]);
    expect(openingCommand({ ...plan, effective })).toBe("ssh box exit");
  });

  test("the client of Windows shares no connection", () => {
    const onWindows: SshPlan = { ...plan, platform: "win32", controlFolder: "" };
    expect(sharesConnections(onWindows)).toBe(false);
    expect(sshArguments(onWindows).join(" ")).not.toContain("Control");
    expect(openingCommand(onWindows)).toBe("ssh box exit");
  });

  test("macOS shares as Linux does", () => {
    expect(sharesConnections({ ...plan, platform: "darwin" })).toBe(true);
    expect(openingCommand({ ...plan, platform: "darwin" })).toBe(
      "ssh -o ControlMaster=auto -o ControlPath=/tmp/own/%C -o ControlPersist=8h box exit",
    );
  });
});

describe("why a host does not answer", () => {
  test.each([
    [
      "ssh: connect to host box port 22: Connection refused\r\n",
      "link",
      "box does not answer (connect to host box port 22: Connection refused).",
    ],
    [
      "ssh: connect to host 10.0.0.2 port 22: Network is unreachable\n",
      "link",
      "box does not answer (connect to host 10.0.0.2 port 22: Network is unreachable).",
    ],
    [
      "Timeout, server 10.0.0.2 not responding.\r\n",
      "link",
      "box does not answer (Timeout, server 10.0.0.2 not responding).",
    ],
    ["", "link", "box does not answer."],
    [
      "ssh: Could not resolve hostname bxo: Name or service not known\n",
      "name",
      "There is no host box: Could not resolve hostname bxo: Name or service not known. Check it with “ssh box” in a terminal.",
    ],
    [
      "@@@@\n@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\nHost key verification failed.\n",
      "host-key",
      "The key of box is not known or has changed. Connect once in a terminal (ssh box) and compare it; it is never accepted for you.",
    ],
    [
      "** WARNING: slow\nada@box: Permission denied (publickey).\n",
      "sign-in",
      "box wants a password or a second factor, or knows none of your keys. Open the connection once in a terminal and everything shares it: ssh box exit",
    ],
  ])("%j", (stderr, kind, sentence) => {
    expect(troubleIn(stderr, "box", "ssh box exit")).toEqual({ kind, sentence });
  });
});

describe("places", () => {
  test.each([
    ["local", { kind: "local" }],
    ["ssh:box", { kind: "ssh", host: "box" }],
    ["ssh:ada@10.0.0.2", { kind: "ssh", host: "ada@10.0.0.2" }],
    ["ssh:ssh://ada@box:2222", { kind: "ssh", host: "ssh://ada@box:2222" }],
    ["slurm", { kind: "slurm", host: undefined }],
    ["slurm:login1", { kind: "slurm", host: "login1" }],
  ])("%s", (text, place) => {
    expect(placePattern.test(text)).toBe(true);
    expect(placeIn(text)).toEqual(place);
  });

  test.each(["", "ssh", "ssh:", "ssh:-oProxyCommand=x", "ssh:a b", "ssh:a;b", "ssh:$(x)", "pbs", "local:x"])(
    "%j is none",
    (text) => expect(placePattern.test(text)).toBe(false),
  );
});
