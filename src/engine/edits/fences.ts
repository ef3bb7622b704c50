/** A line that opens or closes a fenced block. `info` is what follows the marks, "" on every closing line. */
export type Fence = { readonly mark: string; readonly info: string; readonly indent: string };

export function fenceIn(line: string): Fence | undefined {
  const match = /^(\s*)(`{3,}|~{3,})\s*([^`]*)$/.exec(line);
  return match ? { indent: match[1]!, mark: match[2]!, info: match[3]!.trim() } : undefined;
}

/** Whether `fence` ends what `opening` began. */
export function closes(fence: Fence, opening: Fence): boolean {
  return fence.info === "" && fence.mark[0] === opening.mark[0] && fence.mark.length >= opening.mark.length;
}
