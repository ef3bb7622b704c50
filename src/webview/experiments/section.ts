import type { Experiments, Row, Words } from "../contract/experiments";
import type { Post } from "./chart-frame";
import type { Column } from "./columns";
import type { ViewState } from "./view-state";

/** What the parts below the table draw from. */
export type SectionContext = {
  readonly model: Experiments;
  readonly words: Words;
  readonly view: ViewState;
  /** Rows and columns as the table shows them. */
  readonly rows: readonly Row[];
  readonly columns: readonly Column[];
  readonly chosen: readonly string[];
  readonly colors: ReadonlyMap<string, string>;
  /** What runs are called in legends: by idea too where several ideas are shown. */
  readonly names: ReadonlyMap<string, string>;
  readonly post: Post;
  readonly change: (changes: Partial<ViewState>) => void;
};

/** A part below the table. It is asked to show what there is whenever that changed, as long as its tab is open. */
export type Section = {
  readonly element: HTMLElement;
  show(context: SectionContext): void;
};
