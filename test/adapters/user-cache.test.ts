import { join } from "node:path";
import { expect, test } from "vitest";
import { userCache } from "../../src/adapters/user-cache";

test("what belongs to no project is kept where each system keeps such things", () => {
  const home = join("home", "ada");
  expect(userCache({}, "linux", home)).toBe(join(home, ".cache", "ai-scientist"));
  expect(userCache({ XDG_CACHE_HOME: "there" }, "linux", home)).toBe(join("there", "ai-scientist"));
  expect(userCache({}, "darwin", home)).toBe(join(home, "Library", "Caches", "ai-scientist"));
  expect(userCache({ LOCALAPPDATA: "local" }, "win32", home)).toBe(join("local", "ai-scientist"));
});
