import { expect, test } from "vitest";
import { listModels, offeredAt } from "../../../src/adapters/language-model/list-models";
import { startFaultServer } from "../../fakes/fault-server";

const { signal } = new AbortController();
const apiKey = "sk-test-0123456789";

/** A network with these answers by URL, which remembers the headers of each request. */
function network(answers: Readonly<Record<string, () => Response>>) {
  const asked: { url: string; headers: Headers }[] = [];
  const fetch = async (input: URL | RequestInfo, init?: RequestInit) => {
    const url = String(input);
    asked.push({ url, headers: new Headers(init?.headers) });
    return answers[url]?.() ?? new Response('{"detail":"Not Found"}', { status: 404 });
  };
  return { asked, fetch: fetch as typeof globalThis.fetch };
}
const json = (value: unknown, status = 200) => new Response(JSON.stringify(value), { status });
const list = (...ids: string[]) => json({ data: ids.map((id) => ({ id })) });

test("the models of an endpoint are listed by name", async () => {
  await using server = await startFaultServer({ zeta: () => {}, alpha: () => {} });
  const models = await listModels({ baseUrl: `${server.url}/`, apiKey }, signal);
  expect(models?.map(({ id }) => id)).toEqual(["alpha", "zeta"]);
});

test("an endpoint may have no list; a web page is no endpoint", async () => {
  const { fetch } = network({
    "https://page.org/v1/models": () => new Response("<html><title>Welcome</title></html>"),
    "https://gone.org/v1/models": () => new Response("<html><title>Not here</title></html>", { status: 404 }),
  });
  expect(await listModels({ baseUrl: "https://bare.org/v1", apiKey, fetch }, signal)).toBeUndefined();
  for (const host of ["page", "gone"])
    await expect(listModels({ baseUrl: `https://${host}.org/v1`, apiKey, fetch }, signal)).rejects.toMatchObject({
      kind: "wrong-address",
      message: expect.stringContaining(`${host}.org: `),
    });
});

test("an address without its path is completed, where that finds the list", async () => {
  const { fetch } = network({
    "http://gpu:8000/v1/models": () => list("llama"),
    "http://web/models": () => new Response("<!doctype html>", { status: 404 }),
    "http://web/v1/models": () => list("qwen"),
  });
  const at = async (baseUrl: string) => {
    const found = await offeredAt({ baseUrl, apiKey, fetch }, signal);
    return [found.baseUrl, found.models?.map(({ id }) => id)];
  };
  expect(await at("http://gpu:8000")).toEqual(["http://gpu:8000/v1", ["llama"]]);
  expect(await at("http://web/")).toEqual(["http://web/v1", ["qwen"]]);
  expect(await at("http://nothing:1234")).toEqual(["http://nothing:1234", undefined]);
});

test("Anthropic's list gets the key and a version in its own headers", async () => {
  const url = "https://api.anthropic.com/v1/models?limit=1000";
  const { asked, fetch } = network({ [url]: () => list("claude-haiku-4-5") });
  expect(await listModels({ baseUrl: "https://api.anthropic.com/v1", apiKey, fetch }, signal)).toHaveLength(1);
  expect([...asked[0]!.headers]).toEqual([
    ["anthropic-version", "2023-06-01"],
    ["x-api-key", apiKey],
  ]);
});

test("OpenRouter shows its list to everybody, so the key is looked at by itself", async () => {
  const baseUrl = "https://openrouter.ai/api/v1";
  const door = (key: () => Response) => ({
    baseUrl,
    apiKey,
    fetch: network({ [`${baseUrl}/models`]: () => list("a/b"), [`${baseUrl}/key`]: key }).fetch,
  });
  const used = (left: number | null) => () => json({ data: { limit_remaining: left } });
  expect(await listModels(door(used(null)), signal)).toHaveLength(1);
  await expect(listModels(door(used(0)), signal)).rejects.toMatchObject({ kind: "no-credit" });
  const wrong = door(() => json({ error: { message: "User not found.", code: 401 } }, 401));
  await expect(listModels(wrong, signal)).rejects.toMatchObject({
    kind: "bad-key",
    message: expect.stringContaining("in OPENROUTER_API_KEY"),
  });
});
