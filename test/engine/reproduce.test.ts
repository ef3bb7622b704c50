import { expect, test } from "vitest";
import type { Running } from "../../src/engine/lab";
import { RerunDeclined, reproduce } from "../../src/engine/reproduce";
import { Parameters } from "../../src/research/parameters";
import type { Study } from "../../src/research/reproduction";
import { TemplateManifest } from "../../src/research/template";
import { FakeCompute } from "../fakes/compute";
import { FakeJournal } from "../fakes/journal";
import { FakeWorkspace } from "../fakes/workspace";

test("nothing is installed before it is decided, and what was shown is what is installed", async () => {
  const workspace = new FakeWorkspace({});
  const lab: Running = {
    ...{ workspace, compute: new FakeCompute(workspace, () => ({ code: 0, files: {} })), journal: new FakeJournal() },
    template: { manifest: TemplateManifest.parse({ guardCommand: ["{python}", "guards.py"] }) } as Running["template"],
    ...{ parameters: Parameters.parse({ scale: "smoke" }), signal: new AbortController().signal },
  };
  const source: Study["source"] = { kind: "idea", name: "wider" };
  const study: Study = {
    ...{ idea: "wider", title: "Wider", source, base: "b" },
    known: [],
    runs: [],
    freshEnvironment: true,
  };
  const happened: string[] = [];
  const installs = { packages: ["numpy==1.26.4"], from: "https://packages.example/simple" };
  const prepare = async () => void happened.push("installed");
  const surroundings = { interpreter: "/usr/bin/python3", installs, prepare };
  const answer = (launches: boolean) =>
    reproduce(lab, study, surroundings, async (plan) => {
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
