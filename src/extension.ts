import { join } from "node:path";
import type { ExtensionContext } from "vscode";
import { startEditor } from "./editor/start-editor";

/** VS Code starts here. Nothing heavy is loaded: the other bundles are required when they are used first. */
export function activate(context: ExtensionContext): void {
  const bundle = (name: string) => () => require(join(__dirname, `${name}.js`));
  const parts = {
    project: bundle("project"),
    models: bundle("models"),
    languageClient: bundle("language-client"),
    commands: bundle("commands"),
    experiments: bundle("experiments"),
    campaign: bundle("campaign"),
    writing: bundle("writing"),
    paper: bundle("paper"),
    dist: __dirname,
    environment: process.env,
  };
  context.subscriptions.push(startEditor(context, parts));
}
