import { chromium } from "playwright-core";
import { findChromium } from "../../setup/chromium.mjs";
import { PATIENCE } from "./patience.mjs";

export { LONG_PATIENCE, PATIENCE } from "./patience.mjs";
export { startServer } from "./server.mjs";

/** A Chromium that nobody sees. Throws if there is none: $CHROMIUM names one, else it is looked for on PATH. */
export function launchBrowser() {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error("There is no Chromium. Run: node test/setup/install.mjs chromium");
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath, headless: true, args: [...sandbox, ...quietBrowser] });
}

/** The document inside a webview of one extension, as `<publisher>.<name>`. */
export function webview(page, extensionId) {
  return page.frameLocator(`iframe.webview[src*="extensionId=${extensionId}"]`).frameLocator("#active-frame");
}

/**
 * Runs a command from the palette by its whole title. By keys, not by a click, and again where that came to nothing: an editor
 * that opens late can take the focus from the palette, and a window that is still busy has not read the list of commands.
 */
export async function command(page, title) {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    try {
      return await pickCommand(page, title);
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await page.keyboard.press("Escape");
    }
  }
}

async function pickCommand(page, title) {
  const input = page.locator(".quick-input-widget .quick-input-box input").first();
  await page.keyboard.press("F1");
  await input.fill(`>${title}`, { timeout: 5000 });
  const chosen = page.locator(".quick-input-list .monaco-list-row.focused", { hasText: title });
  await chosen.waitFor({ timeout: 10_000 });
  await input.press("Enter", { timeout: 5000 });
}

const quietBrowser = [
  ...["--disable-gpu", "--disable-quic", "--no-first-run"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
];
