import { openProject } from "../../src/adapters/open-project";
import { slotsOver } from "../../src/research/campaign-slots";
import { paperTable } from "../../src/research/paper-table";
import { useLittleMemory } from "../../src/terminal/thrifty-memory";
import { simulatedMachine } from "../fakes/simulated-machine";

/** A program of its own, so that it can be killed: `node run-fifty.cjs <project> <ideas> <slots> <milliseconds a run>`. */
async function main([folder = "", count = "", slots = "", milliseconds = ""]: readonly string[]): Promise<void> {
  useLittleMemory();
  const project = await openProject(folder, {
    settings: {
      "model.name": "rehearsal",
      "experiments.scale": "smoke",
      ...Object.fromEntries(["code", "plots", "prose", "launch"].map((kind) => [`review.${kind}`, "auto"])),
      "review.launchMinutes": 0,
    },
    secrets: { apiKey: async () => undefined },
    dist: "",
    log: (line) => process.stderr.write(`${line}\n`),
    machine: simulatedMachine(folder, Number(milliseconds)),
  });
  await project.startCampaign({ name: "fifty", count: Number(count), slots: slotsOver(Number(slots), ["local"]) });
  const unasked = () => {
    throw new Error("The policy accepts everything, and yet somebody was asked.");
  };
  const researcher = {
    policy: () => project.autonomy,
    isEditing: () => false,
    ...{ chooseIdea: unasked, reviewChange: unasked, approveLaunch: unasked },
  };
  const ending = await project.runCampaign("fifty", () => researcher, new AbortController().signal);
  const [view] = await project.campaigns();
  const { maxRSS } = process.resourceUsage();
  const ideas = view!.ideas.map(({ name, state, reason, scores, runSeconds }) => ({
    name,
    state,
    reason,
    scores,
    runSeconds,
  }));
  process.stdout.write(`${JSON.stringify({ ending, table: paperTable([view!]), ideas, megabytes: maxRSS / 1024 })}\n`);
}

void main(process.argv.slice(2));
