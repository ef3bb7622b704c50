import type { RunView } from "../research/run-view";

/** One thing that is needed or useful, and whether it is there. */
export type SetupItem = {
  readonly id:
    | "git"
    | "repository"
    | "place"
    | "python"
    | "packages"
    | "latex"
    | "chktex"
    | "ssh"
    | "sandbox"
    | "model"
    | "reviewer"
    | "literature"
    | "template";
  /** `missing`: something that a whole idea owes cannot be made. `warning`: it can, and the researcher should know this. */
  readonly state: "ok" | "missing" | "warning";
  /** What it is called, in a word or two: `Python`, `torch`. */
  readonly name: string;
  /** What was found, in a few words: a version, a place. Empty when nothing was. */
  readonly value: string;
  /** A sentence for the terminal. */
  readonly text: string;
  /** One sentence that gets it, empty when nothing is missing. */
  readonly fix: string;
  /** What a button can do about it. */
  readonly remedy?: Remedy;
};

export type Remedy =
  /** A command line, for a terminal in the project's folder. */
  | { readonly how: "type"; readonly line: string }
  /** A connection that asks for a password or a second factor, in a terminal; every later one shares it. */
  | { readonly how: "connect"; readonly host: string }
  | { readonly how: "visit"; readonly url: string }
  | {
      readonly how:
        | "commit"
        | "choose-place"
        | "set-up-place"
        | "choose-interpreter"
        | "choose-model"
        | "choose-reviewer"
        | "set-key"
        | "set-prices";
    };

/** A host that the researcher's configuration of `ssh` names. */
export type KnownHost = { readonly name: string; readonly address?: string; readonly user?: string };

/** What is about to be begun: thinking up ideas, a whole idea, or the rest of one whose experiments are done. */
export type Purpose = "ideas" | "idea" | "paper";

const NEEDED: Readonly<Record<Purpose, readonly SetupItem["id"][]>> = {
  ideas: ["model"],
  idea: ["git", "repository", "place", "python", "packages", "model", "reviewer"],
  paper: ["git", "repository", "model", "reviewer"],
};

/**
 * What must be there before anything is spent. LaTeX is not among it: without it the paper is written and reviewed, nothing is
 * paid twice, and the PDF is made when the idea is resumed with LaTeX (docs/decisions/0017).
 */
export function missingFor(purpose: Purpose, items: readonly SetupItem[]): SetupItem[] {
  return items.filter(({ id, state }) => state === "missing" && NEEDED[purpose].includes(id));
}

/** What going on with an idea needs: once its paper was begun, its experiments are run no more unless a review led to new ones. */
export function purposeOf({ stagesEntered, planned }: Pick<RunView, "stagesEntered" | "planned">): Purpose {
  return stagesEntered.includes("paper") && planned.length === 0 ? "paper" : "idea";
}

/** What the researcher agrees to once before a model is paid. */
export type Terms = {
  /** The scientist, and the referee where that is another. */
  readonly models: readonly string[];
  /** Where the model is asked; empty where that is this machine or VS Code. */
  readonly host: string;
  /** Where experiments run. */
  readonly place: string;
  /** What one idea may cost. */
  readonly dollars: number;
  readonly price: "free" | "known" | "unknown";
};
