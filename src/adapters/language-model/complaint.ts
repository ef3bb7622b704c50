import * as z from "zod";

/** What a server says went wrong, out of any of the forms that servers use. */
export type Complaint = {
  /** The sentence for people; empty when there is none. */
  readonly said: string;
  /** Code and type, for programs: `insufficient_quota rate_limit_error`. */
  readonly code: string;
  /** The field of the request that it is about, if the server names one. */
  readonly parameter: string;
};

const Details = z.looseObject({
  message: z.unknown().optional(),
  detail: z.unknown().optional(),
  code: z.unknown().optional(),
  type: z.unknown().optional(),
  param: z.unknown().optional(),
});

/** Reads the body of a refusal: `{error: {…}}`, `[{error: {…}}]`, `{message}`, `{detail}`, HTML or bare text. */
export function complaintIn(body: string): Complaint {
  try {
    return complaintOf(JSON.parse(body));
  } catch {
    return { said: isPage(body) ? titleOf(body) : body.trim(), code: "", parameter: "" };
  }
}

/** As `complaintIn`, for what has been parsed: also the `error` of an answer that calls itself a success. */
export function complaintOf(value: unknown): Complaint {
  const outer: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof outer === "string") return { said: outer, code: "", parameter: "" };
  const inner = (outer as { error?: unknown } | null)?.error ?? outer;
  if (typeof inner === "string") return { said: inner, code: "", parameter: "" };
  const details = Details.safeParse(inner).data;
  if (!details) return { said: "", code: "", parameter: "" };
  return {
    said: text(details.message ?? details.detail),
    code: `${text(details.code)} ${text(details.type)}`.trim(),
    parameter: text(details.param),
  };
}

/** Whether a body is a web page: a proxy, a login form, a wrong address. */
export function isPage(body: string): boolean {
  return /^\s*<(?:!doctype|html|head|body)/i.test(body);
}

function titleOf(page: string): string {
  return /<title>([^<]*)<\/title>/i.exec(page)?.[1]?.trim() ?? "";
}

function text(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
