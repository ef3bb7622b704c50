import { expect, test } from "vitest";
import { isLoopback } from "../../../src/adapters/language-model/is-loopback";

test.each([
  "http://localhost:11434/v1",
  "http://LOCALHOST/v1",
  "http://127.0.0.1:8000/v1",
  "http://127.1:8000/v1",
  "https://[::1]:8443/v1",
  "http://vllm.localhost:8000/v1",
  " http://localhost:11434/v1 ",
])("“%s” is on this machine", (baseUrl) => {
  expect(isLoopback(baseUrl)).toBe(true);
});

test.each([
  "https://api.openai.com/v1",
  "http://localhost.example.org/v1",
  "http://127.0.0.1.example.org/v1",
  "http://192.168.1.5:11434/v1",
  "http://0.0.0.0:8000/v1",
  "http://user:localhost@example.org/v1",
  "localhost:11434",
  "",
])("“%s” is not", (baseUrl) => {
  expect(isLoopback(baseUrl)).toBe(false);
});
