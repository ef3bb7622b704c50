import type { Field } from "./fields";
import type { Move } from "./move";

/** A title for an idea about one move, or about which of two moves matters. It asks; it claims nothing. */
export function ideaTitle(move: Move, field: Field, rival?: Move): string {
  if (rival) return `${topicTitle(move)} or ${topicTitle(rival)}: Which One Limits ${field.title}?`;
  const { setting } = move;
  if (!setting) return STRUCTURAL[move.role]?.(field.title) ?? `${capitals(move.name)} in ${field.title}`;
  const name = capitals(setting.name);
  return (
    TITLES[move.role]?.(name, field.title, setting) ??
    `How Much Hangs on the ${name}? A Sensitivity Study of ${field.title}`
  );
}

const STRUCTURAL: Readonly<Record<string, (subject: string) => string>> = {
  decay: (subject) => `Anneal or Average? Learning-Rate Decay on Top of Weight Averaging in ${subject}`,
  allocation: (subject) => `Practice What Still Improves: Sampling Noise Levels by Progress in ${subject}`,
  gate: (subject) => `Closing High Frequencies Under High Noise in ${subject}`,
};

type Title = (name: string, subject: string, setting: NonNullable<Move["setting"]>) => string;

const TITLES: Readonly<Record<string, Title>> = {
  schedule: (name, subject, { from, to }) =>
    `${capitals(from)} or ${capitals(to)}? What the ${name} Decides in ${subject}`,
  "learning-rate": (_, subject) => `Is the Step Size the Bottleneck of ${subject} on a Fixed Budget?`,
  "weight-average": (_, subject) => `How Far Back Should the Weight Average of ${subject} Reach?`,
  frequencies: (name, subject) => `How Many ${name} Does ${subject} Need?`,
  regularisation: (name, subject) => `Bias or Variance? What the ${name} Costs and Buys in ${subject}`,
  "weight-decay": (_, subject) => `Does Weight Decay Matter When ${subject} Is Trained Only Briefly?`,
  dropout: (_, subject) => `Is Dropout Worth Its Noise in ${subject}?`,
  momentum: (name, subject) => `Memory Against Noise: The ${name} of ${subject}`,
  smoothing: (name, subject) => `How Fine Should It Look? The ${name} of ${subject}`,
  width: (name, subject) => `Capacity or Optimisation: What Half the ${name} Reveals About ${subject}`,
  depth: (name, subject) => `One More or One Less: Does the Number of ${name} Limit ${subject}?`,
  batch: (_, subject) => `Fewer Samples or Noisier Gradients? Batch Size in ${subject}`,
};

/** `weight decay` → `Weight Decay`; short words that join stay small. */
export function capitals(text: string): string {
  return text
    .split(" ")
    .map((word, index) =>
      index > 0 && /^(a|an|and|of|or|the|in|on|for|by|to)$/.test(word)
        ? word
        : word.charAt(0).toUpperCase() + word.slice(1),
    )
    .join(" ");
}

function topicTitle(move: Move): string {
  return capitals(move.setting?.name ?? move.topic);
}
