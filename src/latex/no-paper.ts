/** Why a text that calls itself LaTeX is none that could be judged; undefined for one that could. */
export function whyNoPaper(text: string): string | undefined {
  if (text.includes("\0")) return "is no text: it holds bytes that no LaTeX source has.";
  const words = text.replaceAll(/(?<!\\)%.*/g, "");
  return /\S/.test(words) ? undefined : "is empty: nothing stands in it.";
}
