import { join } from "node:path";
import { expect, test } from "vitest";
import { literatureFolder, userCache } from "../../src/adapters/user-cache";

test("what belongs to no project is kept where each system keeps such things", () => {
  const home = join("home", "ada");
  expect(userCache({}, "linux", home)).toBe(join(home, ".cache", "ai-scientist"));
  expect(userCache({ XDG_CACHE_HOME: "there" }, "linux", home)).toBe(join("there", "ai-scientist"));
  expect(userCache({}, "darwin", home)).toBe(join(home, "Library", "Caches", "ai-scientist"));
  expect(userCache({ LOCALAPPDATA: "local" }, "win32", home)).toBe(join("local", "ai-scientist"));
});

test("what services said to a project is kept beside none of its files, apart from what they said to others", () => {
  const env = { XDG_CACHE_HOME: "there" };
  const folder = (path: string, platform: NodeJS.Platform = "linux") => literatureFolder(path, env, platform);
  expect(folder("/a/study")).toMatch(/^there[\\/]ai-scientist[\\/]literature[\\/][0-9a-f]{32}$/);
  expect(folder("/a/study/../study/")).toBe(folder("/a/study"));
  expect(folder("/a/Study")).not.toBe(folder("/a/study"));
  expect(folder("/a/Study", "darwin")).toBe(folder("/a/study", "darwin"));
});
