import { createHash } from "node:crypto";
import { alignLines } from "../../src/engine/edits/align-lines";
import { ProposalRefused, type Workspace } from "../../src/engine/ports/workspace";
import type { FileEdit, Hunk, Intent } from "../../src/research/change";

type Files = Readonly<Record<string, string>>;
export type FakeCommit = { readonly id: string; readonly files: Files; readonly step: string; readonly title: string };

/** An idea's worktree in memory, with git's three places: commits, index, worktree. It outlives a power cut. */
export class FakeWorkspace implements Workspace {
  readonly directory = "/fake/worktree";
  readonly commits: FakeCommit[];
  private index: Files;
  worktree: Record<string, string>;

  constructor(files: Files) {
    this.commits = [{ id: "c0", files, step: "", title: "template" }];
    this.index = files;
    this.worktree = { ...files };
  }

  async open() {
    return "c0";
  }
  async head() {
    return this.commits.at(-1)!.id;
  }
  async read(path: string) {
    return this.worktree[path];
  }
  async readAt(commit: string, path: string) {
    return this.commits.find(({ id }) => id === commit)?.files[path];
  }
  async picture(path: string) {
    const text = this.worktree[path];
    return text === undefined ? undefined : ({ mediaType: "image/png", base64: btoa(text) } as const);
  }
  async listAt(commit: string) {
    return Object.keys(this.commits.find(({ id }) => id === commit)?.files ?? {});
  }
  async list() {
    return Object.keys(this.worktree);
  }
  async propose(edits: readonly FileEdit[]): Promise<readonly Hunk[]> {
    for (const { path, before, after } of edits) {
      const now = this.worktree[path] ?? null;
      if (now !== before && now !== after) throw new ProposalRefused(`${path} was edited by hand.`);
    }
    for (const { path, after } of edits) this.worktree[path] = after;
    return this.undecided();
  }
  async undecided(): Promise<readonly Hunk[]> {
    return hunksBetween(this.index, this.tracked());
  }
  async accepted(since?: string): Promise<readonly Hunk[]> {
    const commit = since ? this.commits.find(({ id }) => id === since)! : this.commits.at(-1)!;
    return hunksBetween(commit.files, this.index);
  }
  async accept(ids: readonly string[]) {
    const taken = (await this.undecided()).filter(({ id }) => ids.includes(id));
    this.index = { ...this.index, ...withHunks(this.index, taken) };
  }
  async reject(ids: readonly string[]) {
    const hunks = await this.undecided();
    const left = hunks.filter(({ id }) => !ids.includes(id));
    for (const { path } of hunks) this.worktree[path] = this.index[path] ?? "";
    Object.assign(this.worktree, withHunks(this.index, left));
  }
  async reconsider(ids: readonly string[]) {
    const head = this.commits.at(-1)!.files;
    const left = (await this.accepted()).filter(({ id }) => !ids.includes(id));
    this.index = { ...head, ...withHunks(head, left) };
  }
  async commit(intent: Intent) {
    return this.once(intent, () => (this.index === this.commits.at(-1)!.files ? undefined : this.index));
  }
  async record(paths: readonly string[], intent: Intent) {
    const added = Object.fromEntries(paths.map((path) => [path, this.worktree[path] ?? ""]));
    const made = this.once(intent, () => ({ ...this.commits.at(-1)!.files, ...added }));
    this.index = { ...this.index, ...added };
    return made!;
  }
  async restore(commit: string, paths: readonly string[], intent: Intent) {
    const origin = this.commits.find(({ id }) => id === commit)!.files;
    const head = this.commits.at(-1)!;
    if (paths.every((path) => head.files[path] === origin[path])) return head.id;
    const restored = Object.fromEntries(paths.map((path) => [path, origin[path]!]));
    Object.assign(this.worktree, restored);
    this.index = { ...this.index, ...restored };
    return this.once(intent, () => this.index)!;
  }
  async settle() {
    return this.head();
  }
  async write(path: string, text: string) {
    this.worktree[path] = text;
  }
  async diff(from: string, to: string) {
    const [old, fresh] = [from, to].map((commit) => this.commits.find(({ id }) => id === commit)!.files);
    const hunks = hunksBetween(old!, fresh!);
    const paths = [...new Set(hunks.map(({ path }) => path))];
    const linesIn = (path: string) =>
      hunks
        .filter((hunk) => hunk.path === path)
        .flatMap(({ removed, added }) => [...removed.map((line) => `-${line}`), ...added.map((line) => `+${line}`)]);
    return paths.map((path) => [`diff --git a/${path} b/${path}`, ...linesIn(path), ""].join("\n")).join("");
  }

  /** A step commits once, however often it is asked to. */
  private once(intent: Intent, files: () => Files | undefined): string | undefined {
    const known = this.commits.find(({ step }) => step === intent.step);
    if (known) return known.id;
    const content = files();
    if (!content) return undefined;
    const id = `c${this.commits.length}`;
    this.commits.push({ id, files: content, step: intent.step, title: intent.title });
    this.index = content;
    return id;
  }

  /** The worktree without what a run left there. */
  private tracked(): Files {
    return Object.fromEntries(
      Object.entries(this.worktree).filter(
        ([path]) => path in this.index || !/^run_|\.png$|^notes|^\.figures/.test(path),
      ),
    );
  }
}

function hunksBetween(from: Files, to: Files): Hunk[] {
  const changed = Object.keys(to).filter((path) => from[path] !== to[path]);
  return changed.flatMap((path) => hunksOf(path, linesOf(from[path] ?? ""), linesOf(to[path]!)));
}

/** Without context, as git counts them. */
function hunksOf(path: string, old: readonly string[], fresh: readonly string[]): Hunk[] {
  const kept = alignLines(old, fresh);
  const hunks: Hunk[] = [];
  for (let [i, j] = [0, 0]; i < old.length || j < fresh.length; ) {
    if (j < fresh.length && kept[j] === i) {
      i++;
      j++;
      continue;
    }
    const [start, at] = [i, j];
    while (j < fresh.length && kept[j]! < 0) j++;
    i = j < fresh.length ? kept[j]! : old.length;
    const [removed, added] = [old.slice(start, i), fresh.slice(at, j)];
    const id = createHash("sha256")
      .update(JSON.stringify([path, removed, added]))
      .digest("hex")
      .slice(0, 16);
    const place = { oldStart: start + (removed.length > 0 ? 1 : 0), newStart: at + (added.length > 0 ? 1 : 0) };
    hunks.push({ id, path, ...place, oldLines: removed.length, newLines: added.length, removed, added });
  }
  return hunks;
}

/** The files with some of their hunks made. */
function withHunks(files: Files, hunks: readonly Hunk[]): Files {
  const changed: Record<string, string> = {};
  for (const path of new Set(hunks.map((hunk) => hunk.path))) {
    const lines = linesOf(files[path] ?? "");
    for (const hunk of hunks.filter((one) => one.path === path).reverse())
      lines.splice(hunk.oldLines > 0 ? hunk.oldStart - 1 : hunk.oldStart, hunk.oldLines, ...hunk.added);
    changed[path] = lines.join("\n");
  }
  return changed;
}

/** A newline at the end counts as a last, empty line, so that it is kept. */
function linesOf(text: string): string[] {
  return text.split("\n");
}
