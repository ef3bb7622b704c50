import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { repeat } from "./gestures";
import { command } from "./host/host.mjs";
import { python } from "./project";
import { scenario } from "./scenario";
import { startWorkbench, type Window, type Workbench } from "./workbench";

/** From an empty window to an approved change without a pointer: Tab, arrows, Space, Enter, keys and the palette. */
describe("the keyboard alone", () => {
  let workbench: Workbench;
  let window: Window;
  beforeAll(async () => {
    const settings = { "aiScientist.model.name": "rehearsal", "aiScientist.experiments.scale": "smoke" };
    workbench = await startWorkbench({ settings, env: { AI_SCIENTIST_PYTHON: python } });
    window = await workbench.open();
  });
  afterAll(async () => {
    await workbench?.close();
  });

  scenario("keyboard", () => window);

  test("opens the sample: Tab comes to the button, Enter presses it", async () => {
    await command(window.page, "View: Show AI Scientist");
    await tabTo(/^Open Sample$/);
    await press("Enter");
    await window.row("Next: Start Idea").waitFor();
  });

  test("starts an idea: arrows come to the row, Enter does what it says", async () => {
    await goTo("Ideas", /^Next: Start Idea$/);
    await pressUntil("Enter", () => window.page.locator(".quick-input-widget", { hasText: "Which idea" }).isVisible());
    await pick("Which idea shall be tried?", "Leave-One-Out");
    await window.row("Next: Launch Run").waitFor();
  });

  test("launches the baseline, and goes from the next row to the proposal", async () => {
    await goTo("Ideas", /^Next: Launch Run$/);
    const launch = window.row(/^Next: Launch Run$/);
    await pressUntil("Enter", () => launch.isHidden());
    await window.row(/^Next: Review \d Hunks/).waitFor();
  });

  test("decides: Space checks and unchecks a box, the keys accept and reject", async () => {
    await goTo("Review", /^Undecided: /);
    const undecided = window.page.getByRole("treeitem", { name: /^Undecided: / });
    const all = await undecided.count();
    const isAt = (count: number) => async () => (await undecided.count()) === count;
    await pressUntil("Space", isAt(all - 1));
    await window.shot("keyboard-accepted");
    await goTo("Review", /^Accepted: /);
    await pressUntil("Space", isAt(all));
    await goTo("Review", /^Undecided: /);
    await pressUntil("Control+Alt+Enter", isAt(all - 1));
  });

  test("opens the menu of a row, with everything that its buttons do", async () => {
    await goTo("Review", /^Undecided: /);
    const entries = window.page.locator(".monaco-menu .action-label");
    await pressUntil("Shift+F10", entries.filter({ hasText: "Ask for a Change" }));
    const all = (await entries.allInnerTexts()).map((text) => text.trim());
    expect(all).toEqual(expect.arrayContaining(["Accept Hunk", "Reject Hunk", "Ask for a Change…"]));
    await window.shot("keyboard-menu");
    await press("Escape");
  });

  test("approves the change, with what was left undecided", async () => {
    await goTo("Review", /^Undecided: /);
    const list = window.page.locator(".quick-input-widget .monaco-list-row");
    await pressUntil("Control+Shift+Alt+Enter", list.filter({ hasText: "Accept the rest and approve" }));
    const isReached = () =>
      list
        .and(window.page.locator(".focused", { hasText: "Accept the rest" }))
        .waitFor({ timeout: 1000 })
        .then(
          () => true,
          () => false,
        );
    for (let rows = await list.count(); rows > 0 && !(await isReached()); rows--) await press("ArrowDown");
    await press("Enter");
    await window.row("Next: Launch Run").waitFor();
  });

  /** Takes the row that a question begins on. */
  async function pick(question: string, row: string): Promise<void> {
    const list = window.page.locator(".quick-input-widget", { hasText: question });
    await list.locator(".monaco-list-row.focused", { hasText: row }).waitFor();
    await press("Enter");
  }

  const press = (key: string) => window.page.keyboard.press(key);

  const pressUntil = (key: string, shows: Parameters<typeof repeat>[1]) => repeat(() => press(key), shows);

  /** What has the keyboard, as it would be spoken. */
  function focused(): Promise<string> {
    return window.page.evaluate(() => {
      const active = document.activeElement;
      const row = active?.querySelector(".monaco-list-row.focused");
      return (
        row?.getAttribute("aria-label") ??
        active?.getAttribute("aria-label") ??
        active?.textContent ??
        ""
      ).trim();
    });
  }

  async function tabTo(name: RegExp): Promise<void> {
    await until(async () => {}, name, "Tab");
  }

  /** Into one of our views, from wherever the keyboard is, and on to a row of it. */
  async function goTo(view: string, row: RegExp): Promise<void> {
    await window.row(row).waitFor();
    const begin = async () => {
      await command(window.page, `AI Scientist: Focus on ${view} View`);
      await press("Home");
    };
    await until(begin, row, "ArrowDown");
  }

  /** Presses a key until what has the keyboard has this name. A view that gets the keyboard late is gone through again. */
  async function until(begin: () => Promise<void>, name: RegExp, key: string): Promise<void> {
    const heard = new Set<string>();
    for (let steps = 0; steps < 200; steps++) {
      if (steps % 40 === 0) await begin();
      const now = await focused();
      // A key that is heard late would move on from it.
      if (name.test(now) && !(await goesOn(now))) return;
      heard.add(now);
      await press(key);
      await goesOn(now);
    }
    throw new Error(`${key} does not come to ${name}, but to: ${[...heard].join(" | ").slice(0, 2000)}`);
  }

  /** Whether something else has the keyboard soon. */
  async function goesOn(from: string): Promise<boolean> {
    for (let looks = 0; looks < 20; looks++) {
      if ((await focused()) !== from) return true;
      await window.page.waitForTimeout(25);
    }
    return false;
  }
});
