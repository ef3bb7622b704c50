import type { Rule } from "../rule";
import { startsProcess } from "./process";

/** All rules; a new one is a file beside this and a line here. */
export const rules: readonly Rule[] = [startsProcess];
