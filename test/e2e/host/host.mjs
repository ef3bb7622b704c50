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
  const focused = page.locator(".quick-input-list .monaco-list-row.focused");
  await page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first().waitFor({ timeout: 10_000 });
  // VS Code may put a command of a longer name first (“Browse Color Themes in Marketplace” before “Color Theme”).
  for (let rows = 0; rows < 10; rows++) {
    const found = await focused
      .filter({ hasText: title })
      .waitFor({ timeout: 1000 })
      .then(
        () => true,
        () => false,
      );
    if (found) return input.press("Enter", { timeout: 5000 });
    await input.press("ArrowDown", { timeout: 5000 });
  }
  throw new Error(`The command palette does not come to “${title}”.`);
}

const quietBrowser = [
  ...["--disable-gpu", "--disable-quic", "--no-first-run"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
];
