import { closestNames, type PricedModel } from "../../research/offered-model";
import { endpointName, endpointOf, hostOf, PROVIDERS, type Provider } from "../../research/provider";
import type { Price } from "../../research/usage";
import type { L10n } from "./tree-node";
import { dollars } from "./wording";

/** Where a model can come from. */
export type Source =
  | { readonly type: "rehearsal" | "vscode" | "other" | "same" }
  | { readonly type: "provider"; readonly provider: Provider };

/** A row of a quick pick; one without a source is a heading. `label` begins with a codicon. */
export type SourceRow = {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly kind?: -1;
  readonly source?: Source;
};

export type SourcesShown = {
  readonly role: "scientist" | "reviewer";
  /** The chosen model and its endpoint, as the settings have them. */
  readonly name: string;
  readonly baseUrl: string;
  /** For which endpoints there is a key, and where: `kept`, or the variable that holds it. */
  readonly keys: ReadonlyMap<string, string>;
};

/** Every place that a model can come from, the chosen one marked. */
export function sourceRows(l10n: L10n, shown: SourcesShown): SourceRow[] {
  const cloud = PROVIDERS.filter(({ place }) => place === "cloud");
  const own = PROVIDERS.filter(({ place }) => place === "own");
  const same: SourceRow = {
    label: `$(account) ${l10n.t("The Same as the Scientist")}`,
    ...(shown.name === "" ? { description: l10n.t("chosen") } : {}),
    detail: l10n.t("The model that wrote the paper reviews it, too."),
    source: { type: "same" },
  };
  return [
    ...(shown.role === "reviewer" ? [same] : []),
    heading(l10n.t("Built in")),
    rehearsalRow(l10n, shown),
    heading(l10n.t("In the cloud, with a key")),
    ...cloud.map((provider) => providerRow(l10n, provider, shown)),
    heading(l10n.t("On a machine of yours")),
    ...own.map((provider) => providerRow(l10n, provider, shown)),
    otherRow(l10n, shown),
    heading(l10n.t("In VS Code")),
    vscodeRow(l10n, shown),
  ];
}

function heading(label: string): SourceRow {
  return { label, kind: -1 };
}

function rehearsalRow(l10n: L10n, { name }: SourcesShown): SourceRow {
  return {
    label: `$(mortar-board) ${l10n.t("Rehearsal")}`,
    ...(name.startsWith("rehearsal") ? { description: l10n.t("chosen") } : {}),
    detail: l10n.t("Built in and free. Shows every step with made-up ideas, stamped as such."),
    source: { type: "rehearsal" },
  };
}

function providerRow(l10n: L10n, provider: Provider, shown: SourcesShown): SourceRow {
  const chosen = shown.name.startsWith("openai:") && endpointOf(shown.baseUrl) === endpointOf(provider.baseUrl);
  const description = [
    hostOf(provider.baseUrl),
    ...keyWords(l10n, shown.keys.get(provider.baseUrl)),
    ...(chosen ? [l10n.t("chosen: {0}", idIn(shown.name))] : []),
  ].join(" · ");
  return {
    label: `$(${provider.place === "cloud" ? "cloud" : "vm"}) ${provider.name}`,
    description,
    source: { type: "provider", provider },
  };
}

function keyWords(l10n: L10n, where: string | undefined): string[] {
  if (where === undefined) return [];
  return [where === "kept" ? l10n.t("key kept") : l10n.t("key in {0}", where)];
}

function otherRow(l10n: L10n, { name, baseUrl }: SourcesShown): SourceRow {
  const known = PROVIDERS.some((provider) => endpointOf(provider.baseUrl) === endpointOf(baseUrl));
  const chosen = name.startsWith("openai:") && !known;
  return {
    label: `$(plug) ${l10n.t("Another Endpoint…")}`,
    ...(chosen ? { description: l10n.t("chosen: {0}", `${idIn(name)}, ${endpointName(baseUrl)}`) } : {}),
    detail: l10n.t("Any address that speaks OpenAI's protocol."),
    source: { type: "other" },
  };
}

function vscodeRow(l10n: L10n, { name }: SourcesShown): SourceRow {
  const chosen = name.startsWith("vscode:");
  return {
    label: `$(vscode) ${l10n.t("Models of VS Code…")}`,
    ...(chosen ? { description: l10n.t("chosen: {0}", idIn(name)) } : {}),
    detail: l10n.t("From other extensions. They may ask you in between, so stay near."),
    source: { type: "vscode" },
  };
}

function idIn(name: string): string {
  return name.replace(/^(?:openai|vscode):/, "");
}

export type ModelRow = {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly kind?: -1;
  /** Shown whatever is typed. */
  readonly alwaysShow?: boolean;
  readonly id?: string;
};

/** The offered models that hold conversations: those whose price is known first, each with what is known of it. */
export function modelRows(l10n: L10n, offered: readonly PricedModel[], chosen: string): ModelRow[] {
  const talking = offered.filter(({ talks }) => talks);
  const priced = talking.filter(({ price }) => price);
  const others = talking.filter(({ price }) => !price);
  const rows = (models: readonly PricedModel[]) => models.map((model) => modelRow(l10n, model, chosen));
  if (priced.length === 0 || others.length === 0) return rows(talking);
  return [
    { label: l10n.t("Price known"), kind: -1 },
    ...rows(priced),
    { label: l10n.t("Price not known"), kind: -1 },
    ...rows(others),
  ];
}

function modelRow(l10n: L10n, { id, facts, price }: PricedModel, chosen: string): ModelRow {
  const description = [
    ...(id === chosen ? [l10n.t("chosen")] : []),
    ...(price ? [priceWords(l10n, price)] : []),
    ...(facts.contextTokens ? [contextWords(l10n, facts.contextTokens)] : []),
  ].join(" · ");
  return { label: id, ...(description ? { description } : {}), id };
}

/** What the list shows once something was typed: also the name as it was typed and, where it leads to nothing, the closest. */
export function rowsFor(l10n: L10n, typed: string, rows: readonly ModelRow[]): ModelRow[] {
  const id = typed.trim();
  const ids = rows.flatMap((row) => row.id ?? []);
  if (id === "" || ids.includes(id)) return [...rows];
  const own = { label: `$(edit) ${id}`, description: l10n.t("a name that is not in the list"), alwaysShow: true, id };
  const found = ids.some((one) => one.toLowerCase().includes(id.toLowerCase()));
  const close = found ? [] : closestNames(id, ids);
  const shown = (row: ModelRow) => (close.includes(row.id ?? "") ? { ...row, alwaysShow: true } : row);
  return close.length === 0 ? [...rows, own] : [...rows.map(shown), own];
}

/** `$1.25 in, $10.00 out per million tokens`, `free` */
export function priceWords(l10n: L10n, { input, output }: Price): string {
  if (input === 0 && output === 0) return l10n.t("free");
  return l10n.t("{0} in, {1} out per million tokens", dollars(input), dollars(output));
}

/** `128k context` */
export function contextWords(l10n: L10n, tokens: number): string {
  return l10n.t(
    "{0} context",
    tokens >= 1e6 ? `${Number((tokens / 1e6).toFixed(1))}M` : `${Math.round(tokens / 1000)}k`,
  );
}
