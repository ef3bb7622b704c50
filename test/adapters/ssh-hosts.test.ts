import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sshHosts } from "../../src/adapters/setup/ssh-hosts";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "home-"));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function put(path: string, text: string): void {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), text);
}
const hosts = () => sshHosts(home, join(home, "etc/ssh_config"));

test("the hosts of the configuration in their order, each with its address; patterns are no hosts", async () => {
  put(
    ".ssh/config",
    `# machines
Host lab h100-box
  HostName 10.0.0.7
  User ada
Host *.cluster !secret
  ProxyJump gate
Match host other
  User nobody
host = login
  Hostname login.example.org
Host *
  ServerAliveInterval 30
`,
  );
  put("etc/ssh_config", "Host everybody\n  HostName 10.9.9.9\nHost lab\n  HostName 1.1.1.1\n");
  expect(await hosts()).toEqual([
    { name: "lab", address: "10.0.0.7", user: "ada" },
    { name: "h100-box", address: "10.0.0.7", user: "ada" },
    { name: "login", address: "login.example.org" },
    { name: "everybody", address: "10.9.9.9" },
  ]);
});

test("files that are included count, wherever they are named: relative to .ssh, in the home, by a pattern, inside a block", async () => {
  put(".ssh/config", `Include work.conf "config.d/*.conf"\nHost last\n  Include ~/elsewhere/config\n`);
  put(".ssh/work.conf", "Host work\n");
  put(".ssh/config.d/b.conf", "Host b\n");
  put(".ssh/config.d/a.conf", "Host a\n  Include ../work.conf\n");
  put(".ssh/config.d/notes.txt", "Host no\n");
  put("elsewhere/config", "Host far\n");
  expect((await hosts()).map(({ name }) => name)).toEqual(["work", "a", "b", "last", "far"]);
});

test("a file that includes itself comes to an end; what is missing or no configuration names nothing", async () => {
  put(".ssh/config", "Include config missing/*\nHost lab\n");
  put("etc/ssh_config", "\u0000\u0001 {{{\n");
  expect((await hosts()).map(({ name }) => name)).toEqual(["lab"]);
  rmSync(join(home, ".ssh"), { recursive: true });
  expect(await hosts()).toEqual([]);
});

test("a name that ssh would take for an option is no host", async () => {
  put(".ssh/config", "Host -lada good\n");
  expect((await hosts()).map(({ name }) => name)).toEqual(["good"]);
});
