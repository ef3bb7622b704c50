import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { PassThrough } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import { Bundle, type Shares, useOfModels } from "../../../research/bundle";
import type { RunEvent } from "../../../research/run-event";
import { next, nothingYet, type RunView } from "../../../research/run-view";
import { readJournal } from "../../journal/read-journal";
import { ProjectBroken } from "../../read-template";
import { baseReference } from "../../workspace/begin-at";
import { type Git, gitIn } from "../../workspace/git";
import { ideaCommits } from "../../workspace/idea-commits";
import { branchOf } from "../../workspace/open-worktree";
import { recordedIdea } from "../begun-ideas";
import { type Desk, ideaFolder, worktreeFolder } from "../desk";
import { bytesOf, contentOf, type Entry, filesIn, filesOfCommit, LARGEST, resultsBeside } from "./contents";
import { bundleReadme } from "./readme";

/**
 * Writes one archive that holds an idea whole: the paper, the code as it is now and as it began, every change between, the runs, the
 * journal with each prompt and answer, and what it cost. `target` is written when all is there, never by half.
 */
export async function bundleIdea({ folder }: Pick<Desk, "folder">, slug: string, target: string): Promise<Bundle> {
  const history = await readJournal(ideaFolder(folder, slug));
  const idea = recordedIdea(history);
  if (!idea) throw new ProjectBroken(`No idea “${slug}” was begun here.`);
  const git = gitIn(folder);
  const [commit, base] = await Promise.all([
    revision(git, branchOf(slug), slug),
    revision(git, baseReference(slug), slug),
  ]);
  const all = await entriesOf(git, folder, slug, { commit, base });
  const [kept, tooLarge] = [true, false].map((fits) => all.filter((entry) => bytesOf(entry) <= LARGEST === fits));
  const view = history.reduce(next, nothingYet);
  const shares = await sharesOf(folder, slug, history, view);
  const bundle = Bundle.parse({
    format: 1,
    idea: idea.Name,
    title: idea.Title,
    ...{ commit, base },
    runs: view.recorded.map(({ number, name, commit: at, outcome }) => ({
      number,
      name,
      commit: at,
      outcome: outcome.type,
    })),
    models: shares.models,
    dollars: view.dollars,
    rehearsal: view.rehearsal,
    files: await Promise.all(kept!.map(async (entry) => ({ path: entry.path, ...(await fingerprint(entry)) }))),
    leftOut: tooLarge!.map((entry) => ({ path: entry.path, bytes: bytesOf(entry) })),
  });
  const own = [text("README.md", bundleReadme(bundle, useOfModels(shares))), text("bundle.json", json(bundle))];
  await writeZip(target, slug, [...own, ...kept!]);
  return bundle;
}

async function entriesOf(
  git: Git,
  folder: string,
  slug: string,
  { commit, base }: { readonly commit: string; readonly base: string },
): Promise<Entry[]> {
  const [worktree, records] = [worktreeFolder(folder, slug), ideaFolder(folder, slug)];
  const changes = await git.bytes(["format-patch", "--stdout", "--binary", "--no-signature", `${base}..${commit}`]);
  const lists = await Promise.all([
    filesOfCommit(git, commit, "experiment"),
    resultsBeside(gitIn(worktree), worktree, "experiment"),
    filesOfCommit(git, base, "base"),
    filesIn(records, "journal"),
  ]);
  // The lock says that somebody works on it now, and a proposal is nobody's decision yet.
  const own = lists.flat().filter(({ path }) => !/^journal\/(?:journal\.lock|proposal\.json)$/.test(path));
  const entries = own.filter(({ path }) => !WORKSHOP.test(path));
  const patches: Entry = { path: "changes.mbox", content: Buffer.from(changes, "latin1") };
  return [...entries.map(onTop), patches].sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** Where jobs ran: the code is in the commits, what came of it beside them, and data that git does not know are the researcher's to give away. */
const WORKSHOP = /^journal\/jobs\/[^/]+\/(?:seeds\/[^/]+\/)?(?:work|tmp|home|staging)[./]/;

/** Paper and reviews are what a reader looks for. */
function onTop(entry: Entry): Entry {
  const name = /^journal\/(paper\.pdf|review(?:-\d+)?\.json|costs\.json)$/.exec(entry.path)?.[1];
  return name ? { ...entry, path: name } : entry;
}

async function revision(git: Git, name: string, slug: string): Promise<string> {
  const found = (await git.ask(["rev-parse", "--verify", "--quiet", `${name}^{commit}`]))?.trim();
  if (!found) throw new ProjectBroken(`The idea “${slug}” has no branch ${name} any more: there is no code to bundle.`);
  return found;
}

async function sharesOf(folder: string, slug: string, history: readonly RunEvent[], view: RunView): Promise<Shares> {
  const calls = new Map<string, number>();
  for (const event of history)
    if (event.type === "model-called") calls.set(event.model, (calls.get(event.model) ?? 0) + 1);
  const commits = await ideaCommits(folder, slug);
  const changes = commits.filter(({ kind }) => kind === "change");
  const edited = changes.filter((change) => change.edited).length;
  const byHand = commits.filter(({ kind }) => kind === "hand" || kind === "foreign").length;
  return {
    models: [...calls].map(([name, count]) => ({ name, calls: count })),
    rehearsal: view.rehearsal,
    commits: { byHand, edited, model: changes.length - edited },
  };
}

async function fingerprint(entry: Entry): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash("sha256");
  if ("content" in entry) hash.update(entry.content);
  else await pipeline(contentOf(entry), hash);
  return { bytes: bytesOf(entry), sha256: hash.digest("hex") };
}

async function writeZip(target: string, folder: string, entries: readonly Entry[]): Promise<void> {
  const zip = new ZipFile();
  const archive = new PassThrough();
  // Otherwise nobody would hear that a file cannot be read any more.
  const fail = (error: Error) => archive.destroy(error);
  zip.on("error", fail);
  for (const entry of entries) {
    const path = `${folder}/${entry.path}`;
    if ("content" in entry) zip.addBuffer(entry.content, path);
    else
      zip.addReadStreamLazy(path, { size: entry.bytes, mtime: entry.modified }, (give) =>
        give(null, contentOf(entry).on("error", fail)),
      );
  }
  zip.end();
  const part = `${target}.part`;
  try {
    await pipeline(zip.outputStream, archive, createWriteStream(part));
    await rename(part, target);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

function text(path: string, content: string): Entry {
  return { path, content: Buffer.from(content) };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
