import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { Settings } from "../../src/adapters/settings";
import { COMMANDS } from "../../src/editor/commands";

vi.mock("vscode", () => ({}));

const ROOT = join(__dirname, "../..");
const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
const texts = JSON.parse(readFileSync(join(ROOT, "package.nls.json"), "utf8")) as Record<string, string>;
const { contributes } = manifest;
type Item = { command: string; submenu?: string; when?: string; view?: string; contents?: string };
type Setting = {
  default?: unknown;
  markdownDescription: string;
  scope?: string;
  order?: number;
  enum?: string[];
  enumDescriptions?: string[];
};
const properties: Record<string, Setting> = Object.assign(
  {},
  ...contributes.configuration.map((group: { properties: object }) => group.properties),
);

/** Menus of the stable API; the others are refused by the Marketplace. */
const STABLE_MENUS = [
  ...["commandPalette", "view/title", "view/item/context", "editor/title", "editor/context", "explorer/context"],
  ...["scm/title", "scm/change/title", "scm/resourceState/context"],
  ...["comments/commentThread/title", "comments/commentThread/context"],
];
const SUBMENUS: string[] = contributes.submenus.map(({ id }: { id: string }) => id);

describe("commands", () => {
  const declared = contributes.commands.map(({ command }: Item) => command) as string[];

  test("those of the manifest are those of the code", () => {
    expect([...declared].sort()).toEqual(
      Object.keys(COMMANDS)
        .map((name) => `aiScientist.${name}`)
        .sort(),
    );
  });

  test("menus are stable ones and call declared commands", () => {
    const stable = [...STABLE_MENUS, ...SUBMENUS];
    expect(Object.keys(contributes.menus).filter((menu) => !stable.includes(menu))).toEqual([]);
    const items = (Object.values(contributes.menus) as Item[][]).flat();
    expect(items.filter(({ submenu }) => submenu && !SUBMENUS.includes(submenu))).toEqual([]);
    const called = items.filter(({ submenu }) => !submenu).map(({ command }) => command);
    expect(called.filter((command) => !declared.includes(command))).toEqual([]);
  });

  test("a button on a row of Ideas or Review is in the row's menu too, for those who have no pointer", () => {
    const items = contributes.menus["view/item/context"] as { command: string; when: string; group: string }[];
    const viewOf = ({ when }: { when: string }) => /view == ([\w.]+)/.exec(when)?.[1];
    const decided = items.filter((item) => /\.(ideas|review)$/.test(viewOf(item) ?? ""));
    const isButton = ({ group }: { group: string }) => group.startsWith("inline");
    const inMenu = (button: (typeof items)[number]) =>
      decided.some((item) => !isButton(item) && item.command === button.command && viewOf(item) === viewOf(button));
    expect(decided.filter((item) => isButton(item) && !inMenu(item)).map(({ command }) => command)).toEqual([]);
  });

  test("keys call declared commands, in files under review or in the Review tree alone, and are listed in the docs", () => {
    const keys = contributes.keybindings as { command: string; key: string; when: string }[];
    expect(keys.filter(({ command }) => !declared.includes(command))).toEqual([]);
    const scope = /resourcePath in aiScientist\.pendingFiles|focusedView == aiScientist\.review/;
    expect(keys.filter(({ when }) => !scope.test(when))).toEqual([]);
    const docs = readFileSync(join(ROOT, "docs/reviewing-changes.md"), "utf8").toLowerCase();
    expect(keys.filter(({ key }) => !docs.includes(`\`${key}\``))).toEqual([]);
  });

  test("links of the welcome views call declared commands or VS Code's own", () => {
    const links = Object.values(texts).flatMap((text) =>
      [...text.matchAll(/\(command:([\w.]+)\)/g)].map(([, id]) => id!),
    );
    expect(links.filter((id) => id.startsWith("aiScientist.") && !declared.includes(id))).toEqual([]);
  });

  test("those that the views call on a row exist", () => {
    const folder = join(ROOT, "src/editor/models");
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
    const sources = files.map((file) => readFileSync(join(folder, file), "utf8"));
    const called = sources.flatMap((text) => [...text.matchAll(/command: "(\w+)"/g)].map(([, name]) => name!));
    expect(called.filter((name) => !(name in COMMANDS))).toEqual([]);
  });
});

describe("settings", () => {
  test("keys and defaults are those of the schema", () => {
    const declared = Object.entries(properties).map(([key, { default: value }]) => [
      key.replace("aiScientist.", ""),
      value,
    ]);
    expect(Object.fromEntries(declared)).toEqual(Settings.parse({}));
  });

  test("no key is also the group of another: VS Code would ignore one of them", () => {
    const keys = Object.keys(properties);
    expect(keys.filter((key) => keys.some((other) => other.startsWith(`${key}.`)))).toEqual([]);
  });

  test("eight groups, each with its place and its own order; each key belongs to a folder or to a machine", () => {
    const groups = contributes.configuration as { title: string; order: number; properties: typeof properties }[];
    expect(groups.map(({ title }) => texts[title.slice(1, -1)])).toEqual([
      "Model",
      "Budget",
      "Review",
      "Experiments",
      "Compute",
      "Slurm",
      "Paper",
      "Literature",
    ]);
    for (const group of groups) {
      const orders = Object.values(group.properties).map(({ order }) => order);
      expect(orders).toEqual(orders.map((_, index) => index + 1));
    }
    const scopes = new Set(Object.values(properties).map(({ scope }) => scope));
    expect([...scopes].sort()).toEqual(["machine-overridable", "resource"]);
    // Not the address of an endpoint: it goes with the model's name, and a remote window reads a machine's settings from that machine alone.
    // Nor the place of experiments and what belongs to it, which go with the project for the same reason.
    const onMachine = Object.keys(properties).filter((key) =>
      /\.compute\.(?!place$|gpus$|remote[A-Z])|\.tool$/.test(key),
    );
    expect(onMachine.filter((key) => properties[key]!.scope !== "machine-overridable")).toEqual([]);
  });

  test("each choice is described", () => {
    const choices = Object.values(properties).filter((one) => one.enum);
    for (const one of choices) {
      const described = (one.enumDescriptions ?? []).map((text) => texts[text.slice(1, -1)]);
      expect(described.filter((text) => text && /[.]$/.test(text))).toHaveLength(one.enum!.length);
    }
  });

  test("each is described by whole sentences", () => {
    const described = Object.values(properties).map(
      ({ markdownDescription }) => texts[markdownDescription.slice(1, -1)],
    );
    expect(described.filter((text) => !text || text.length < 40 || !/[.`]$/.test(text))).toEqual([]);
  });

  test("what reaches programs, keys or money is not read from a folder that is not trusted", () => {
    const restricted: string[] = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations;
    const risky = Object.keys(properties).filter((key) => /\.(model|budget|review|compute|slurm)\./.test(key));
    expect(risky.filter((key) => !restricted.includes(key))).toEqual([]);
  });
});

test("nothing is activated at the start of VS Code or by a language", () => {
  expect(
    manifest.activationEvents.filter((event: string) => !/^(workspaceContains|onWebviewPanel):/.test(event)),
  ).toEqual([]);
});

test("every text of the manifest is in package.nls.json, and every entry there is used", () => {
  const used = [...JSON.stringify(manifest).matchAll(/"%([\w.-]+)%"/g)].map(([, key]) => key!);
  expect(used.filter((key) => !(key in texts))).toEqual([]);
  expect(Object.keys(texts).filter((key) => !used.includes(key))).toEqual([]);
});

test("icons are codicons, but for the one drawing", () => {
  const icons = contributes.commands.map(({ icon }: { icon?: string }) => icon).filter(Boolean) as string[];
  expect(icons.filter((icon) => !/^\$\([a-z-]+\)$/.test(icon))).toEqual([]);
  const { icon } = contributes.viewsContainers.activitybar[0];
  expect(existsSync(join(ROOT, icon))).toBe(true);
});
