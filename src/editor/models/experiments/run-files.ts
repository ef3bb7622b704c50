import type { Picture } from "../../../webview/contract/experiments";
import type { BegunShown } from "../board-state";

/** Pictures that lie in the ideas' folders: path relative to the worktree, with slashes, and the address under which the panel reads it. */
export type RunFiles = {
  readonly pictures: Readonly<Record<string, readonly { readonly path: string; readonly address: string }[]>>;
};

/** The pictures of an idea, its own figures first, then those that runs left in their folders. */
export function picturesOf({ slug }: BegunShown, { pictures }: RunFiles): Picture[] {
  const found = (pictures[slug] ?? []).map(({ path, address }) => {
    const number = /^run_(\d+)\//.exec(path)?.[1];
    const run = number === undefined ? {} : { run: `${slug}/${number}` };
    return { id: `${slug}/${path}`, title: titleOf(path), slug, address, ...run };
  });
  return [...found.filter(({ run }) => !run), ...found.filter(({ run }) => run)];
}

/** `run_1/loss_by_step.png` → `loss by step` */
function titleOf(path: string): string {
  return (path.split("/").at(-1) ?? path)
    .replace(/\.png$/i, "")
    .replaceAll(/[_-]+/g, " ")
    .trim();
}
