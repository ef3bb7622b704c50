import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContext, Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { BRIEFLY, clickIn, repeat } from "./gestures";
import { command, launchBrowser, PATIENCE, type Server, type ServerOptions, startServer } from "./host/host.mjs";

const root = join(__dirname, "../..");
const shots = join(root, "test-results/e2e");

/** VS Code with our extension in it, looked at through a browser window of 1400 × 900. */
export type Workbench = {
  readonly server: Server;
  /** A new window on `folder`, with our sidebar shown; without a folder an empty one. */
  readonly open: (folder?: string) => Promise<Window>;
  readonly close: () => Promise<void>;
};

export type Window = {
  readonly page: Page;
  /** A row of a tree whose spoken name matches. */
  readonly row: (name: RegExp | string) => Locator;
  /** The button of a view's title bar, which shows when the pointer is over the view. */
  readonly titleButton: (view: string, name: string) => Promise<Locator>;
  readonly clickTitle: (view: string, name: string) => Promise<void>;
  /** What the status bar says about us. */
  readonly status: Locator;
  /** A picture for a person to look at: `test-results/e2e/<name>.png`. */
  readonly shot: (name: string) => Promise<void>;
  /** The same at once, with the pointer where it is: for what is gone when the pointer moves. */
  readonly shotAtOnce: (name: string) => Promise<void>;
};

export async function startWorkbench(options: ServerOptions): Promise<Workbench> {
  mkdirSync(shots, { recursive: true });
  const server = await startServer({ extensions: [root], ...options });
  const browser = await launchBrowser();
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  context.setDefaultTimeout(PATIENCE);
  return {
    server,
    open: (folder) => openWindow(context, server, folder),
    close: async () => {
      await browser.close();
      await server.stop();
    },
  };
}

async function openWindow(context: BrowserContext, server: Server, folder: string | undefined): Promise<Window> {
  const page = await context.newPage();
  await slowDown(context, page);
  await page.goto(folder === undefined ? `http://127.0.0.1:${server.port}/?ew=true` : server.url(folder));
  await showSidebar(page);
  const header = (view: string) =>
    page.locator(".sidebar .pane-header", { has: page.locator(`.title:text-is("${view}")`) });
  const button = (view: string, name: string) => header(view).locator(`.action-label[aria-label^="${name}"]`);
  return {
    page,
    row: (name) => page.getByRole("treeitem", { name }).first(),
    status: page.locator('.statusbar-item[id$="aiScientist.status"]'),
    titleButton: async (view, name) => {
      await repeat(() => header(view).hover(BRIEFLY), button(view, name));
      return button(view, name);
    },
    clickTitle: (view, name) => clickIn(header(view), button(view, name)),
    shot: (name) => takePicture(page, name),
    shotAtOnce: (name) => picture(page, name),
  };
}

/** `E2E_SLOWDOWN=6` makes the window as slow as one on a machine with a sixth of this one's speed: for finding out who cannot wait. */
async function slowDown(context: BrowserContext, page: Page): Promise<void> {
  const rate = Number(process.env.E2E_SLOWDOWN ?? 1);
  if (rate <= 1) return;
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate });
}

/** Opens our sidebar where it is not open already. */
export async function showSidebar(page: Page): Promise<void> {
  const icon = page.locator('.activitybar .action-item:has(.action-label[aria-label^="AI Scientist"])');
  await icon.waitFor();
  const show = async () => {
    if ((await icon.getAttribute("aria-expanded")) !== "true") await icon.click(BRIEFLY); // the icon itself may lie under its badge
  };
  await repeat(show, page.locator(".sidebar .composite.title", { hasText: "AI Scientist" }));
}

/** The pointer away from everything that reacts to it, and a moment for what moves to come to rest. */
async function takePicture(page: Page, name: string): Promise<void> {
  await page.mouse.move(1000, 897);
  await page.waitForTimeout(700);
  await picture(page, name);
}

async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(shots, `${name}.png`), animations: "disabled" });
}

/**
 * That the palette offers the ones of our commands now and the others not. It draws only what is in sight, so each is asked for by
 * its title. Nothing tells that one is not there but that it does not come, while those that are there have come.
 */
export async function expectCommands(
  { page }: Window,
  offered: readonly string[],
  hidden: readonly string[] = [],
): Promise<void> {
  const input = page.locator(".quick-input-widget input").first();
  const rows = page.locator(".quick-input-list .monaco-list-row .monaco-icon-label .label-name");
  await repeat(() => page.keyboard.press("F1"), input);
  await input.fill(">AI Scientist: ");
  await rows.filter({ hasText: "AI Scientist: " }).first().waitFor();
  await page.screenshot({ path: join(shots, "palette.png") });
  const comes = async (title: string, timeout: number) => {
    await input.fill(`>AI Scientist: ${title}`);
    const named = rows.filter({ hasText: new RegExp(`^\\s*AI Scientist: ${title}\\s*$`) });
    return named
      .first()
      .waitFor({ timeout })
      .then(
        () => true,
        () => false,
      );
  };
  for (const title of offered) expect(await comes(title, PATIENCE), title).toBe(true);
  for (const title of hidden) expect(await comes(title, 3000), title).toBe(false);
  await repeat(
    () => page.keyboard.press("Escape"),
    () => input.isHidden(),
  );
}

/** Changes the user's settings in their editor: a window that was opened again does not see other hands on the file. */
export async function changeSettings(
  { page }: Window,
  { user }: Server,
  values: Readonly<Record<string, unknown>>,
): Promise<void> {
  const file = join(user, "User/settings.json");
  const wanted = JSON.stringify({ ...(JSON.parse(readFileSync(file, "utf8")) as object), ...values });
  await command(page, "Preferences: Open User Settings (JSON)");
  const editor = page.locator('.monaco-editor[data-uri$="settings.json"]');
  const write = async () => {
    await editor.locator(".view-line").first().click();
    await page.keyboard.press("Control+A");
    await page.keyboard.insertText(wanted);
    await page.keyboard.press("Control+Shift+End"); // what the editor closed by itself
    await page.keyboard.press("Delete");
    await page.keyboard.press("Control+S");
  };
  await repeat(write, async () => readFileSync(file, "utf8").trim() === wanted);
  // The first one may only take a list of suggestions away.
  const left = async () => {
    await page.keyboard.press("Escape");
    return editor.count();
  };
  await expect.poll(left, { interval: 500 }).toBe(0);
}
