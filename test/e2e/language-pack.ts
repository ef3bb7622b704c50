import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Makes a profile that never ran speak `language`, as VS Code leaves it when a language pack was installed and chosen: the list
 * of packs, and the choice. The pack has no sentence of the workbench's own, so that what is not English is ours.
 */
export function speakIn(language: string, profile: string): void {
  const user = join(profile, "user");
  mkdirSync(join(user, "User"), { recursive: true });
  const words = join(profile, "main.i18n.json");
  writeFileSync(words, JSON.stringify({ version: "1.0.0", contents: {} }));
  const extensions = [{ extensionIdentifier: { id: "test.language-pack" }, version: "1.0.0" }];
  const pack = { hash: "no-sentence", label: language, extensions, translations: { vscode: words } };
  writeFileSync(join(user, "languagepacks.json"), JSON.stringify({ [language]: pack }));
  // The server asks here first; without the file it takes English, whatever the browser says.
  writeFileSync(join(user, "User/argv.json"), JSON.stringify({ locale: language }));
}
