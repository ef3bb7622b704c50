import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import type { Idea } from "../../research/idea";
import { describeIdeaProblem, type IdeaProblem, readIdeaFile } from "../../research/idea-file";
import { withIdea } from "../../research/idea-file-edits";
import { ProjectBroken, textIn } from "../read-template";

/** Where generated ideas and those of the researcher stand. */
export const IDEAS = "ideas.json";
/** What the template came with. It is read, never written. */
export const SEEDS = "seed_ideas.json";

/** Both files together, the seeds first; an entry of `ideas.json` takes the place of the seed of the same name. */
export async function readIdeaBook(folder: string): Promise<{
  readonly ideas: readonly Idea[];
  readonly problems: readonly IdeaProblem[];
}> {
  const [seeds, own] = await Promise.all([readOne(folder, SEEDS), readOne(folder, IDEAS)]);
  const names = new Set(own.entries.map(({ idea }) => idea.Name));
  const ideas = [...seeds.entries, ...own.entries].map(({ idea }) => idea);
  return {
    ideas: ideas.filter((idea, index) => index >= seeds.entries.length || !names.has(idea.Name)),
    problems: [...seeds.problems, ...own.problems],
  };
}

async function readOne(folder: string, file: string) {
  return readIdeaFile((await textIn(folder, file)) ?? "", file);
}

/** Edits of `ideas.json`, one after the other, so that none of this process is lost. */
export class IdeaWriter {
  #last: Promise<unknown> = Promise.resolve();
  constructor(private readonly folder: string) {}

  /** `edit` gets the text as it stands, empty when there is no file, and gives undefined when it cannot be edited safely. */
  change(edit: (text: string) => string | undefined): Promise<void> {
    const result = this.#last.then(async () => {
      const before = (await textIn(this.folder, IDEAS)) ?? "";
      const after = edit(before);
      if (after === undefined) throw new ProjectBroken(cannotEdit(before));
      if (after !== before) await writeFileAtomic(join(this.folder, IDEAS), after);
    });
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** Throws, with what to correct, where an idea could not be added: asked before anything is paid for. */
  async check(): Promise<void> {
    const text = (await textIn(this.folder, IDEAS)) ?? "";
    if (withIdea(text, ANY) === undefined) throw new ProjectBroken(cannotEdit(text));
  }
}

const ANY: Idea = { Name: "any", Title: "Any", Experiment: "Any" };

function cannotEdit(text: string): string {
  const [first] = readIdeaFile(text, IDEAS).problems;
  const where = first ? describeIdeaProblem(first) : `${IDEAS} has no entry of that name any more.`;
  return `${where} Correct it; nothing was changed.`;
}
