import { join } from "node:path";
import type { ReproductionWish } from "../../../engine/reproduce";
import { type Idea, slugOf } from "../../../research/idea";
import type { Study } from "../../../research/reproduction";
import { isMeasured, type Run } from "../../../research/run";
import type { RunEvent } from "../../../research/run-event";
import { next, nothingYet } from "../../../research/run-view";
import { readJournal } from "../../journal/read-journal";
import { ProjectBroken } from "../../read-template";
import { recordedIdea } from "../begun-ideas";
import { ideaFolder } from "../desk";
import { chosenAmong, citedIn } from "./chosen-runs";
import type { RecordedStudy } from "./recorded-study";
import { type Original, unpackedIn } from "./reproduction-folders";
import { applyBundle, fetchIdea, type StudyRepository, strangersAt } from "./study-repository";
import { unpackBundle } from "./unpack-bundle";

/** Puts the commits of a study into `folder`/study and says which of its runs will be made again. The original is only read. */
export async function openStudy(original: Original, folder: string, wish: ReproductionWish): Promise<RecordedStudy> {
  const repository = join(folder, "study");
  if (original.kind === "idea") {
    const { project, slug } = original;
    const history = await readJournal(ideaFolder(project, slug));
    const fetched = await fetchIdea(project, slug, repository);
    const cited = wish.runs ? [] : await citedIn(repository, slug, fetched.base, history);
    return studyFrom(history, fetched, { kind: "idea", name: slug }, { ...wish, cited });
  }
  const unpacked = unpackedIn(folder);
  const bundle = await unpackBundle(original.path, unpacked);
  const history = await readJournal(join(unpacked, "journal"));
  const slug = slugOf(ideaOf(history));
  const commits = await applyBundle(unpacked, bundle, slug, repository);
  const cited = wish.runs ? [] : await citedIn(repository, slug, commits.base, history);
  const made = studyFrom(history, commits, { kind: "bundle", name: original.path }, { ...wish, cited });
  for (const { name, commit } of made.study.runs) {
    const strangers = await strangersAt(repository, commit);
    if (strangers.length > 0)
      throw new ProjectBroken(
        `“${name}” is not run: its commit holds links or other repositories (${strangers.slice(0, 3).join(", ")}), which could lead anywhere.`,
      );
  }
  return made;
}

/** What a paper can be written from: runs that were measured, count, and are no mere repeats. */
export function measuredIn(history: readonly RunEvent[]): Run[] {
  const { runs } = history.reduce(next, nothingYet);
  return runs.filter((run) => isMeasured(run) && run.repeatOf === undefined);
}

function studyFrom(
  history: readonly RunEvent[],
  { base, commitOf }: StudyRepository,
  source: Study["source"],
  { runs: wanted, freshEnvironment = false, cited }: ReproductionWish & { readonly cited: readonly number[] },
): RecordedStudy {
  const idea = ideaOf(history);
  const measured = measuredIn(history);
  const { runs: chosen, why } = wanted
    ? { runs: measured.filter(({ number }) => wanted.includes(number)), why: undefined }
    : chosenAmong(measured, cited);
  const missing = (wanted ?? []).filter((number) => !chosen.some((run) => run.number === number));
  if (missing.length > 0 || chosen.length === 0) throw new ProjectBroken(noSuchRun(missing, measured));
  const known = history.reduce(next, nothingYet).runs.filter(isMeasured);
  const runs = chosen.map((run) => {
    const commit = commitOf[run.commit];
    if (!commit)
      throw new ProjectBroken(`The commit ${run.commit.slice(0, 12)} of “${run.name}” is not there any more.`);
    return { ...run, commit };
  });
  const study = {
    idea: idea.Name,
    title: idea.Title,
    source,
    known,
    runs,
    base,
    freshEnvironment,
    ...(why && { why }),
  };
  return { slug: slugOf({ Name: idea.Name }), study };
}

function ideaOf(history: readonly RunEvent[]): Idea {
  const idea = recordedIdea(history);
  if (!idea) throw new ProjectBroken("Its journal does not say which idea it is about.");
  return idea;
}

function noSuchRun(missing: readonly number[], measured: readonly Run[]): string {
  if (measured.length === 0) return "No run of it was measured: there is nothing to reproduce.";
  const known = measured.map(({ number, name }) => `${number} (${name})`).join(", ");
  return `There is no measured run ${missing.join(", ")}. They are: ${known}.`;
}
