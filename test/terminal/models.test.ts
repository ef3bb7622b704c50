import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { startFaultServer } from "../fakes/fault-server";
import { faults } from "../fakes/faults";
import { aiScientist } from "../real/program";
import { forgetProjects, tinyProject } from "../real/projects";

afterAll(forgetProjects);

test("doctor --try asks one tiny question, says what it showed, and remembers it beside the project", async () => {
  const listed = { small: { max_model_len: 32_768 } };
  await using server = await startFaultServer({ small: faults["knows no temperature"]! }, { key: "sk-1", listed });
  const project = tinyProject("pass");
  const env = { OPENAI_BASE_URL: server.url, OPENAI_API_KEY: "sk-1" };
  const { stderr } = await aiScientist(["doctor", project, "--model", "openai:small", "--try"], { env });
  expect(stderr).toMatch(
    /tried {4}small at 127\.0\.0\.1:\d+: JSON in words · usage reported · sees no pictures · reads 32,768 tokens · cost \$0\.0000$/m,
  );
  const { models } = JSON.parse(readFileSync(join(project, ".ai-scientist/models.json"), "utf8"));
  expect(models[`${server.url} small`]).toMatchObject({
    tried: expect.any(String),
    facts: { contextTokens: 32_768, schema: "none", temperature: false, usage: "reported", pictures: false },
  });
  expect(JSON.stringify(models)).not.toContain("sk-1");
});

test("doctor says what is wrong with the key, and asks no question then", async () => {
  await using server = await startFaultServer({ small: faults.answers! }, { key: "sk-1" });
  const project = tinyProject("pass");
  const env = { OPENAI_BASE_URL: server.url, OPENAI_API_KEY: "sk-2" };
  const { code, stderr } = await aiScientist(["doctor", project, "--model", "openai:small", "--try"], { env });
  expect({ code, stderr }).toEqual({
    code: 3,
    stderr: expect.stringMatching(/MISSING {2}The API key was refused\.\n.*It refused the API key/),
  });
  expect(server.ledger).toEqual([]);
});

test("one of VS Code's own models is for VS Code", async () => {
  const project = tinyProject("pass");
  const { code, stderr } = await aiScientist(["run", project, "--model", "vscode:copilot/gpt-5/gpt-5"]);
  expect({ code, stderr }).toEqual({ code: 3, stderr: expect.stringContaining("which only VS Code can ask") });
});
