import { commandsNamed, type LatexDocument } from "./document";

/** Numbers that a paper writes as macros, by the macro's name: what each prints. Other macros are none. */
export function numberMacros(parts: readonly LatexDocument[]): Map<string, string> {
  const macros = new Map<string, string>();
  for (const part of parts)
    for (const { groups } of commandsNamed(part, /^(?:newcommand|renewcommand|providecommand)$/)) {
      const name = /^\s*\\([a-zA-Z]+)\s*$/.exec(groups[0]?.text ?? "")?.[1];
      const printed = printedNumber(groups[1]?.text ?? "");
      if (name !== undefined && printed !== undefined) macros.set(name, printed);
    }
  return macros;
}

/** `0.12`, `\ensuremath{3.2 \times 10^{-5}}`, `\ensuremath{0.0096 \pm 0.0007}` */
function printedNumber(body: string): string | undefined {
  const inner = /^\s*\\ensuremath\{(.*)\}\s*$/s.exec(body)?.[1] ?? body;
  const printed = inner
    .replace(/\\times/g, "×")
    .replace(/\\pm/g, "±")
    .replace(/\\%/g, "%")
    .replace(/[{}$]/g, "")
    .trim();
  return /\d/.test(printed) && /^[-+−\d.,×±^%\s]+$/.test(printed) ? printed : undefined;
}
