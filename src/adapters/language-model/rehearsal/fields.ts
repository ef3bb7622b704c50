/** What kind of model a project is about, as far as its description says. */
export type FieldName = "diffusion" | "sequence" | "kernel" | "supervised";

export type Field = {
  readonly name: FieldName;
  /** `a small diffusion model` */
  readonly subject: string;
  /** `small diffusion models` */
  readonly subjects: string;
  /** As a title has it. */
  readonly title: string;
};

const FIELDS: readonly (readonly [RegExp, Field])[] = [
  [
    /diffusion|denois|score-based/i,
    {
      name: "diffusion",
      subject: "a small diffusion model",
      subjects: "small diffusion models",
      title: "a Small Diffusion Model",
    },
  ],
  [
    /transformer|language model|token|grokking/i,
    {
      name: "sequence",
      subject: "a small transformer",
      subjects: "small transformers",
      title: "a Small Transformer",
    },
  ],
  [
    /kernel|ridge|gaussian process|spline/i,
    {
      name: "kernel",
      subject: "a kernel regression",
      subjects: "kernel regressions",
      title: "Kernel Regression",
    },
  ],
];

const SUPERVISED: Field = {
  name: "supervised",
  subject: "a small model",
  subjects: "small models",
  title: "a Small Model",
};

/** The field of the first pattern that the project's own description mentions. */
export function fieldOf(project: string): Field {
  return FIELDS.find(([pattern]) => pattern.test(project))?.[1] ?? SUPERVISED;
}
