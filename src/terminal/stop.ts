import { type CommonOptions, ideaNamed, printJson, projectAt, say, type Terminal } from "./context";
import { Exit } from "./exit-code";

/** Ends an idea that nobody is walking, with what it still runs. Its commits and its record stay, and it can be resumed. */
export async function stop(
  terminal: Terminal,
  folder: string,
  options: CommonOptions & { readonly idea?: string },
): Promise<Exit> {
  const project = await projectAt(terminal, folder, options);
  const unfinished = (await project.begun()).filter(({ view }) => view.ending?.how !== "done");
  const { idea, slug } = ideaNamed(unfinished, options.idea);
  await project.stop(idea.Name);
  const reason = (await project.begun()).find((one) => one.slug === slug)?.view.ending?.reason ?? "";
  if (options.json) printJson(terminal, { idea: idea.Name, how: "stopped", reason });
  else say(terminal, `${idea.Name}: ${reason}`);
  return Exit.done;
}
