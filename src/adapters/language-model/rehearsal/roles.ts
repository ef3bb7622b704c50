import type { Setting } from "./settings";
import { spoken } from "./settings";

/** Another value of a setting, and what a run with it is called. */
export type Variant = { readonly value: string; readonly name: string };

/** What a setting is for, judged by its name: how to vary it, and why anybody would. */
export type Role = {
  readonly id: string;
  readonly pattern: RegExp;
  /** The main variant first; empty when the value leaves no sensible other one. */
  readonly variants: (setting: Setting) => readonly Variant[];
  /** Why the value might matter: whole sentences, about "it". */
  readonly mechanism: string;
  /** What a run is expected to show, before it is made. */
  readonly expectation: string;
};

/** Settings that decide what is measured, on what, or for how long: never touched. */
const UNTOUCHABLE =
  /seed|test|(^|_)val(id|idation)?(_|$)|eval|held|data|dir|path|file|url|device|dtype|version|steps?$|iters?|iteration|epochs?|log|report|interval|every|save|plot|colou?r|fig|width_?in|font|train(ing)?_?(size|points|fraction|samples)|n_train|num_train|samples?$|points?$|split|fraction|quantile|budget|time|port|workers|(^|_)name$|verbose|debug|compile|backend|rows|cols|classes|modulus|vocab|(^|_)p$|weights_only|dim$|(^|_)noise(_(std|level|scale))?$|sigma|axis|keepdim|persistent|replace/;

const numeric = (setting: Setting) => Number(setting.value.replaceAll("_", ""));
const isFloat = (setting: Setting) => /[.eE]/.test(setting.value) && Number.isFinite(numeric(setting));
const isWhole = (setting: Setting) => /^\d[\d_]*$/.test(setting.value);

/** A number as Python and people would write it, three significant digits. */
export function written(value: number, float: boolean): string {
  const text = String(Number(value.toPrecision(3)));
  return float && /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** In the notation of the program: `4e-3` doubles to `8e-3`. */
const scaled = (setting: Setting, factor: number) => {
  const value = numeric(setting) * factor;
  return /e/i.test(setting.value) ? Number(value.toPrecision(3)).toExponential() : written(value, isFloat(setting));
};
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Half and double of a positive number, called so. */
function halfAndDouble(setting: Setting): Variant[] {
  if (!(numeric(setting) > 0)) return [];
  const name = spoken(setting.name);
  return [
    { value: scaled(setting, 0.5), name: `Half ${name}` },
    { value: scaled(setting, 2), name: `Double ${name}` },
  ].filter(({ value }) => isFloat(setting) || /^\d+$/.test(value));
}

function tenthAndTenfold(setting: Setting): Variant[] {
  if (!isFloat(setting) || !(numeric(setting) > 0)) return [];
  const name = spoken(setting.name);
  return [
    { value: scaled(setting, 0.1), name: `A tenth of the ${name}` },
    { value: scaled(setting, 10), name: `Tenfold ${name}` },
  ];
}

function oneMoreOrLess(setting: Setting): Variant[] {
  const value = numeric(setting);
  const name = spoken(setting.name).replace(/s$/, "");
  const fewer = value > 1 ? [{ value: String(value - 1), name: `One ${name} less` }] : [];
  return isWhole(setting) ? [{ value: String(value + 1), name: `One ${name} more` }, ...fewer] : [];
}

function fewerAndMore(setting: Setting): Variant[] {
  const value = numeric(setting);
  if (!isWhole(setting) || value < 2) return [];
  const name = spoken(setting.name);
  return [
    { value: String(Math.ceil(value / 2)), name: `Fewer ${name}` },
    { value: String(value + Math.ceil(value / 2)), name: `More ${name}` },
  ];
}

/** A decay close to one: a memory a tenth, then a hundredth as long. */
function shorterMemory(setting: Setting): Variant[] {
  const decay = numeric(setting);
  if (!(decay > 0.5 && decay < 1)) return [];
  const shorter = (factor: number) => written(Math.max(0.5, 1 - (1 - decay) * factor), true);
  return [
    { value: shorter(10), name: "Short weight average" },
    { value: shorter(100), name: "Very short weight average" },
  ];
}

function onOrOff(setting: Setting, first: string, second: string): Variant[] {
  const name = capital(spoken(setting.name));
  if (numeric(setting) !== 0) return [{ value: "0.0", name: `No ${name.toLowerCase()}` }, ...halfAndDouble(setting)];
  return [first, second].map((value) => ({ value, name: `${name} ${value}` }));
}

function otherChoices(setting: Setting): Variant[] {
  const name = spoken(setting.name).replace(/ (type|kind|mode|name)$/, "");
  return setting.choices.map((value) => ({ value, name: `${capital(value.slice(1, -1))} ${name}` }));
}

/** The most telling roles first. */
export const ROLES: readonly Role[] = [
  {
    id: "schedule",
    pattern: /schedule|kernel|activation|init|loss|norm|optimi[sz]er|solver|method|kind|type|mode/,
    variants: otherChoices,
    mechanism:
      "The choice decides how the training effort is spread over easy and hard parts of the problem, while size and budget stay the same.",
    expectation: "The main metric moves on the data sets with fine structure first; the cost does not change.",
  },
  {
    id: "learning-rate",
    pattern: /(^|_)(lr|learning_rate|step_size|eta)$/,
    variants: (setting) => (isFloat(setting) ? halfAndDouble(setting) : []),
    mechanism:
      "With a fixed number of updates the step size trades the distance that is covered against the noise that is left at the end, so a value taken from a longer budget need not fit a short one.",
    expectation:
      "If the updates are too noisy at the end, the smaller rate lowers the error; if the budget is too short, it raises it.",
  },
  {
    id: "weight-average",
    pattern: /ema|averag|polyak/,
    variants: shorterMemory,
    mechanism:
      "An average over the last updates removes noise from the weights, but one that reaches too far back still holds weights from before the model had learnt anything.",
    expectation:
      "If the average is there to remove noise, a shorter one brings some of it back and the main metric gets worse.",
  },
  {
    id: "frequencies",
    pattern: /frequenc|fourier|harmonic/,
    variants: fewerAndMore,
    mechanism:
      "High frequencies in the input let a small network draw sharp details, and give it the means to invent details that are not there.",
    expectation:
      "Fewer frequencies cost accuracy where the data has corners or thin parts, and nothing where it is smooth.",
  },
  {
    id: "regularisation",
    pattern: /ridge|(^|_)l[12](_|$)|lambda|penalty|regulari|(^|_)reg$|alpha/,
    variants: tenthAndTenfold,
    mechanism: "A penalty on the weights trades variance between samples against bias towards simple functions.",
    expectation:
      "If the fit suffers from variance, a weaker penalty makes the held-out error worse; otherwise it lowers it.",
  },
  {
    id: "weight-decay",
    pattern: /weight_decay|(^|_)wd$/,
    variants: (setting) => onOrOff(setting, "0.01", "0.1"),
    mechanism: "Shrinking the weights at each update keeps functions simple and bounds the effective step size.",
    expectation: "If the model is far from fitting its training data too closely, little moves.",
  },
  {
    id: "dropout",
    pattern: /dropout/,
    variants: (setting) => onOrOff(setting, "0.1", "0.2"),
    mechanism:
      "Dropping units at random keeps a network from relying on few of them, at the price of a noisier gradient.",
    expectation: "On a short budget the noise costs more than the protection gains.",
  },
  {
    id: "momentum",
    pattern: /momentum|(^|_)beta[12]?$/,
    variants: shorterMemory,
    mechanism: "Averaging gradients over time smooths noisy updates and delays the reaction to new ones.",
    expectation: "A shorter memory reacts faster and is noisier; on a short budget the first effect should win.",
  },
  {
    id: "smoothing",
    pattern: /bandwidth|length_?scale|gamma|temperature|epsilon|(^|_)eps$|smooth/,
    variants: (setting) => (isFloat(setting) ? halfAndDouble(setting) : []),
    mechanism: "The value sets the scale below which differences in the data are smoothed away.",
    expectation:
      "If the present scale is too coarse, a smaller one lowers the error on the data with the finest structure.",
  },
  {
    id: "width",
    pattern: /hidden|width|units|n_embd|embed|channels|features$/,
    variants: (setting) => (isWhole(setting) && numeric(setting) % 4 === 0 ? halfAndDouble(setting) : []),
    mechanism: "More units let the model represent finer functions, and cost parameters and time.",
    expectation: "If capacity is what limits the baseline, half of it makes the main metric clearly worse.",
  },
  {
    id: "depth",
    pattern: /layers?$|depth|blocks?$|degree|components|cent(er|re)s|knots/,
    variants: oneMoreOrLess,
    mechanism: "More stages let the model compose simple functions into complex ones, and cost parameters and time.",
    expectation: "If depth limits the baseline, one more stage lowers the error on the hardest data set.",
  },
  {
    id: "batch",
    pattern: /batch(_size)?$/,
    variants: halfAndDouble,
    mechanism: "A smaller batch makes each update cheaper and noisier.",
    expectation:
      "With the number of updates held equal, half the batch sees half the samples: the error rises if samples are short.",
  },
];

const OTHER: Role = {
  id: "other",
  pattern: /./,
  variants: (setting) => (isFloat(setting) ? halfAndDouble(setting) : []),
  mechanism: "The value was set once and never questioned; how much hangs on it is not known.",
  expectation: "If the result hangs on this value, halving it moves the main metric beyond the spread between seeds.",
};

/** The role of a setting, or undefined when it must not or cannot be varied. */
export function roleOf(setting: Setting): Role | undefined {
  const name = setting.name.toLowerCase();
  if (name.startsWith("__") || UNTOUCHABLE.test(name)) return undefined;
  const role = ROLES.find(({ pattern, variants }) => pattern.test(name) && variants(setting).length > 0);
  if (role) return role;
  return OTHER.variants(setting).length > 0 && setting.form !== "keyword" && setting.form !== "local"
    ? OTHER
    : undefined;
}
