import type { Autonomy } from "../../src/engine/autonomy";
import type { Lab } from "../../src/engine/lab";
import type { Journal } from "../../src/engine/ports/journal";
import type { LanguageModel } from "../../src/engine/ports/language-model";
import type { Researcher } from "../../src/engine/ports/researcher";
import { Parameters } from "../../src/research/parameters";
import type { Template } from "../../src/research/template";
import { FakeClock } from "./clock";
import type { FakeCompute } from "./compute";
import { purseWith } from "./purse";
import type { FakeWorkspace } from "./workspace";

type Parts = {
  readonly model: LanguageModel;
  readonly workspace: FakeWorkspace;
  readonly compute: FakeCompute;
  readonly journal: Journal;
  readonly template: Template;
  readonly parameters?: Partial<Parameters>;
};

/** A lab in which nothing is real but the journal's rules and the engine. */
export function fakeLab({ model, workspace, compute, journal, template, parameters }: Parts): Lab {
  return {
    model,
    reviewer: model,
    workspace,
    compute,
    journal,
    template,
    parameters: Parameters.parse({ scale: "smoke", ...parameters }),
    literature: { sources: [], search: async () => ({ papers: [], problem: "none" }) },
    typesetter: {
      available: async () => ({ tool: "fake", checker: undefined, instruction: "" }),
      compile: async () => ({ pdf: "latex/template.pdf", pages: 6, problems: [] }),
      check: async () => [],
    },
    paperReader: { read: async () => ({ pages: [workspace.worktree["latex/template.tex"] ?? ""] }) },
    researcher: acceptingEverything(workspace),
    purse: purseWith(10),
    clock: new FakeClock(),
    signal: new AbortController().signal,
  };
}

/** Nothing is answered by a policy. */
export const ASKED: Autonomy = {
  code: "ask",
  plots: "ask",
  prose: "ask",
  launch: "ask",
  network: "ask",
  launchMinutes: 120,
};

export function acceptingEverything(workspace: FakeWorkspace): Researcher {
  return {
    policy: () => ASKED,
    isEditing: () => false,
    chooseIdea: async ([first]) => first!,
    async reviewChange() {
      await workspace.accept((await workspace.undecided()).map(({ id }) => id));
      return { type: "decided", by: "researcher", words: "" };
    },
    approveLaunch: async () => true,
  };
}
