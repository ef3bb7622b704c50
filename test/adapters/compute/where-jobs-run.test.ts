import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { HostAccess } from "../../../src/adapters/compute/remote/ask-host";
import type { RemoteHost } from "../../../src/adapters/compute/remote/host";
import { JobPoll } from "../../../src/adapters/compute/remote/job-poll";
import { RemotePlaces } from "../../../src/adapters/compute/remote/remote-places";
import { writeRemote } from "../../../src/adapters/compute/remote/remote-record";
import { computeOf } from "../../../src/adapters/open-lab";
import { jobFolder } from "../../../src/adapters/project/desk";
import { readSettings } from "../../../src/adapters/settings";
import type { Template } from "../../../src/research/template";

let project = "";
beforeEach(() => void (project = mkdtempSync(join(tmpdir(), "where-jobs-run-"))));
afterEach(() => rmSync(project, { recursive: true, force: true }));

/** What hosts were asked: by which name, in which folder, and the verb. All that was asked for has ended there. */
const asked: string[] = [];
class AnsweringPlaces extends RemotePlaces {
  override ssh(host: string, rest: Omit<HostAccess, "host">) {
    return placeAt(`ssh:${host}`, rest);
  }
  override slurm(host: string | undefined, rest: Omit<HostAccess, "host">) {
    return placeAt(`slurm:${host}`, rest);
  }
}

function placeAt(name: string, rest: Omit<HostAccess, "host">) {
  const host: RemoteHost = {
    name,
    async run(_script, { input }) {
      const question = (await Readable.from(input ?? []).toArray()).join("");
      asked.push(`${name} ${rest.folder} ${/"verb":"(\w+)"/.exec(question)?.[1]}`);
      return { code: 0, stdout: Buffer.from('14\n{"ended":true}'), stderr: "" };
    },
  };
  const access = { ...rest, host };
  return { access, poll: new JobPoll(access) };
}

function compute(settings: Record<string, unknown>) {
  asked.length = 0;
  const template = { manifest: { requirements: [] } } as unknown as Template;
  const plan = { project, slug: "wider", template, dist: "", places: new AnsweringPlaces() };
  return computeOf({ ...plan, settings: readSettings(settings) }, join(project, "worktree"));
}

test("a run is looked for in the folder of the host that it was sent to, whatever the settings say by now", async () => {
  const started = jobFolder(project, "wider", "run_1");
  mkdirSync(started, { recursive: true });
  writeRemote(started, { place: "ssh:lab", folder: "~/old", job: "p-run_1" });
  for (const place of ["ssh:lab", "slurm:cluster", "local"]) {
    const now = compute({ "compute.place": place, "compute.remoteFolder": "/scratch/new" });
    await now.cancel("run_1");
    expect(asked).toEqual(["ssh:lab ~/old cancel"]);
  }
  await compute({ "compute.place": "ssh:lab", "compute.remoteFolder": "/scratch/new" }).cancel("run_2");
  expect(asked).toEqual(["ssh:lab /scratch/new cancel"]);
});

test.each(["ssh:lab", "slurm:cluster"])(
  "a run that is stopped while it goes to %s is ended there too",
  async (place) => {
    const stopped = new AbortController();
    stopped.abort("stopped");
    const limits = { seconds: 1, memoryMb: 1, processes: 1, diskMb: 1, outputMb: 1 };
    const job = { id: "run_1", commit: "0123456789", command: [], env: {}, carry: [], collect: [], locked: {}, limits };
    await expect(compute({ "compute.place": place }).submit(job, stopped.signal)).rejects.toThrow();
    expect(asked).toEqual([`${place} ~/.ai-scientist ${place === "ssh:lab" ? "cancel" : "withdraw"}`]);
  },
);
