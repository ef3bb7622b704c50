import { expect, test } from "vitest";
import { listModels } from "../../../src/adapters/language-model/list-models";
import { startFaultServer } from "../../fakes/fault-server";

const { signal } = new AbortController();

test("the models of an endpoint are listed by name", async () => {
  await using server = await startFaultServer({ zeta: () => {}, alpha: () => {} });
  expect(await listModels({ baseUrl: `${server.url}/`, apiKey: "sk-test" }, signal)).toEqual(["alpha", "zeta"]);
});

test("an endpoint without a list says so as a failure", async () => {
  const fetch = async () => new Response("<html><title>Not here</title></html>", { status: 404 });
  const listing = listModels({ baseUrl: "https://example.org/v1", apiKey: "", fetch }, signal);
  await expect(listing).rejects.toMatchObject({
    kind: "unknown-model",
    message: expect.stringContaining("example.org"),
  });
});
