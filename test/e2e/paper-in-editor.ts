import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { Locator } from "playwright-core";
import { expect } from "vitest";
import { BRIEFLY, repeat } from "./gestures";
import { command } from "./host/host.mjs";
import type { Window } from "./workbench";

/** The source of a paper in an editor of the window, as somebody uses it who has a keyboard. What is typed is saved before it is gone to. */
export class PaperInEditor {
  constructor(
    private readonly window: Window,
    /** Absolute. */
    private readonly path: string,
  ) {}

  get text(): string {
    return readFileSync(this.path, "utf8");
  }

  get lines(): Locator {
    return this.window.page.locator(`.editor-instance .monaco-editor[data-uri$="${basename(this.path)}"] .view-line`);
  }

  get hover(): Locator {
    return this.window.page.locator(".monaco-hover:visible").filter({ hasText: /\S/ });
  }

  squiggle(kind: "error" | "warning" | "info"): Locator {
    return this.window.page.locator(`.cdr.squiggly-${kind}`);
  }

  async open(): Promise<void> {
    const { page } = this.window;
    const input = page.locator(".quick-input-widget .quick-input-box input").first();
    const name = basename(this.path);
    const open = async () => {
      await page.keyboard.press("Control+P");
      await input.fill(this.path, BRIEFLY);
      await page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first().waitFor(BRIEFLY);
      await input.press("Enter", BRIEFLY);
    };
    await repeat(open, this.lines);
  }

  /** The cursor into the first place of a text, or right behind what follows it. */
  async goTo(text: string, behind = ""): Promise<void> {
    const { page } = this.window;
    const before = this.text.split(`${text}${behind}`)[0]!.split("\n");
    const column = before.at(-1)!.length + (behind === "" ? 2 : text.length + behind.length + 1);
    const input = page.locator(".quick-input-widget .quick-input-box input").first();
    const go = async () => {
      await page.keyboard.press("Control+G");
      await input.fill(`:${before.length}:${column}`, BRIEFLY);
      await input.press("Enter", BRIEFLY);
    };
    await repeat(go, page.locator(".statusbar-item", { hasText: `Ln ${before.length}, Col ${column}` }));
  }

  /** Shows what is known of the first place of a text, until it says this: what is read anew says less at first. */
  async hoverAt(text: string, says: RegExp | string = /\S/): Promise<Locator> {
    await this.goTo(text);
    const said = this.hover.filter({ hasText: says });
    const show = async () => {
      await this.closeHover();
      await command(this.window.page, "Show or Focus Hover");
      await this.hover.first().waitFor(BRIEFLY);
    };
    await repeat(show, said);
    return said.first();
  }

  /** A picture of that hover: another is taken where it was gone meanwhile. */
  async shotOfHover(text: string, says: RegExp | string, name: string): Promise<void> {
    const taken = async () => {
      const hover = await this.hoverAt(text, says);
      await this.window.shotAtOnce(name);
      return hover.isVisible();
    };
    await expect.poll(taken).toBe(true);
  }

  async closeHover(): Promise<void> {
    await repeat(
      () => this.window.page.keyboard.press("Escape"),
      async () => (await this.hover.count()) === 0,
    );
  }

  /** What F2 offers for the name at the first place of a text is made another name. */
  async rename(text: string, name: string): Promise<void> {
    await this.goTo(text);
    const box = this.window.page.locator(".rename-box input, .rename-input").first();
    await repeat(() => this.window.page.keyboard.press("F2"), box);
    await box.fill(name);
    await repeat(
      () => box.press("Enter", BRIEFLY),
      async () => !(await box.isVisible()),
    );
  }

  async saveUntil(holds: (text: string) => boolean): Promise<void> {
    await repeat(
      () => this.window.page.keyboard.press("Control+S"),
      async () => holds(this.text),
    );
    expect(holds(this.text)).toBe(true);
  }
}
