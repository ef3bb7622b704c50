import type { Rule } from "../rule";
import { codeFromText } from "./code-from-text";
import { deleteFiles } from "./delete-files";
import { evaluator } from "./evaluator";
import { network } from "./network";
import { newImport } from "./new-import";
import { ownFile } from "./own-file";
import { pickle } from "./pickle";
import { startsProcess } from "./process";
import { seeds } from "./seeds";
import { timeLimit } from "./time-limit";

/** All rules; a new one is a file beside this and a line here. */
export const rules: readonly Rule[] = [
  startsProcess,
  codeFromText,
  network,
  evaluator,
  timeLimit,
  ownFile,
  deleteFiles,
  seeds,
  newImport,
  pickle,
];
