import * as z from "zod";
import { Conventions } from "../research/conventions";

/** What the editor's settings say of papers; what is missing or has the wrong shape counts as not set. */
export type Configuration = {
  readonly chktex: boolean;
  readonly conventions: Conventions;
};

const { minReferences, pageLimit, anonymous, ignoredRules } = Conventions.shape;
const Paper = z.object({
  chktex: z.boolean().catch(true),
  minReferences: minReferences.catch(minReferences.parse(undefined)),
  pageLimit: pageLimit.catch(0),
  anonymous: anonymous.catch(false),
  ignoredRules: ignoredRules.catch([]),
});

/** The settings of `aiScientist.paper` as the editor sends them. */
export function configurationIn(settings: unknown): Configuration {
  const { aiScientist } = (settings ?? {}) as { aiScientist?: { paper?: unknown } };
  const { chktex, ...conventions } = Paper.parse(aiScientist?.paper ?? {});
  return { chktex, conventions: { ...conventions, writtenWithAi: false } };
}
