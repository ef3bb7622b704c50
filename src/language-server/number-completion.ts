import { type CompletionItem, CompletionItemKind, MarkupKind, type Range } from "vscode-languageserver-protocol";
import type { Evidence } from "../claims/evidence";
import { byRelevance, type NumberOffer, numberOffers, wordsIn } from "../claims/number-offers";
import { macroNames } from "../claims/result-macros";
import type { Printed } from "../claims/rounded";
import type { BeingTyped } from "../latex/being-typed";
import { code } from "./markdown";

/** As many as somebody would look through. */
const MOST = 200;
/** Of these the interval is offered as well. */
const WITH_INTERVAL = 30;

type Typing = Extract<BeingTyped, { readonly type: "number" }>;

/**
 * The numbers that the runs measured: those that begin with the digits typed, those of the run, metric or data set whose name is
 * begun, or where nothing is typed all, the ones that the sentence speaks of first.
 */
export function numberItems(evidence: Evidence, typing: Typing, range: Range, asMacros: boolean): CompletionItem[] {
  const signed = SIGN.test(typing.before);
  // A macro prints its sign itself.
  if (signed && asMacros) return [];
  const offers = signed ? numberOffers(evidence).flatMap(withoutSign) : numberOffers(evidence);
  const fitting = offers.filter((offer) => fits(offer, typing.typed));
  const macros = asMacros ? macroNames(evidence) : undefined;
  return byRelevance(fitting, typing.before)
    .slice(0, MOST)
    .flatMap((offer, place) => {
      const plain = itemOf(offer, offer.printed, { typing, range, order: 2 * place });
      if (macros) return [asMacro(plain, macros.get(offer))];
      if (!offer.withInterval || place >= WITH_INTERVAL) return [plain];
      return [plain, itemOf(offer, offer.withInterval, { typing, range, order: 2 * place + 1 })];
    });
}

/** A minus sign that is there already, and no hyphen nor the dash of a range. */
const SIGN = /(?:^|[\s([{$=<>,;:~&])[-−]$/;

/** What is to stand behind a minus sign: of the numbers below zero all but the sign. */
function withoutSign(offer: NumberOffer): NumberOffer[] {
  const { value, printed, withInterval } = offer;
  if (value >= 0 || !printed.text.startsWith("-")) return [];
  const text = printed.text.slice(1);
  const interval = withInterval && { ...withInterval, text: withInterval.text.replace(/^-/, "") };
  return [{ ...offer, printed: { text, maths: text.includes("\\") }, withInterval: interval }];
}

function fits({ printed, value, title }: NumberOffer, typed: string): boolean {
  if (typed === "") return true;
  if (/^\d/.test(typed)) return printed.text.startsWith(typed) || String(value).startsWith(typed);
  // VS Code asks at the first letter, and where only words of the text came then it does not ask again. A lone “a” is an article.
  const begun = typed.toLowerCase();
  return begun !== "a" && wordsIn(title).some((word) => word.startsWith(begun));
}

type Place = { readonly typing: Typing; readonly range: Range; readonly order: number };

function itemOf(offer: NumberOffer, printed: Printed, { typing, range, order }: Place): CompletionItem {
  const { title, value, origin, seeds } = offer;
  const label = printed.text
    .replace("\\pm", "±")
    .replace("\\times", "×")
    .replace(/\^\{(.*)\}/, "^$1");
  const facts = [`${code(title)}`, `**${value}**`, seeds > 1 ? `mean over ${seeds} seeds` : "", `run_${origin.run}`];
  return {
    label,
    kind: CompletionItemKind.Value,
    labelDetails: { description: title },
    filterText: /^\d/.test(typing.typed) ? `${typing.typed} ${label}` : `${typing.typed} ${title}`,
    sortText: String(order).padStart(4, "0"),
    textEdit: { range, newText: printed.maths && !typing.inMaths ? `$${printed.text}$` : printed.text },
    documentation: { kind: MarkupKind.Markdown, value: facts.filter((one) => one !== "").join("  \n") },
  };
}

function asMacro(item: CompletionItem, name: string | undefined): CompletionItem {
  if (name === undefined || !item.textEdit || !("range" in item.textEdit)) return item;
  return { ...item, detail: `\\${name}`, textEdit: { ...item.textEdit, newText: `\\${name}{}` } };
}
