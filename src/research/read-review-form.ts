import { placedJson } from "./json-places";
import { overallRangeOf, ReviewFormKind } from "./review-form";
import { REVIEW_FORMS } from "./review-forms";

export type FormRead =
  | { readonly ok: true; readonly kind: ReviewFormKind }
  | { readonly ok: false; readonly problems: readonly FormProblem[] };
/** What is wrong with the description of a form, on which 1-based line. */
export type FormProblem = { readonly line: number; readonly message: string };

/** The description of a form that somebody wrote, or everything that is wrong with it. */
export function readReviewFormText(text: string): FormRead {
  const json = placedJson(text);
  if (!json.ok) return { ok: false, problems: [{ line: json.line, message: `This is not JSON: ${json.why}.` }] };
  const read = ReviewFormKind.safeParse(json.value);
  if (read.success && Object.hasOwn(REVIEW_FORMS, read.data.name)) {
    const message = `name “${read.data.name}” is that of a form that comes with us. Give yours another.`;
    return { ok: false, problems: [{ line: json.lineOf(["name"]), message }] };
  }
  const unreachable = read.success && unreachableIn(read.data);
  if (unreachable)
    return { ok: false, problems: [{ line: json.lineOf([unreachable.at]), message: unreachable.message }] };
  if (read.success) return { ok: true, kind: read.data };
  const problems = read.error.issues.map(({ path, message }) => ({
    line: json.lineOf(path),
    message: `${whereIn(json.value, path)}${saidOf(message)}.`,
  }));
  return { ok: false, problems: problems.slice(0, 20) };
}

/** A score from which papers are accepted that none of them can have, or that all of them have; it is six where nothing is said. */
function unreachableIn(kind: ReviewFormKind) {
  const [low, high] = overallRangeOf(kind);
  const { acceptFrom, overall } = kind;
  if (kind.decision || (acceptFrom > low && acceptFrom <= high)) return undefined;
  const said = `is ${acceptFrom}, but ${overall} goes from ${low} to ${high}: say from which score a paper is accepted.`;
  return { at: "acceptFrom", message: `acceptFrom ${said}` };
}

/** `fields[3] “Overall”, to `: where it is, by the field's own name. */
function whereIn(json: unknown, path: readonly PropertyKey[]): string {
  const place = path.reduce<string>(
    (said, key) => (typeof key === "number" ? `${said}[${key}]` : said === "" ? String(key) : `${said}.${String(key)}`),
    "",
  );
  const [list, index] = path;
  const named = list === "fields" && typeof index === "number" ? (json as Fields).fields?.[index]?.name : undefined;
  const name = typeof named === "string" && path.at(-1) !== "name" ? ` (“${named.slice(0, 60)}”)` : "";
  return place === "" ? "The form " : `${place}${name} `;
}

type Fields = { readonly fields?: readonly ({ readonly name?: unknown } | null)[] };

function saidOf(message: string): string {
  return message
    .replace(/^Invalid input: .*received undefined$/, "is missing")
    .replace("Invalid input: ", "is wrong: ")
    .replace(/^(Too (?:small|big)|Invalid)/, "is wrong: $1");
}
