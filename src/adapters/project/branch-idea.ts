import type { OwnIdea } from "../../engine/project";
import type { Idea } from "../../research/idea";
import { slugOf } from "../../research/idea";
import { learntFrom } from "../../research/learnt";
import { isMeasured, type Run } from "../../research/run";
import { next, nothingYet } from "../../research/run-view";
import { readJournal } from "../journal/read-journal";
import { ProjectBroken } from "../read-template";
import { originReference } from "../workspace/begin-at";
import { type Git, gitIn } from "../workspace/git";
import { recordedIdea } from "./begun-ideas";
import { type Desk, ideaFolder } from "./desk";
import { addIdea } from "./keep-ideas";

/** A new idea that goes on from a commit of a begun one: an entry in `ideas.json` that says from where, and what was learnt there. */
export async function branchIdea(
  desk: Pick<Desk, "folder" | "ideaWriter" | "template">,
  slug: string,
  commit: string,
  draft: OwnIdea,
): Promise<Idea> {
  const { folder, template } = desk;
  const git = gitIn(folder);
  const history = await readJournal(ideaFolder(folder, slug));
  const from = recordedIdea(history);
  const hash = (await git.ask(["rev-parse", "--verify", "--quiet", `${commit}^{commit}`]))?.trim();
  if (!from || !hash) throw new ProjectBroken(`There is no commit ${commit.slice(0, 8)} of ${slug} any more.`);
  const { runs } = history.reduce(next, nothingYet);
  const learnt = learntFrom(runs, template.manifest, await runWithCode(git, runs, hash, codeOf(template.manifest)));
  const idea = await addIdea(desk, { ...draft, continues: { idea: from.Name, commit: hash, learnt } });
  await git.run(["update-ref", originReference(slugOf(idea)), hash]);
  return idea;
}

/** The last measured run whose experiment is the one in the commit. */
async function runWithCode(git: Git, runs: readonly Run[], commit: string, paths: readonly string[]) {
  const measured = runs.filter((run) => isMeasured(run) && run.commit).sort((a, b) => b.number - a.number);
  for (const run of measured) {
    const same = await git.ask(["--literal-pathspecs", "diff", "--quiet", run.commit, commit, "--", ...paths]);
    if (same !== undefined) return run;
  }
  return undefined;
}

/** What a run may change: everything editable but the plot script. */
function codeOf({ editable }: Desk["template"]["manifest"]): string[] {
  return editable.filter((path) => path !== "plot.py");
}
