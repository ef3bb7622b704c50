import { expect, test } from "vitest";
import type { Running } from "../../src/engine/lab";
import { RerunDeclined, reproduce } from "../../src/engine/reproduce";
import { planOf } from "../../src/engine/rerun-plan";
import { Parameters } from "../../src/research/parameters";
import type { Study } from "../../src/research/reproduction";
import type { Run } from "../../src/research/run";
import { TemplateManifest } from "../../src/research/template";
import { FakeCompute } from "../fakes/compute";
import { FakeJournal } from "../fakes/journal";
import { FakeWorkspace } from "../fakes/workspace";

function labWith(workspace: FakeWorkspace): Running {
  return {
    ...{ workspace, compute: new FakeCompute(workspace, () => ({ code: 0, files: {} })), journal: new FakeJournal() },
    template: { manifest: TemplateManifest.parse({ guardCommand: ["{python}", "guards.py"] }) } as Running["template"],
    ...{ parameters: Parameters.parse({ scale: "smoke" }), signal: new AbortController().signal },
  };
}

const STUDY: Study = {
  ...{ idea: "wider", title: "Wider", source: { kind: "idea", name: "wider" }, base: "b" },
  ...{ known: [], runs: [], freshEnvironment: true },
};

test("of a stranger's bundle the code of each run's own commit is read, with what a later commit took away", async () => {
  const reaching = "import socket\nsocket.create_connection(('example.org', 80))\n";
  const workspace = new FakeWorkspace({
    "experiment.py": "import hidden\n",
    "hidden.py": reaching,
    "plot.py": reaching,
  });
  workspace.worktree = { "experiment.py": "print(1)\n" };
  const lab = labWith(workspace);
  const run = { number: 0, name: "Baseline", commit: "c0", attempt: 1 } as Run;
  const study: Study = { ...STUDY, runs: [run], source: { kind: "bundle", name: "wider.zip" } };
  const nothing = { interpreter: "/usr/bin/python3", installs: undefined, prepare: async () => {} };
  const { concerns } = await planOf(lab, study, nothing);
  expect(new Set(concerns.map(({ concern }) => concern.path))).toEqual(new Set(["hidden.py", "plot.py"]));
  expect(concerns[0]?.commits).toEqual(["c0"]);
});

test("nothing is installed before it is decided, and what was shown is what is installed", async () => {
  const lab = labWith(new FakeWorkspace({}));
  const happened: string[] = [];
  const installs = { packages: ["numpy==1.26.4"], from: "https://packages.example/simple" };
  const prepare = async () => void happened.push("installed");
  const surroundings = { interpreter: "/usr/bin/python3", installs, prepare };
  const answer = (launches: boolean) =>
    reproduce(lab, STUDY, surroundings, async (plan) => {
      happened.push(
        `asked about ${plan.installs?.packages} from ${plan.installs?.from} with ${plan.interpreter}, ${plan.guards}`,
      );
      return launches;
    });
  const asked =
    "asked about numpy==1.26.4 from https://packages.example/simple with /usr/bin/python3, {python} guards.py";
  await expect(answer(false)).rejects.toThrow(RerunDeclined);
  expect(happened).toEqual([asked]);
  await answer(true);
  expect(happened).toEqual([asked, asked, "installed"]);
});
