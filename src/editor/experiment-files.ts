import * as vscode from "vscode";
import type { BegunShown, BoardState } from "./models/board-state";
import type { RunFiles } from "./models/experiments/run-files";

/** Reads what lies in the worktrees beside the numbers: figures. A worktree is looked at again when its idea went on. */
export function experimentFiles() {
  type Found = { readonly stamp: string; readonly paths: readonly { path: string; changed: number }[] };
  const known = new Map<string, Found>();
  const look = async (idea: BegunShown): Promise<Found> => {
    const stamp = stampOf(idea);
    const found = known.get(idea.slug);
    if (found?.stamp === stamp) return found;
    const fresh = { stamp, paths: await picturesIn(idea) };
    known.set(idea.slug, fresh);
    return fresh;
  };
  return {
    async read({ begun }: BoardState, webview: vscode.Webview): Promise<RunFiles> {
      const entries = begun.map(async (idea) => {
        const { paths } = await look(idea);
        const worktree = vscode.Uri.file(idea.worktree);
        const addresses = paths.map(({ path, changed }) => {
          const uri = webview.asWebviewUri(vscode.Uri.joinPath(worktree, path)).with({ query: String(changed) });
          return { path, address: uri.toString() };
        });
        return [idea.slug, addresses] as const;
      });
      return { pictures: Object.fromEntries(await Promise.all(entries)) };
    },
  };
}

/** Changes whenever a step of the idea's way is done. */
function stampOf({ record }: BegunShown): string {
  return `${record.view.steps.length} ${record.view.runs.length} ${record.at}`;
}

async function picturesIn({ worktree }: BegunShown) {
  const root = vscode.Uri.file(worktree);
  const top = await entriesOf(root);
  const folders = top.filter(([name, type]) => type === vscode.FileType.Directory && /^run_\d+$/.test(name));
  const inRuns = folders.map(async ([folder]) =>
    picturesAmong(root, `${folder}/`, await entriesOf(vscode.Uri.joinPath(root, folder))),
  );
  return [await picturesAmong(root, "", top), ...(await Promise.all(inRuns))].flat();
}

async function picturesAmong(root: vscode.Uri, prefix: string, entries: readonly [string, vscode.FileType][]) {
  const names = entries.filter(([name, type]) => type === vscode.FileType.File && /\.png$/i.test(name));
  const found = names.slice(0, MOST).map(([name]) => {
    const path = `${prefix}${name}`;
    // One that was taken away since is no figure any more.
    return vscode.workspace.fs.stat(vscode.Uri.joinPath(root, path)).then(
      ({ mtime }) => [{ path, changed: mtime }],
      () => [],
    );
  });
  return (await Promise.all(found)).flat();
}

/** More pictures of one folder than this are no figures to look at. */
const MOST = 40;

async function entriesOf(folder: vscode.Uri): Promise<[string, vscode.FileType][]> {
  return vscode.workspace.fs.readDirectory(folder).then(
    (entries) => entries.sort(([one], [other]) => one.localeCompare(other)),
    () => [],
  );
}
