import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { command, PATIENCE } from "./host/host.mjs";

/** For a gesture that is made again where it came to nothing: what it is made on may be gone by then. */
export const BRIEFLY = { timeout: 5000 };

/**
 * Does something until it shows, as anybody would: a view that is drawn anew at this moment takes no key and no click. Between
 * two times there is as long as a slow machine needs to show what was done, for doing it twice may undo it.
 */
export async function repeat(act: () => Promise<unknown>, shows: Locator | (() => Promise<boolean>)): Promise<void> {
  const holds = () => (typeof shows === "function" ? shows() : shows.first().isVisible());
  const deadline = Date.now() + PATIENCE;
  let trouble: unknown;
  while (Date.now() < deadline) {
    const done = await act().then(
      () => true,
      (error) => {
        trouble = error;
        return false;
      },
    );
    const next = Date.now() + (done ? 15_000 : 1_000); // what could not be done cannot be undone
    while (Date.now() < next) {
      if (await holds()) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error(`What was done did not show in ${PATIENCE / 1000} s: ${shows}`, { cause: trouble });
}

/** Clicks a button that is there only while the pointer is over its row or view, which may be drawn anew in between. */
export async function clickIn(holder: Locator, button: Locator): Promise<void> {
  const clicked = async () => {
    await holder.hover(BRIEFLY).catch(() => undefined);
    return button.click(BRIEFLY).then(
      () => true,
      () => false,
    );
  };
  await expect.poll(clicked, { interval: 300 }).toBe(true);
}

/** A button of a row of ours. */
export function clickOn(row: Locator, name: string): Promise<void> {
  return clickIn(row, row.locator(`.action-label[aria-label^="${name}"]`));
}

/** Opens a menu of one of our panels where it is not open, and takes an entry of it, once. */
export async function chooseFrom(button: Locator, entry: Locator): Promise<void> {
  let isChosen = false;
  const choose = async () => {
    if (!(await entry.isVisible())) await button.click(BRIEFLY);
    await entry.click(BRIEFLY);
    isChosen = true;
  };
  await repeat(choose, async () => isChosen);
}

/** Opens a row, or closes it again. */
export async function unfold(row: Locator, open = true): Promise<void> {
  const isOpen = async () => (await row.getAttribute("aria-expanded")) === String(open);
  await row.waitFor();
  if (await isOpen()) return;
  await repeat(() => row.locator(".monaco-tl-twistie").click(BRIEFLY), isOpen);
}

/** Closes a view of the sidebar, so that the others have more room, or opens it again. */
export async function fold(page: Page, view: string, folded = true): Promise<void> {
  const title = page.locator(`.title:text-is("${view}")`);
  const header = page.locator(".sidebar .pane-header", { has: title });
  const isSo = async () => (await header.getAttribute("aria-expanded")) === String(!folded);
  if (!(await isSo())) await repeat(() => header.click(BRIEFLY), isSo);
}

/** Types into the input box whose title says this, and goes on. */
export async function answer(page: Page, title: string, text: string): Promise<void> {
  const box = page.locator(".quick-input-widget", { hasText: title });
  const input = box.locator(".quick-input-box input");
  await input.fill(text);
  await repeat(
    () => input.press("Enter", BRIEFLY),
    async () => !(await box.isVisible()),
  );
}

/** Puts the cursor of the editor that was used last on a line. */
export async function goToLine(page: Page, line: number): Promise<void> {
  const input = page.locator(".quick-input-widget .quick-input-box input").first();
  await command(page, "Go to Line/Column...");
  await expect.poll(() => input.inputValue()).toBe(":");
  await input.fill(`:${line}`);
  await input.press("Enter");
  await page.locator(".statusbar-item", { hasText: `Ln ${line}, Col` }).waitFor();
}

/** Opens a file of the window by its name. */
export async function openByName(page: Page, name: string): Promise<void> {
  const input = page.locator(".quick-input-widget .quick-input-box input").first();
  const editor = page.locator(`.monaco-editor[data-uri$="${name}"]`);
  const open = async () => {
    await page.keyboard.press("Control+P");
    await input.fill(name, BRIEFLY);
    await page.locator(".quick-input-list .monaco-list-row.focused", { hasText: name }).waitFor(BRIEFLY);
    await input.press("Enter", BRIEFLY);
  };
  await repeat(open, editor);
}

/** VS Code's own dialog for files. It takes no key while it reads the folder. */
export async function pickFile(page: Page, path: string): Promise<void> {
  const input = page.locator(".quick-input-widget .quick-input-box input").first();
  await page.locator(".quick-input-list .monaco-list-row", { hasText: /^\.\.$/ }).waitFor();
  await input.fill(path);
  const taken = async () => {
    if (await input.isVisible()) await input.press("Enter", { timeout: 500 }).catch(() => undefined);
    return input.isHidden();
  };
  await expect.poll(taken, { interval: 1000 }).toBe(true);
}

/**
 * Waits until VS Code in the browser has written down something that it remembers of this window: it does so every few seconds,
 * when it has nothing else to do, and not at all when the page goes.
 */
export async function whenRemembered(page: Page, text: string): Promise<void> {
  const remembered = () =>
    page.evaluate(async (wanted) => {
      const done = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      for (const { name } of await indexedDB.databases()) {
        if (!name?.startsWith("vscode-web-state-db-")) continue;
        const database = await done(indexedDB.open(name));
        const stores = [...database.objectStoreNames];
        const values = await Promise.all(
          stores.map((store) => done(database.transaction(store).objectStore(store).getAll())),
        );
        database.close();
        // What is kept inside what is kept has its quotes escaped.
        if (values.flat().some((value) => String(value).replaceAll("\\", "").includes(wanted))) return true;
      }
      return false;
    }, text);
  await expect.poll(remembered, { interval: 500 }).toBe(true);
}
