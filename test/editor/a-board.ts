import type { BegunShown, BoardState } from "../../src/editor/models/board-state";
import { emptyRecord, type IdeaRecord, nextRecord } from "../../src/editor/models/idea-record";
import type { TreeNode } from "../../src/editor/models/tree-node";
import type { EstimateBasis } from "../../src/engine/estimate/estimate-rest";
import type { Hunk } from "../../src/research/change";
import { Idea } from "../../src/research/idea";
import { Parameters } from "../../src/research/parameters";
import { Run } from "../../src/research/run";
import type { NewRunEvent, RunEvent } from "../../src/research/run-event";
import { TemplateManifest } from "../../src/research/template";
import type { Price } from "../../src/research/usage";

/** English, with the arguments put in. */
export const l10n = {
  t: (message: string, ...args: (string | number)[]) =>
    message.replace(/\{(\d)\}/g, (_, index) => String(args[Number(index)])),
};

export const idea = (name = "adaptive_steps"): Idea =>
  Idea.parse({
    Name: name,
    Title: "Adaptive Steps",
    Experiment: "Let the step follow the error.",
    Interestingness: 7,
    Feasibility: 9,
    Novelty: 5,
  });

export const AT = "2026-01-02T03:04:05.000Z";

export function recordOf(...events: NewRunEvent[]): IdeaRecord {
  return events.map((event) => ({ ...event, at: AT }) as RunEvent).reduce(nextRecord, emptyRecord);
}

export function begun(changes: Partial<BegunShown> = {}): BegunShown {
  return {
    idea: idea(),
    slug: "adaptive-steps",
    worktree: "/project/.ai-scientist/worktrees/adaptive-steps",
    folder: "/project/.ai-scientist/ideas/adaptive-steps",
    paperSource: "/project/.ai-scientist/worktrees/adaptive-steps/latex/template.tex",
    record: recordOf({ type: "stage-entered", stage: "experiments" }),
    undecided: [],
    accepted: [],
    problems: [],
    locked: true,
    here: true,
    asked: undefined,
    queued: [],
    launch: undefined,
    reviews: [],
    pointLines: new Map(),
    sections: [],
    pdf: undefined,
    timeline: undefined,
    compiled: undefined,
    ...changes,
  };
}

/** What estimates are made of, with a model of this name and price. */
export function basisOf(name: string, price: Price | undefined): EstimateBasis {
  const sizes = {
    ...{ system: 700, project: 8_000, idea: 400, code: 2_000, plot: 2_000, referee: 1_100 },
    ...{ paperRules: 2_000, paperFrame: 400, bibliography: 3_000, sections: 7, metrics: 2 },
  };
  const rate = { name, price, maxOutputTokens: 16_000 };
  return { sizes, parameters: Parameters.parse({}), scientist: rate, reviewer: rate, limitSeconds: 120 };
}

export function board(shown: BegunShown | undefined, changes: Partial<BoardState> = {}): BoardState {
  const manifest = TemplateManifest.parse({
    metrics: { loss: { direction: "lower", unit: "nats", primary: true } },
    scales: { smoke: { timeLimitSeconds: 120 } },
  });
  return {
    folder: "/project",
    template: { manifest, system: "s", task: "t", seedIdeas: [] },
    settings: { model: "rehearsal", dollars: 10, scale: "smoke" },
    costs: { basis: undefined, spent: 0 },
    ideas: shown ? [shown.idea] : [],
    ideaProblems: [],
    begun: shown ? [shown] : [],
    shown: shown?.slug,
    ideating: undefined,
    setup: undefined,
    now: Date.parse(AT) + 65_000,
    ...changes,
  };
}

export function hunk(changes: Partial<Hunk> = {}): Hunk {
  return {
    id: "h1",
    path: "experiment.py",
    oldStart: 3,
    oldLines: 1,
    newStart: 3,
    newLines: 1,
    removed: ["rate = 0.1"],
    added: ["rate = 0.2"],
    ...changes,
  };
}

/** A measured run with `loss` on the datasets given as name → values over seeds. */
export function measured(number: number, name: string, losses: Record<string, number[]>): Run {
  const measurements = Object.entries(losses).map(([dataset, perSeed]) => ({
    dataset,
    metric: "loss",
    mean: perSeed.reduce((sum, value) => sum + value, 0) / perSeed.length,
    perSeed,
  }));
  return Run.parse({
    ...{ number, name, description: "", commit: "0123456789abcdef", attempt: 1, seconds: 14 },
    outcome: { type: "measured", measurements },
  });
}

/** The rows as indented lines: `icon label | description`. */
export function drawn(nodes: readonly TreeNode[], depth = 0): string {
  return nodes
    .map((node) => {
      const box = node.checked === undefined ? "" : node.checked ? "[x] " : "[ ] ";
      const line = `${"  ".repeat(depth)}${box}${node.icon ?? "-"} ${node.label}${node.description ? ` | ${node.description}` : ""}`;
      return [line, ...(node.children?.length ? [drawn(node.children, depth + 1)] : [])].join("\n");
    })
    .join("\n");
}
