import type { Mention } from "./mentions";

/** Whether the words before a run's name make it the one that another is compared with. */
export function isReference(text: string, { start }: Mention): boolean {
  const before = text.slice(Math.max(0, start - 80), start);
  return (
    CHANGED_OF.test(before) ||
    /\b(?:than|versus|vs\.?|over|against|unlike|relative to|compared (?:to|with)|comparison (?:to|with)|with (?:regard|respect) to|as (?:long|fast|slow|many|much|large|high|low|good|bad|accurate) as|outperform(?:s|ed|ing)?|surpass(?:es|ed|ing)?|beat(?:s|ing)?|los(?:e|es|ing)(?: out)? to|lost(?: out)? to|short of|trail(?:s|ed|ing)|exceed(?:s|ed|ing)?|improv(?:e|es|ed|ing|ements?) (?:up)?on|(?:lower|higher|better|worse|faster|slower|more|less|fewer) than|ahead of|behind|below|above|on (?:a )?par with|level with|similar to|comparable (?:to|with)|close to|off (?:the )?[a-z -]{2,30} of|superior to|inferior to|identical to|equal to|as good as|match(?:es|ed|ing)?|from)\s+(?:(?:(?:that|those|[\d.,]+%?)\s+)?(?:of|with|for|in|under)\s+)?(?:both\s+|all\s+|even\s+)?(?:the\s+|a\s+|our\s+)?$/i.test(
      before.slice(-60),
    )
  );
}

/** “The wide net lowers the loss of the baseline”: whose loss it is is what it is compared with. */
const CHANGED_OF =
  /\p{L}(?<!\b(?:we|they|it|this|which))\s+(?:reduc|lower|decreas|improv|rais|increas|chang|halv)(?:es?|s|ed)\s+the\s+(?:[\p{L}-]+\s+){1,4}of\s+(?:the\s+)?$/iu;

/** “every curriculum except linear growth”: what is said is not said of that. */
export function isExcepted(text: string, { start }: Mention): boolean {
  return /\b(?:all|every|each|any|no|none)\b[^.;:]{0,40}\b(?:except(?: for)?|apart from|other than|with the exception of|excluding|save for)\s+(?:the\s+)?$/i.test(
    text.slice(0, start),
  );
}

/** “outperforms all other methods”, “fewer steps than every other configuration”, “consistently outperformed others” */
const OTHERS =
  /^\s*(?:(?:[\p{L}\d-]+\s+){0,4}?than\s+)?(?:(?:all|every|each|any)\s+(?:of\s+)?)(?:the\s+)?(?:others?|remaining|competing|alternative)(?![\p{L}])|^\s+(?:the\s+)?(?:others|rest|other\s+(?:[\p{L}-]+\s+)?(?:methods?|variants?|strategies|approaches|models?|configurations?|runs|schedules|initiali[sz]ations?|techniques))(?![\p{L}])/iu;

/** Whether what follows a comparing word are the other runs, all of them. */
export function speaksOfOthers(text: string, end: number): boolean {
  return OTHERS.test(text.slice(end));
}
