import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { rehearsalModel } from "../../src/adapters/language-model/rehearsal";
import type { LanguageModel } from "../../src/engine/ports/language-model";
import type { NewRunEvent } from "../../src/research/run-event";
import { Template } from "../../src/research/template";
import { FakeCompute, type Program } from "../fakes/compute";
import { FakeJournal } from "../fakes/journal";
import { FakeWorkspace } from "../fakes/workspace";

const TEMPLATE = join(__dirname, "../fixtures/templates/plain_numpy");
const read = (path: string) => readFileSync(join(TEMPLATE, path), "utf8");
const files = {
  "experiment.py": read("experiment.py"),
  "plot.py": read("plot.py"),
  "latex/template.tex": read("latex/template.tex"),
};
const { system, task_description: task } = JSON.parse(read("prompt.json"));
export const template = Template.parse({ manifest: {}, system, task, seedIdeas: JSON.parse(read("seed_ideas.json")) });
export const idea = template.seedIdeas[0]!;

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

export class PowerCut extends Error {}

/** A journal whose machine loses power right after an event reached the disk. Once the power is gone, nothing works. */
export class CutJournal extends FakeJournal {
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

/** A rehearsal with the quick template: what outlives the process, and a model that counts. */
export function world() {
  const workspace = new FakeWorkspace(files);
  return { workspace, compute: new FakeCompute(workspace, program), disk: new FakeJournal(), model: counting() };
}

export type World = ReturnType<typeof world>;

/** The same as it stands now, to be disturbed while the first stays as it is. */
export function copyOf({ workspace, compute, disk, model }: World): World {
  const copy = world();
  const plain = <Part extends object>(part: Part, ...left: string[]) =>
    structuredClone(Object.fromEntries(Object.entries(part).filter(([name]) => !left.includes(name))));
  Object.assign(copy.workspace, plain(workspace));
  Object.assign(copy.compute, plain(compute, "workspace", "program"));
  Object.assign(copy.disk, plain(disk, "clock", "followers"));
  copy.model.asked.push(...model.asked);
  return copy;
}
