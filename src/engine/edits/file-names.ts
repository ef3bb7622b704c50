import { skeleton } from "./look-alikes";

/** A file name as a line of an answer gives it, with the line number that may follow it. */
export type NamedFile = { readonly name: string; readonly line?: number };

const LABEL = /^(?:in\s+)?(?:new\s+)?(?:file\s*name|file\s*path|file|path)\s*[:=]\s*/i;
const REMARK =
  /\s*(?:\((?:new(?: file)?|updated|modified|edited|continued|cont\.?|existing|complete|full)\)|[:,.]+)\s*$/i;
const LINE_NUMBER = /(?:\s*[,:(]\s*(?:at\s+)?lines?\s*[:#]?\s*(\d+)(?:\s*[-–]\s*\d+)?\)?|:(\d+)(?:-\d+)?)$/i;

/**
 * The file that a line names when the line is nothing but that name, however decorated (`**experiment.py**`,
 * `### experiment.py:`, `File: plot.py`). Anything that looks like a path counts, known or not, so that a bad one is refused.
 */
export function fileNameIn(line: string, known: readonly string[]): NamedFile | undefined {
  if (known.includes(line.trim())) return { name: line.trim() };
  let bare = undecorated(line);
  const labelled = LABEL.test(bare);
  bare = undecorated(bare.replace(LABEL, ""));
  if (known.includes(bare)) return { name: bare };
  const number = LINE_NUMBER.exec(bare);
  const name = undecorated(number ? bare.slice(0, number.index) : bare);
  if (!known.includes(name) && !looksLikePath(name, labelled) && !looksLikeOneOf(known, name)) return undefined;
  const at = Number(number?.[1] ?? number?.[2]);
  return at ? { name, line: at } : { name };
}

/** The one known file that a sentence mentions: between backticks or asterisks, before a colon at its end, or behind a word like “in”. */
export function fileMentionedIn(line: string, known: readonly string[]): NamedFile | undefined {
  const quoted = [...line.matchAll(/`([^`]+)`|\*\*([^*]+)\*\*/g)].map((match) => (match[1] ?? match[2] ?? "").trim());
  const last = [/\s(\S+):\s*$/.exec(line)?.[1] ?? ""];
  const after = [...line.matchAll(/\b(?:in|to|update|edit|modify|change|patch|file)\s+([^\s,;:]+)/gi)].map((match) =>
    match[1]!.replace(/\.$/, ""),
  );
  const named = new Set([...quoted, ...last, ...after].filter((name) => known.includes(name)));
  const others = quoted.filter((name) => looksLikePath(name, false) && !known.includes(name));
  const [name] = named;
  const sure = name !== undefined && named.size === 1 && !others.length && !speaksOfOther([line], name, known);
  return sure ? { name } : undefined;
}

/** Whether the lines speak of a known file other than `name`, so that a block below them may mean that one. */
export function speaksOfOther(lines: readonly string[], name: string | undefined, known: readonly string[]): boolean {
  const base = (path: string) => path.slice(path.lastIndexOf("/") + 1);
  const rivals = known.filter((path) => path !== name && base(path) !== base(name ?? ""));
  return rivals.some((path) => lines.some((line) => line.includes(base(path))));
}

/** The file named behind the opening of a fence: "```python experiment.py", "```python:experiment.py", `title="…"`. */
export function fileNameInFence(info: string, known: readonly string[]): NamedFile | undefined {
  const title = /(?:title|file(?:name)?|path)\s*=\s*["']?([^"'\s}]+)/i.exec(info)?.[1];
  if (title) return { name: title };
  const parts = info
    .trim()
    .split(/\s+|(?<=^\w+):(?!\\)/)
    .filter(Boolean);
  const name = parts.find((part) => known.includes(part)) ?? parts.find((part) => /\.\w{1,8}$|\//.test(part));
  return name !== undefined && (known.includes(name) || looksLikePath(name, false)) ? { name } : undefined;
}

function undecorated(line: string): string {
  let bare = line.trim();
  for (let before = ""; bare !== before; ) {
    before = bare;
    bare = bare
      .replace(/^(?:#{1,6}\s+|>\s+|[-*+]\s+|\d+[.)]\s+|(?:#|%|\/\/|<!--)\s*(?=\S))/, "")
      .replace(/\s*-->$/, "")
      .replace(/^(\*\*|__|`+|"|'|\[|<)(.+?)(?:\*\*|__|`+|"|'|\]|>)(\s*[:,.]?)$/, "$2$3");
    if (!/^\.{1,2}$/.test(bare)) bare = bare.replace(REMARK, "").trim();
  }
  return bare;
}

/** Other letters or dots, the same look: to be refused, not to be taken for prose. */
function looksLikeOneOf(known: readonly string[], name: string): boolean {
  return /[^\x20-\x7e]/.test(name) && known.some((other) => skeleton(other) === skeleton(name));
}

/** One word with a folder or an extension in it; with a label in front, blanks are allowed too. */
function looksLikePath(name: string, labelled: boolean): boolean {
  if (name === "" || name.includes("://") || name.length > 250) return false;
  if (!labelled && /\s/.test(name)) return false;
  if (/[<>|"*?{}()=;,`]/.test(name)) return false;
  const visible = name.replace(/\p{Cc}/gu, "");
  return /^\.{0,2}[/\\]|[/\\]\S|^\.\w|[^\s.]\.\p{L}[\p{L}\d]{0,11}$/u.test(visible) && !/^\d+(\/\d+)*$/.test(visible);
}
