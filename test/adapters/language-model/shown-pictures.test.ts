import { afterAll, beforeAll, expect, test } from "vitest";
import { openAiCompatible } from "../../../src/adapters/language-model/openai-compatible";
import { lookAtFigures } from "../../../src/engine/stages/look-at-figures";
import { DrawnFigure } from "../../../src/research/figure-record";
import { hurriedClock } from "../../fakes/clock";
import { FakeCompute } from "../../fakes/compute";
import { type FaultServer, startFaultServer } from "../../fakes/fault-server";
import { FakeJournal } from "../../fakes/journal";
import { fakeLab } from "../../fakes/lab";
import { experiment, findings, template } from "../../fakes/study";
import { FakeWorkspace } from "../../fakes/workspace";

let server: FaultServer;
const look = { sees: true, shows: "Bars.", agrees: true, correction: "", problems: [] };
beforeAll(async () => {
  server = await startFaultServer({
    eyes: (exchange) => exchange.stream([JSON.stringify(look)]),
    // A server that takes text alone and says so: the request is made again without the picture.
    blind: (exchange) => {
      const shown = exchange.entry.body.messages.some(({ content }: { content: unknown }) => Array.isArray(content));
      if (shown) exchange.refuse(400, { message: "This model does not support image input." });
      else return exchange.stream([JSON.stringify({ ...look, sees: false, shows: "" })]);
    },
  });
});
afterAll(() => server[Symbol.asyncDispose]());

const drawn = DrawnFigure.parse({ path: "kl.png", sha256: "0123456789ab", inches: [5, 3] });

async function lookedAt(name: string) {
  const price = { input: 1, cachedInput: 0.1, output: 2 };
  const model = openAiCompatible({
    name,
    model: name,
    baseUrl: server.url,
    apiKey: "",
    price,
    known: { pictures: true },
  });
  const workspace = new FakeWorkspace({ "kl.png": "PNG of kl" });
  const journal = new FakeJournal();
  const compute = new FakeCompute(workspace, () => ({ code: 0, files: {} }));
  const lab = { ...fakeLab({ model, workspace, compute, journal, template }), clock: hurriedClock(1000) };
  const drawings = [{ path: "kl.png", description: "The divergence.", drawn }];
  const figures = await lookAtFigures(lab, experiment, findings, drawings, "plots");
  return { figures, journal, requests: server.ledger.filter((entry) => entry.model === name) };
}

test("a figure reaches the model as a data URL, after the text, and is paid for as what it is", async () => {
  const { figures, journal, requests } = await lookedAt("eyes");
  expect(requests).toHaveLength(1);
  const last = requests[0]!.body.messages.at(-1);
  expect(last.content.map(({ type }: { type: string }) => type)).toEqual(["text", "image_url"]);
  expect(last.content[1].image_url.url).toBe(`data:image/png;base64,${btoa("PNG of kl")}`);
  expect(figures[0]!.drawn!.look).toMatchObject({ model: "eyes", shows: "Bars." });
  const call = journal.history.find((event) => event.type === "model-called")!;
  expect(call.step).toBe("plots: look at kl.png (0123456789)");
  expect(await journal.kept((call as { transcript: string }).transcript)).toContain("Shown with it: 1 picture");
});

test("an endpoint that refuses pictures after all is believed: its word about none is not taken", async () => {
  const { figures, journal } = await lookedAt("blind");
  expect(figures[0]!.description).toBe("The divergence.");
  const notes = journal.history.flatMap((event) => (event.type === "noted" ? [event.text] : []));
  expect(notes.at(-1)).toBe("kl.png was not looked at: the model saw no picture.");
});
