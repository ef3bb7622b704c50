import { afterEach, expect, test, vi } from "vitest";
import { HostUnreachable, type RemoteHost } from "../../../../src/adapters/compute/remote/host";
import {
  JobPoll,
  type Sight,
  secondsAfterFailures,
  secondsAfterSilence,
} from "../../../../src/adapters/compute/remote/job-poll";

afterEach(() => vi.useRealTimers());

test("all jobs of a host are asked about in one round trip, each from its own byte on", async () => {
  const host = aHost([
    { jobs: [report("a", "ab", ""), report("b", "", "c")], bytes: "abc" },
    { jobs: [report("a", "d", ""), report("b", "", "")], bytes: "d" },
  ]);
  const poll = new JobPoll({ host, folder: "~/x", python: "", setup: "" });
  const [a, b] = [aFollower("a"), aFollower("b")];
  const stops = [poll.follow(a), poll.follow(b)];
  await expect.poll(() => a.text()).toBe("abd");
  expect(b.text()).toBe("c");
  // Asked again half a second later, which may be over by now.
  expect(host.asked.slice(0, 2).map(({ jobs }) => jobs)).toEqual([
    [
      { job: "a", stdout: 0, stderr: 0 },
      { job: "b", stdout: 0, stderr: 0 },
    ],
    [
      { job: "a", stdout: 2, stderr: 0 },
      { job: "b", stdout: 0, stderr: 1 },
    ],
  ]);
  for (const stop of stops) stop();
});

test("a host that does not answer is said to each, and asked again", async () => {
  const host = aHost([
    new HostUnreachable("box does not answer.", "link"),
    { jobs: [report("a", "x", "")], bytes: "x" },
  ]);
  const a = aFollower("a");
  const stop = new JobPoll({ host, folder: "~/x", python: "", setup: "" }).follow(a);
  await expect.poll(() => a.text()).toBe("x");
  expect(a.sights[0]).toEqual({ type: "unseen", reason: "box does not answer." });
  stop();
});

test("nobody waits for a host that does not answer once nobody watches any more", async () => {
  const given = vi.fn();
  const asked = vi.fn((_script: string, { signal }: { readonly signal: AbortSignal }) => {
    signal.addEventListener("abort", given);
    return new Promise<never>(() => undefined);
  });
  const host: RemoteHost = { name: "box", run: asked };
  const poll = new JobPoll({ host, folder: "~/x", python: "", setup: "" });
  const [a, b] = [poll.follow(aFollower("a")), poll.follow(aFollower("b"))];
  await expect.poll(() => asked).toHaveBeenCalledOnce();
  a();
  expect(given).not.toHaveBeenCalled();
  b();
  expect(given).toHaveBeenCalledOnce();
});

test("silence and failure are asked less and less often, within bounds", () => {
  expect([0, 1, 5, 50].map((times) => Math.round(secondsAfterSilence(times) * 100) / 100)).toEqual([
    0.5, 0.65, 1.86, 10,
  ]);
  expect([1, 2, 3, 9].map(secondsAfterFailures)).toEqual([1, 2, 4, 30]);
});

type Answer = { readonly jobs: readonly object[]; readonly bytes: string };

/** Answers in turn, then as it did last without new bytes. */
function aHost(answers: readonly (Answer | Error)[]): RemoteHost & { asked: { jobs: unknown }[] } {
  const asked: { jobs: unknown }[] = [];
  return {
    name: "box",
    asked,
    async run(_script, { input }) {
      const pieces: Buffer[] = [];
      for await (const piece of input as AsyncIterable<Uint8Array>) pieces.push(Buffer.from(piece));
      asked.push(JSON.parse(Buffer.concat(pieces).toString().split("\n").at(-1)!) as { jobs: unknown });
      const answer = answers[asked.length - 1];
      if (answer === undefined) return new Promise(() => undefined);
      if (answer instanceof Error) throw answer;
      const text = JSON.stringify({ jobs: answer.jobs });
      return { code: 0, stdout: Buffer.from(`${text.length}\n${text}${answer.bytes}`), stderr: "" };
    },
  };
}

function report(job: string, stdout: string, stderr: string) {
  return { job, over: null, seconds: 1, state: null, stdout: stdout.length, stderr: stderr.length };
}

function aFollower(job: string) {
  const sights: Sight[] = [];
  const of = (name: "stdout" | "stderr") =>
    sights.map((sight) => (sight.type === "seen" ? sight[name].toString() : "")).join("");
  return {
    job,
    sights,
    text: () => of("stdout") + of("stderr"),
    offsets: () => ({ stdout: of("stdout").length, stderr: of("stderr").length }),
    see: (sight: Sight) => void sights.push(sight),
  };
}
