import type { Remedy } from "../../engine/setup";

/** Gives a text in the researcher's language; `{0}`, `{1}` stand for the arguments. */
export interface L10n {
  t(message: string, ...args: (string | number)[]): string;
}

/** What a row is about: commands that are called on the row read it from here. */
export type Subject = {
  readonly slug?: string;
  /** The idea's `Name`. */
  readonly idea?: string;
  /** Path in the idea's worktree. */
  readonly path?: string;
  readonly hunks?: readonly string[];
  /** Absolute path of a file to open, at a 1-based line. */
  readonly file?: string;
  readonly line?: number;
  /** Every file that was selected with it. */
  readonly files?: readonly string[];
  /** A commit of the idea's branch. */
  readonly commit?: string;
  /** A job, by its name. */
  readonly job?: string;
  /** A run, by its number. */
  readonly run?: number;
  /** Hash of a question with its answer. */
  readonly transcript?: string;
  /** The lines of `file` that it is about. */
  readonly lines?: LineRange;
  /** What the researcher wrote about it. */
  readonly text?: string;
  /** A row of a tree was meant, so the keyboard belongs there. */
  readonly inTree?: boolean;
  /** A proposal for a passage of a paper, and which of its parts. */
  readonly passage?: string;
  readonly parts?: readonly number[];
  /** A review of a paper that belongs to no idea, by its key; and a point of a review, by its id. */
  readonly review?: string;
  readonly point?: string;
  /** What a button can do about something that is missing. */
  readonly remedy?: Remedy;
};

/** 1-based, both ends included. */
export type LineRange = { readonly from: number; readonly to: number };

/** A row of a tree as plain data; `tree-view.ts` shows it. */
export type TreeNode = {
  /** Stays the same while the row is about the same thing, so that it stays open or selected. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  /** Markdown. */
  readonly tooltip?: string;
  /** A codicon, `name` or `name~spin`, and a theme colour. */
  readonly icon?: string;
  readonly color?: string;
  /** What menus look at. */
  readonly context?: string;
  /** Only for rows with children: whether they are shown at first. */
  readonly open?: boolean;
  readonly children?: readonly TreeNode[];
  /** A command without the prefix `aiScientist.`, called with this row. */
  readonly command?: string;
  readonly checked?: boolean;
  /** What a screen reader says; the label and description unless given. */
  readonly spoken?: string;
  readonly subject: Subject;
};

/** Theme colours, so that every theme has its own; those that stand out from a light sidebar, too. */
export const COLORS = {
  good: "charts.green",
  bad: "testing.iconFailed",
  warning: "list.warningForeground",
  waiting: "list.warningForeground",
  quiet: "descriptionForeground",
} as const;
