import { ProtocolNotificationType } from "vscode-languageserver-protocol";
import * as z from "zod";
import { Conventions } from "../research/conventions";

/** What the editor's settings say of papers; what is missing or has the wrong shape counts as not set. */
export type Configuration = {
  readonly chktex: boolean;
  /** Numbers that completion offers are written as macros of `results.tex`. */
  readonly numbersAsMacros: boolean;
  /** Numbers that agree with the results carry a small mark. */
  readonly markCheckedNumbers: boolean;
  readonly conventions: Conventions;
};

const { minReferences, pageLimit, anonymous, ignoredRules } = Conventions.shape;
const Paper = z.object({
  chktex: z.boolean().catch(true),
  numbersAsMacros: z.boolean().catch(false),
  markCheckedNumbers: z.boolean().catch(false),
  minReferences: minReferences.catch(minReferences.parse(undefined)),
  pageLimit: pageLimit.catch(0),
  anonymous: anonymous.catch(false),
  ignoredRules: ignoredRules.catch([]),
});

/** The settings of `aiScientist.paper` as the editor sends them. */
export function configurationIn(settings: unknown): Configuration {
  const { aiScientist } = (settings ?? {}) as { aiScientist?: { paper?: unknown } };
  const { chktex, numbersAsMacros, markCheckedNumbers, ...conventions } = Paper.parse(aiScientist?.paper ?? {});
  return { chktex, numbersAsMacros, markCheckedNumbers, conventions: { ...conventions, writtenWithAi: false } };
}

/** `aiScientist/projects`, from the editor to the server: the folders whose papers are looked after whatever is around them. */
export const ProjectsNotification = { type: new ProtocolNotificationType<unknown, void>("aiScientist/projects") };

/** The folders in what an editor sent; undefined where it says nothing of them. */
export function projectsIn(sent: unknown): string[] | undefined {
  return z.object({ projects: z.array(z.string()) }).safeParse(sent).data?.projects;
}
