import { describe, expect, test } from "vitest";
import { IdeaAnswer } from "../../src/engine/prompts/generate-ideas";
import { type Idea, IdeaName, nameFor } from "../../src/research/idea";
import { mostSimilar } from "../../src/research/similar-ideas";

const idea = (Name: string, Title: string, Experiment = "Try it."): Idea => ({ Name, Title, Experiment });

describe("a name from a title", () => {
  test.each([
    ["Do Wider Layers Help a Small Denoiser?", "wider_layers_help_small"],
    ["Über die Schrittweite", "uber_die_schrittweite"],
    ["3 Seeds Are Not Enough", "seeds_not_enough"],
    ["學習率", "idea"],
  ])("%s", (title, name) => {
    expect(nameFor(title, [])).toBe(name);
    expect(IdeaName.safeParse(name).success).toBe(true);
  });

  test("gets a number where it is taken, and stays a name however long the title", () => {
    expect(nameFor("Wide nets", ["wide_nets", "wide_nets_2"])).toBe("wide_nets_3");
    expect(IdeaName.safeParse(nameFor(`${"x".repeat(200)}`, [])).success).toBe(true);
  });
});

test("no idea gets a name that Windows keeps for a device, from a title or from a model", () => {
  expect(nameFor("Aux", [])).toBe("aux_2");
  expect(nameFor("Com1", ["com1_2"])).toBe("com1_3");
  const idea = { Title: "A longer title", Experiment: "x".repeat(80), Interestingness: 5, Feasibility: 5, Novelty: 5 };
  const named = (Name: string) => IdeaAnswer.safeParse({ thought: "", done: true, idea: { Name, ...idea } });
  expect(named("auxiliary_loss").success).toBe(true);
  expect(named("nul").error?.issues[0]?.message).toBe("must be none of the names that Windows keeps for devices");
});

describe("the most similar idea", () => {
  const wide = idea("wide", "Wider Layers for Small Denoisers");
  test("is found by the telling words of its title", () => {
    expect(mostSimilar(idea("new", "Do Wider Layers Help Small Denoisers?"), [wide])).toBe(wide);
    expect(mostSimilar(idea("new", "Cosine Schedules for Small Denoisers"), [wide])).toBeUndefined();
  });

  test("or by what is to be done", () => {
    const other = idea("other", "On Width", "Double the hidden width of every layer and compare the divergence.");
    const same = idea("new", "Capacity", "Double hidden width in every layer, then compare the divergence.");
    expect(mostSimilar(same, [wide, other])).toBe(other);
  });

  test("an idea that goes on from another is no repetition of it", () => {
    const next: Idea = {
      ...idea("wide_2", "Wider Layers for Small Denoisers"),
      continues: { idea: "wide", commit: "0123abc", learnt: [] },
    };
    expect(mostSimilar(next, [wide])).toBeUndefined();
    expect(mostSimilar(wide, [next])).toBeUndefined();
  });
});
