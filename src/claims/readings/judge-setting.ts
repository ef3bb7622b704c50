import type { QueryOf } from "../../research/claim-reading";
import type { Evidence } from "../evidence";
import type { PrintedNumber } from "../printed-number";
import { isSame, plain } from "../rules/settings";
import { isBeyond, type Judgement, UNMEASURED } from "./judgement";
import { runsNamed, UnknownName } from "./quantities";

/** A name that has many values in the code says nothing of the one that is meant. */
const MOST = 4;

/**
 * Whether the code gives a setting the value that is printed. Of a run whose own program is not known, another program can say that
 * it is so, and not that it is not.
 */
export function judgeSetting(
  evidence: Evidence,
  { name, run, text, bound }: QueryOf<"setting">,
  printed: PrintedNumber | undefined,
): Judgement {
  const own = run === undefined ? undefined : runsNamed(evidence, [run])![0]!.code;
  const code = own ?? evidence.code;
  const sure = run === undefined || own !== undefined;
  const key = name.toLowerCase();
  if (!settingNames(evidence).includes(key)) throw new UnknownName(`setting ${name}`);
  if (printed) {
    const values = [...(code.named.get(key) ?? [])];
    if (values.length === 0) return UNMEASURED;
    const fits = (value: number) =>
      bound === "least" || bound === "most" ? isBeyond(bound, value, printed) : isSame(printed, value);
    const holds = values.some(fits) || inKilo(values, printed);
    const correction = /^\d+$/.test(printed.text) && values.length === 1 && Number.isInteger(values[0]);
    return sure || holds ? told(holds, key, values.map(plain), correction) : UNMEASURED;
  }
  const texts = [...(code.texts.get(key) ?? [])].filter((one) => bare(one) !== "");
  const said = bare(text ?? "");
  if (said === "" || texts.length === 0) return UNMEASURED;
  const holds = texts.some((one) => bare(one).includes(said) || said.includes(bare(one)));
  // It stands in words that say more than it.
  return sure || holds ? told(holds, key, texts, false) : UNMEASURED;
}

/** What settings of the code can be named, those with numbers and those with texts. */
export function settingNames({ code }: Evidence): string[] {
  return [...new Set([...code.named.keys(), ...code.texts.keys()])].filter((name) => /^[a-z]\w+$/.test(name));
}

function told(holds: boolean, name: string, values: readonly string[], replaceable: boolean): Judgement {
  const evidence = `the code has ${name} = ${values.join(" or ")}`;
  if (holds) return { type: "holds", evidence };
  if (values.length > MOST) return UNMEASURED;
  return { type: "fails", kind: "contradicted", evidence, ...(replaceable && { correction: values[0]! }) };
}

/** 60 for 60,000 steps written as “60k”, or a thousandth. */
function inKilo(values: readonly number[], printed: PrintedNumber): boolean {
  return values.some((value) => [1000, 1e6, 0.001].some((scale) => isSame(printed, value * scale)));
}

function bare(text: string): string {
  return text.toLowerCase().replace(/[^a-z\d]/g, "");
}
