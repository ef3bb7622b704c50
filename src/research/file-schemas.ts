import * as z from "zod";
import { Ideas } from "./idea";
import { ReviewFormKind } from "./review-form";
import { PromptFile, TemplateManifest } from "./template";

/**
 * JSON schemas of the files of a project, by name: help and checks while they are edited. An editor matches them by the file's
 * name alone, wherever it is, so each says first what makes a file ours, and asks nothing of one that is not.
 */
export function fileSchemas(): Readonly<Record<string, object>> {
  return {
    "ideas.json": {
      ...titled("Ideas", "What may be tried, one entry an idea."),
      ...when(LIST_OF_IDEAS, ofShape(Ideas)),
    },
    "seed_ideas.json": {
      ...titled("Seed ideas", "The ideas that the experiment comes with, one entry an idea."),
      ...ofShape(Ideas),
    },
    "prompt.json": {
      ...titled("Prompt", "What the model is told of the experiment."),
      ...when(oneOf("system", "task_description"), ofShape(PromptFile)),
    },
    "template.json": {
      ...titled("Experiment", "What the experiment is, beyond what its code says."),
      ...when(oneOf("editable", "locked", "scales", "guards", "timeLimitSeconds"), {
        ...ofShape(TemplateManifest),
        additionalProperties: false,
      }),
    },
    "review-form.json": {
      ...titled("Review form", "What the referees of a paper are asked, in the order of the form."),
      ...ofShape(ReviewFormKind),
    },
  };
}

function titled(title: string, description: string) {
  return { $schema: "http://json-schema.org/draft-07/schema#", title, description };
}

/** `shape` for files that have what is told, and nothing for others. */
function when(told: object, shape: object) {
  // biome-ignore lint/suspicious/noThenProperty: `then` is the keyword of JSON schema, nobody awaits this.
  return { if: told, then: shape };
}

function oneOf(...keys: readonly string[]) {
  return { type: "object", anyOf: keys.map((key) => ({ required: [key] })) };
}

const LIST_OF_IDEAS = { type: "array", contains: oneOf("Name", "Experiment") };

function ofShape(shape: z.ZodType): object {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { target: "draft-7", io: "input" });
  return schema;
}
