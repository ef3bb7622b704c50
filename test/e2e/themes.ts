import type { FrameLocator } from "playwright-core";
import { expect } from "vitest";
import { contrasts } from "./contrast";
import { BRIEFLY, repeat } from "./gestures";
import { command } from "./host/host.mjs";
import { changeSettings, type Window, type Workbench } from "./workbench";

/** Each theme: its name, and the class that the workbench then has. */
const themes = [
  ["Light Modern", "vs"],
  ["Dark High Contrast", "hc-black"],
  ["Light High Contrast", "hc-light"],
] as const;
const places = '.sidebar .pane-body, .sidebar .pane-header, .statusbar-item[id$="aiScientist.status"]';

/** Goes through the themes in this state. By WCAG a text needs a contrast of 4.5 and an icon of 3; those that have less are told. */
export async function inEveryTheme(window: Window, state: string): Promise<void> {
  for (const [theme, className] of themes) {
    await chooseTheme(window, theme, className);
    await window.shot(`theme-${className}-${state}`);
    const { texts, icons } = await contrasts(window.page, places);
    expect(texts.length, theme).toBeGreaterThan(5);
    const faint = [...texts.filter(({ ratio }) => ratio < 4.5), ...icons.filter(({ ratio }) => ratio < 3)];
    expect.soft(faint, `${state} in ${theme}`).toEqual([]);
  }
}

/** Pictures of one of our panels in the themes that it is not in. */
export async function panelInEveryTheme(
  window: Window,
  { server }: Workbench,
  panel: FrameLocator,
  name: string,
): Promise<void> {
  const others = [
    ["Light Modern", "vscode-light"],
    ["High Contrast", "vscode-high-contrast"],
    ["High Contrast Light", "vscode-high-contrast-light"],
  ] as const;
  for (const [theme, className] of others) {
    await changeSettings(window, server, { "workbench.colorTheme": `Default ${theme}` });
    await panel.locator(`body.${className}`).waitFor();
    await window.shot(`${name}-${theme.toLowerCase().replaceAll(" ", "-")}`);
  }
}

/** By the keys of VS Code's own picker: it previews what it is on, so the class alone says nothing before it is gone. */
async function chooseTheme({ page }: Window, theme: string, className: string): Promise<void> {
  const picker = page.locator(".quick-input-widget input[placeholder*='Color Theme']");
  await command(page, "Preferences: Color Theme");
  await picker.fill(theme);
  await page.locator(".quick-input-list .monaco-list-row.focused", { hasText: theme }).waitFor();
  await repeat(
    () => picker.press("Enter", BRIEFLY),
    () => picker.isHidden(),
  );
  await page.locator(`.monaco-workbench.${className}`).waitFor();
}
