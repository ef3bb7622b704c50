import { short } from "../../engine/prompts/evidence";

export { duration } from "../../research/duration";
export { dollars } from "../../research/money";
export { short };

/** The time of day, with the day where it is not today; both as ISO or milliseconds, in the zone of this machine. */
export function moment(at: string, now: number): string {
  const time = new Date(at);
  const today = time.toDateString() === new Date(now).toDateString();
  const [hour, minute] = [time.getHours(), time.getMinutes()].map((part) => String(part).padStart(2, "0"));
  const [month, day] = [time.getMonth() + 1, time.getDate()].map((part) => String(part).padStart(2, "0"));
  return today ? `${hour}:${minute}` : `${time.getFullYear()}-${month}-${day} ${hour}:${minute}`;
}

/** `+5.1 %`, `±0 %`, with a true minus sign. */
export function signedPercent(percent: number): string {
  const text = short(Math.abs(percent), 3);
  return `${percent < 0 ? "−" : percent === 0 ? "±" : "+"}${text} %`;
}

/** Text from a model or a program inside Markdown: shown as it is, with no link and no command in it. */
export function asText(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~$&]/g, "\\$&").replace(/\n/g, "  \n");
}

/** Markdown that a model wrote, without links, pictures and HTML: what it read in a paper must not speak through it. */
export function asMarkdown(text: string): string {
  return text
    .replace(/<(?=[a-zA-Z/!?])/g, "< ")
    .replace(/!(?=\[)/g, "! ")
    .replace(/\](?=[(:[])/g, "] ");
}

/** A fenced block whose content cannot end it. */
export function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
