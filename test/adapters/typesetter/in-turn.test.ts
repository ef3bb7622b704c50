import { expect, test } from "vitest";
import { inTurn } from "../../../src/adapters/typesetter/in-turn";

const signal = new AbortController().signal;

/** A work that ends when it is told to. */
function work(log: string[], name: string) {
  let end = (_failed?: Error) => {};
  const done = new Promise<string>((resolve, reject) => {
    end = (failed) => (failed ? reject(failed) : resolve(name));
  });
  const run = () => {
    log.push(name);
    return done;
  };
  return { run, end: (failed?: Error) => end(failed) };
}

test("what is done in one place is done one after the other, also after a failure; elsewhere at the same time", async () => {
  const log: string[] = [];
  const [one, two, three, other] = ["one", "two", "three", "other"].map((name) => work(log, name));
  const first = inTurn("here", signal, one!.run);
  const second = inTurn("here", signal, two!.run);
  const third = inTurn("here", signal, three!.run);
  const elsewhere = inTurn("there", signal, other!.run);
  await moments();
  expect(log).toEqual(["one", "other"]);
  one!.end(new Error("It broke."));
  await expect(first).rejects.toThrow("It broke.");
  await moments();
  expect(log).toEqual(["one", "other", "two"]);
  for (const each of [two, three, other]) each!.end();
  expect(await Promise.all([second, third, elsewhere])).toEqual(["two", "three", "other"]);
});

test("who is called off while waiting leaves at once, and the next waits for who is at work all the same", async () => {
  const log: string[] = [];
  const [one, two, three] = ["one", "two", "three"].map((name) => work(log, name));
  const first = inTurn("here", signal, one!.run);
  const called = new AbortController();
  const second = inTurn("here", called.signal, two!.run);
  called.abort(new Error("Called off."));
  await expect(second).rejects.toThrow("Called off.");
  await expect(inTurn("here", called.signal, two!.run)).rejects.toThrow("Called off.");
  const third = inTurn("here", signal, three!.run);
  await moments();
  expect(log).toEqual(["one"]);
  one!.end();
  three!.end();
  expect(await Promise.all([first, third])).toEqual(["one", "three"]);
});

const moments = () => new Promise((resolve) => setTimeout(resolve, 10));
