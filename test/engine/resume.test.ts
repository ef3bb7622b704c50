import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { rehearsalModel } from "../../src/adapters/language-model/rehearsal";
import { pursue } from "../../src/engine/pipeline";
import type { LanguageModel } from "../../src/engine/ports/language-model";
import type { Researcher } from "../../src/engine/ports/researcher";
import type { NewRunEvent } from "../../src/research/run-event";
import { next, nothingYet } from "../../src/research/run-view";
import { Template } from "../../src/research/template";
import { FakeCompute, type Program } from "../fakes/compute";
import { FakeJournal } from "../fakes/journal";
import { fakeLab } from "../fakes/lab";
import { FakeWorkspace } from "../fakes/workspace";

const TEMPLATE = join(__dirname, "../fixtures/templates/plain_numpy");
const read = (path: string) => readFileSync(join(TEMPLATE, path), "utf8");
const files = {
  "experiment.py": read("experiment.py"),
  "plot.py": read("plot.py"),
  "latex/template.tex": read("latex/template.tex"),
};
const { system, task_description: task } = JSON.parse(read("prompt.json"));
const template = Template.parse({ manifest: {}, system, task, seedIdeas: JSON.parse(read("seed_ideas.json")) });
const idea = template.seedIdeas[0]!;

/** Numbers that depend on the code, a crash where the code names something that is not there, pictures from plot.py. */
const program: Program = (job, code) => {
  if (job.command.includes("plot.py")) return { code: 0, files: { "results.png": "PNG" } };
  const missing = /=\s*(new_\w+)/i.exec(code["experiment.py"]!)?.[1];
  if (missing) return { code: 1, stderr: `NameError: name '${missing}' is not defined`, files: {} };
  const number =
    Number.parseInt(createHash("sha256").update(code["experiment.py"]!).digest("hex").slice(0, 6), 16) / 2 ** 24;
  const info = { sine: { means: { mse: number } }, steps: { means: { mse: number / 2 } } };
  return { code: 0, files: { [`${job.collect[0]}/final_info.json`]: JSON.stringify(info) } };
};

class PowerCut extends Error {}

/** A journal whose machine loses power right after an event reached the disk. Once the power is gone, nothing works. */
class CutJournal extends FakeJournal {
  dead = false;
  constructor(
    private readonly disk: FakeJournal,
    private readonly cutAfter: number,
  ) {
    super();
    this.history.push(...disk.history);
  }
  override keep(text: string): Promise<string> {
    return this.disk.keep(text);
  }
  override kept(hash: string): Promise<string | undefined> {
    return this.disk.kept(hash);
  }
  override async append(event: NewRunEvent): Promise<void> {
    if (this.dead) throw new PowerCut();
    await super.append(event);
    await this.disk.append(event);
    if (this.disk.history.length === this.cutAfter) {
      this.dead = true;
      throw new PowerCut();
    }
  }
}

/** Counts what is really asked, by the conversation's content. */
function counting(): LanguageModel & { readonly asked: string[] } {
  const model = rehearsalModel({ mistakes: true });
  const asked: string[] = [];
  return {
    ...model,
    asked,
    stream(request) {
      asked.push(createHash("sha256").update(JSON.stringify(request.conversation)).digest("hex"));
      return model.stream(request);
    },
  };
}

function world() {
  const workspace = new FakeWorkspace(files);
  return { workspace, compute: new FakeCompute(workspace, program), disk: new FakeJournal(), model: counting() };
}

type World = ReturnType<typeof world>;

function walk({ workspace, compute, disk, model }: World, cutAfter = Number.POSITIVE_INFINITY) {
  const journal = new CutJournal(disk, cutAfter);
  const lab = fakeLab({ model, workspace, compute, journal, template });
  return pursue({ ...lab, researcher: askingTwice(lab.researcher) }, idea);
}

/** Accepts everything, but asks for a comment on the first hunk of one change of the code and one of the paper. */
function askingTwice(researcher: Researcher): Researcher {
  return {
    ...researcher,
    async reviewChange(change, signal) {
      const { intent, hunks } = change;
      const commented = hunks.some(({ added }) => added.some((line) => /^\s*[#%]/.test(line)));
      const asks = ["run 1, attempt 1", "paper, Results"].includes(intent.step) && !commented;
      if (asks) return { type: "request", hunk: hunks[0]!, text: "Please explain this." };
      return researcher.reviewChange(change, signal);
    },
  };
}

describe("a power cut after any event of a whole rehearsal", () => {
  let undisturbed: World;
  let result: Awaited<ReturnType<typeof walk>>;
  beforeAll(async () => {
    undisturbed = world();
    result = await walk(undisturbed);
  });

  test("the undisturbed idea has runs, a recovered edit, a recovered crash, two requests, a paper and two reviews", () => {
    const notes = undisturbed.disk.of("noted").map(({ text }) => text);
    expect(notes.some((text) => /could not be used/.test(text))).toBe(true);
    expect(notes.some((text) => /crashed with exit code 1/.test(text))).toBe(true);
    expect(undisturbed.compute.started.filter((id) => id.startsWith("run_")).length).toBeGreaterThanOrEqual(3);
    const { requests } = undisturbed.disk.history.reduce(next, nothingYet);
    expect(requests.map(({ step, state }) => [step, state])).toEqual([
      ["run 1, attempt 1, request 1", "answered"],
      ["paper, Results, request 1", "answered"],
    ]);
    expect(result.reviews).toHaveLength(2);
  });

  test("resuming ends in the same commits, jobs, paper and reviews, and asks at most one question again", async () => {
    const events = undisturbed.disk.history.length;
    for (let cut = 1; cut < events; cut++) {
      const disturbed = world();
      await expect(walk(disturbed, cut), `cut after event ${cut} of ${events}`).rejects.toThrow(PowerCut);
      const resumed = await walk(disturbed);
      const where = `after event ${cut}: ${JSON.stringify(disturbed.disk.history[cut - 1]).slice(0, 120)}`;
      expect(resumed, where).toEqual(result);
      expect(disturbed.workspace.commits, where).toEqual(undisturbed.workspace.commits);
      expect(disturbed.compute.started, where).toEqual(undisturbed.compute.started);
      expect(disturbed.model.asked.length - undisturbed.model.asked.length, where).toBeLessThanOrEqual(1);
    }
  }, 300_000);
});

test("an interrupted step has not failed; it is begun again", async () => {
  const interrupted = world();
  const stop = new AbortController();
  const lab = fakeLab({
    model: interrupted.model,
    workspace: interrupted.workspace,
    compute: interrupted.compute,
    journal: interrupted.disk,
    template,
  });
  const asked = {
    ...lab,
    signal: stop.signal,
    researcher: { ...lab.researcher, approveLaunch: async () => Promise.reject(stop.abort("closed")) },
  };
  await expect(pursue(asked, idea)).rejects.toBeUndefined();
  expect(interrupted.disk.of("step-failed")).toEqual([]);
  await walk(interrupted);
  expect(interrupted.compute.started[0]).toBe("run_0-attempt-1");
});
