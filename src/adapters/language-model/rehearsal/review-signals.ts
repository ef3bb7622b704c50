/** What can be counted in the text of a paper, be it a PDF's text or LaTeX. */
export type Signals = {
  readonly words: number;
  readonly references: number;
  readonly figures: number;
  readonly seeds: number;
  readonly intervals: boolean;
  readonly limitations: number;
  readonly hypothesis: boolean;
  readonly better: number;
  readonly unclear: number;
  readonly machine: boolean;
  /** Sentences that address the reviewer or ask for a score. */
  readonly pleading: boolean;
};

export function signalsIn(text: string): Signals {
  const flat = text.replace(/-\n(?=[a-z])/g, "").replace(/\s+/g, " ");
  return {
    words: flat.split(" ").length,
    references: referencesIn(text),
    figures: new Set(flat.match(/Figure[ ~]\d+|includegraphics[^{]*\{[^}]*/g)).size,
    seeds: seedsIn(flat),
    intervals: /±|\\pm|\binterval/.test(flat),
    limitations: limitationsIn(flat),
    hypothesis: /hypothesis|refuted|predicts/i.test(flat),
    better: (flat.match(/counts as better|is better on/g) ?? []).length,
    unclear: (flat.match(/no clear difference/g) ?? []).length,
    machine: /\b(CPU|GPU|cores|Python)\b/.test(flat),
    pleading:
      /dear (reviewer|referee)|(give|assign)\b.{0,30}\b(high|maximum|best) score|ignore (all |the )?previous/i.test(
        flat,
      ),
  };
}

/** Entries after the heading of the references, or keys cited in LaTeX. */
function referencesIn(text: string): number {
  const keys = [...text.matchAll(/\\cite\w*(?:\[[^\]]*\])*\{([^}]*)\}/g)].flatMap((match) =>
    (match[1] ?? "").split(","),
  );
  if (keys.length > 0) return new Set(keys.map((key) => key.trim())).size;
  const list = text.split(/\n\s*(?:R\s?EFERENCES|References)\s*\n/i).at(-1) ?? "";
  return list === text ? 0 : (list.match(/\b(?:19|20)\d\d[a-z]?\.(?=\s|$)/gm) ?? []).length;
}

function seedsIn(text: string): number {
  const word = /\b(\d+|two|three|four|five|six|seven|eight|nine|ten) seeds\b/i.exec(text)?.[1]?.toLowerCase();
  const place = NUMBERS.indexOf(word ?? "");
  return place >= 0 ? place : Number(word ?? 1) || 1;
}

const NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** Sentences of the paragraph on limitations. */
function limitationsIn(text: string): number {
  const paragraph =
    /(?<!for )\bLimitations\.?\}? (.*?)(?=\\section|\\paragraph|\bC ?ONCLUSION|\bConclusion|$)/.exec(text)?.[1] ?? "";
  return paragraph
    .slice(0, 2500)
    .split(/\.\s/)
    .filter((sentence) => sentence.length > 20).length;
}
