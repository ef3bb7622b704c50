// Bundles every entry point into dist/. `node esbuild.mjs --watch` rebuilds on change, `--production` minifies (packaging does).
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { build, context } from "esbuild";
import {
  leanOpenAi,
  sharedPackages,
  sharedProtocol,
  sharedRules,
  sharedRulesEntry,
  sharedZod,
} from "./esbuild-packages.mjs";
import { sharedParsers } from "./esbuild-parsers.mjs";
import { leanPdfjs, pdfjsBuild, sharedPdfjs } from "./esbuild-pdfjs.mjs";

const watch = process.argv.includes("--watch");
const minify = process.argv.includes("--production") || process.env.npm_lifecycle_event === "package";

/** Entry → file in dist/. The editor's first file is small; what is heavy is a file of its own, required on first use. */
const node = {
  models: "src/editor/models/models.ts",
  "language-client": "src/editor/language-client.ts",
  commands: "src/editor/commands.ts",
  experiments: "src/editor/experiments-panel.ts",
  campaign: "src/editor/campaign-panel.ts",
  writing: "src/editor/writing/writing.ts",
  paper: "src/editor/paper-panel.ts",
  supervise: "src/adapters/compute/supervise.ts",
  "python-parser": "@lezer/python",
  ...sharedPackages,
};

/** The bundles that judge papers, and what they share. */
const judging = {
  project: "src/adapters/open-project.ts",
  "language-server": "src/language-server/main.ts",
  ...sharedRulesEntry,
};

const shared = {
  bundle: true,
  // Names stay readable unless it is for shipping.
  minifyWhitespace: true,
  minifySyntax: true,
  minifyIdentifiers: minify,
  sourcemap: minify ? false : "linked",
  logLevel: "warning",
  legalComments: "none",
  outdir: "dist",
};

/** What a browser runs is always small: nobody reads it there, and everybody who opens the panel waits for it. */
const browser = { ...shared, minifyIdentifiers: true, platform: "browser" };

const forNode = {
  ...shared,
  platform: "node",
  target: "node22",
  format: "cjs",
  external: ["vscode"],
  plugins: [sharedPdfjs("."), sharedParsers(), sharedZod(), sharedProtocol(), leanOpenAi()],
  loader: { ".py": "text" },
  // A name that a shared package does not give is a fault of the build, never `undefined` for whoever runs it.
  logOverride: { "import-is-undefined": "error" },
  // Packages written as ES modules ask for their own address; in a CommonJS bundle it is the bundle's.
  // Some ask the navigator who it is, and VS Code's extension host has none to give.
  define: {
    "import.meta.url": "__bundleUrl",
    navigator: "__navigator",
    "globalThis.navigator": "__navigator",
  },
  banner: {
    js: 'const __bundleUrl = require("node:url").pathToFileURL(__filename).href; var __navigator = { platform: "", userAgent: "" };',
  },
};

/** A terminal may have any Node, and an older one stops at whatever it does not know, with a page of code. What is said before has to run in all of them. */
const OLDEST_NODE =
  'if (parseInt(process.versions.node, 10) < 22) { process.stderr.write("ai-scientist needs Node 22 or newer, and this is " + process.versions.node + ". Get one from https://nodejs.org, or call it with another: /path/to/node " + __filename + "\\n"); process.exit(3); }';

const options = [
  { ...shared, ...pdfjsBuild },
  {
    ...browser,
    entryPoints: { "webview/experiments": "src/webview/experiments/main.ts" },
    target: "chrome124",
    format: "iife",
  },
  {
    ...browser,
    entryPoints: { "webview/campaign": "src/webview/campaign/main.ts" },
    target: "chrome124",
    format: "iife",
  },
  {
    ...browser,
    entryPoints: { "webview/paper": "src/webview/paper/main.ts" },
    target: "chrome134",
    format: "esm",
    plugins: [sharedPdfjs(".."), leanPdfjs()],
  },
  { ...forNode, entryPoints: node },
  { ...forNode, entryPoints: judging, plugins: [...forNode.plugins, sharedRules()] },
  { ...forNode, entryPoints: { terminal: "src/headless.ts" } },
  {
    ...forNode,
    entryPoints: { headless: "src/start-terminal.ts" },
    external: ["./terminal.js"],
    banner: { js: `${OLDEST_NODE}\n${forNode.banner.js}` },
  },
  // The file that every window loads is in every build what is shipped.
  { ...forNode, entryPoints: { extension: "src/extension.ts" }, minifyIdentifiers: true },
];

for (const one of options) {
  if (watch) await (await context(one)).watch();
  else await build(one);
}

// Bundles of entries that are no more. The others were written over, so that whoever runs them meanwhile finds them.
for (const name of readdirSync("dist").filter((name) => /\.js(\.map)?$/.test(name))) {
  if (!(name.replace(/\.js(\.map)?$/, "") in { ...node, ...judging, extension: "", headless: "", terminal: "" }))
    rmSync(`dist/${name}`);
}

writeReadme();
await writeSchemas();

/** `dist/README.md`: what the package says of itself. VS Code shows pictures there from the web alone, and ours are files. */
function writeReadme() {
  const readme = readFileSync("README.md", "utf8");
  writeFileSync("dist/README.md", readme.replace(/^!\[[^\]]*\]\([^)]*\)\n\n/gm, ""));
}

/** `media/schemas/`: what the editor knows of a project's JSON files, made of the shapes that the code reads them with. */
async function writeSchemas() {
  const entry = { entryPoints: ["src/research/file-schemas.ts"], bundle: true, format: "esm", write: false };
  const { outputFiles } = await build({ ...entry, platform: "node", logLevel: "warning" });
  const code = Buffer.from(outputFiles[0].contents).toString("base64");
  const { fileSchemas } = await import(`data:text/javascript;base64,${code}`);
  mkdirSync("media/schemas", { recursive: true });
  for (const [name, schema] of Object.entries(fileSchemas()))
    writeFileSync(`media/schemas/${name.replace(".json", ".schema.json")}`, `${JSON.stringify(schema, null, 2)}\n`);
}
