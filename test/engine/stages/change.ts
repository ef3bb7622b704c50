import type { Autonomy } from "../../../src/engine/autonomy";
import type { Capabilities } from "../../../src/engine/ports/language-model";
import type { ProposedChange, Researcher, Verdict } from "../../../src/engine/ports/researcher";
import type { Hunk, Intent } from "../../../src/research/change";
import type { HunkRequest } from "../../../src/research/hunk-request";
import { next, nothingYet } from "../../../src/research/run-view";
import { FakeCompute, type Program } from "../../fakes/compute";
import { FakeJournal } from "../../fakes/journal";
import { ASKED, fakeLab } from "../../fakes/lab";
import { type Line, ScriptedModel } from "../../fakes/language-model";
import { template } from "../../fakes/study";
import { FakeWorkspace } from "../../fakes/workspace";

/** A change of three hunks: the rate, the width, and a line of noise. */
export const PATH = "experiment.py";
export const before = "rate = 0.1\nsteps = 100\n\nwidth = 32\ndepth = 2\n\nseed = 0\n";
export const after = "rate = 0.2\nsteps = 100\n\nwidth = 64\ndepth = 2\nnoise = 1\n\nseed = 0\n";
export const proposed = {
  edits: [{ path: PATH, before, after }],
  hunks: [{ path: PATH, title: "Widen", why: "Capacity." }],
};
export const intent: Intent = {
  idea: "wide",
  step: "run 1, attempt 1",
  title: "Wide and fast",
  why: "Twice the width.",
  kind: "code",
  model: "scripted",
  hunks: [],
};
export const question = {
  stage: "experiments",
  system: "You are the scientist.",
  context: ["# The project\nSmall."],
} as const;

export type Answer = (hunks: readonly Hunk[], workspace: FakeWorkspace) => Promise<Verdict | HunkRequest>;

/** A model that says these lines, and a researcher who gives these answers, one a question; the last again and again. */
export function scene(
  lines: readonly Line[],
  answers: readonly Answer[],
  files: Record<string, string> = { [PATH]: before },
  program: Program = measuring,
  capabilities: Partial<Capabilities> = {},
) {
  const workspace = new FakeWorkspace(files);
  const journal = new FakeJournal();
  const model = new ScriptedModel(lines, { price: { input: 0, cachedInput: 0, output: 0 }, capabilities });
  const seen: ProposedChange[] = [];
  const set = { policy: ASKED as Autonomy, editing: "" };
  const compute = new FakeCompute(workspace, program);
  const researcher: Researcher = {
    policy: () => set.policy,
    isEditing: (path) => path === set.editing,
    chooseIdea: async ([idea]) => idea!,
    approveLaunch: async () => true,
    async reviewChange(change) {
      seen.push(change);
      return answers[Math.min(seen.length, answers.length) - 1]!(change.hunks, workspace);
    },
  };
  const lab = { ...fakeLab({ model, workspace, compute, journal, template }), researcher };
  const view = () => journal.history.reduce(next, nothingYet);
  return { workspace, journal, model, lab, seen, set, view };
}

/** A program that measures the same thing whatever it is. */
const measuring: Program = ({ command }) => {
  const folder = command.join(" ").match(/run_\d+/)?.[0];
  const result = { dino: { means: { kl: 1.5 }, final_info_dict: { kl: [1.4, 1.5, 1.6] } } };
  return { code: 0, files: folder ? { [`${folder}/final_info.json`]: JSON.stringify(result) } : {} };
};

export const DECIDED: Verdict = { type: "decided", by: "researcher", words: "" };

/** Asks for a change on the hunk that adds this line. */
export const asking =
  (line: string, text: string): Answer =>
  async (hunks) => ({ type: "request", hunk: hunks.find(({ added }) => added.includes(line))!, text });

export const accepting: Answer = async (hunks, workspace) => {
  await workspace.accept(hunks.map(({ id }) => id));
  return DECIDED;
};

/** The ids of the hunks that add this line. */
export async function hunkWith(workspace: FakeWorkspace, line: string): Promise<string[]> {
  return (await workspace.undecided()).filter(({ added }) => added.includes(line)).map(({ id }) => id);
}

export function committed({ workspace }: ReturnType<typeof scene>): string | undefined {
  return workspace.commits.at(-1)!.files[PATH];
}
