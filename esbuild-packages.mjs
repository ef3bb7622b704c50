// Packages that several bundles need become one file of dist/ each, and of a large one goes in what is used. See docs/decisions/0080.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/** Entries of dist/ that are packages, to be built together with the bundles that need them. */
export const sharedPackages = { zod: "zod", protocol: "vscode-languageserver-protocol/node" };

/** How the names of each entry of zod begin in dist/zod.js: `object` of zod and of zod/mini are two things. */
const PREFIX = { zod: "", "zod/mini": "mini_", "zod/v4/core": "core_" };

/** zod with the names that the sources use, in dist/zod.js: whole, it is four times as large. */
export function sharedZod() {
  return {
    name: "shared-zod",
    async setup(build) {
      const used = await usedNames();
      build.onResolve({ filter: /^zod(\/mini|\/v4\/core)?$/ }, ({ kind, path, namespace, resolveDir }) => {
        if (namespace === "zod") return undefined;
        return { path: kind === "entry-point" ? "all" : path, namespace: "zod", pluginData: resolveDir };
      });
      build.onLoad({ filter: /.*/, namespace: "zod" }, ({ path, pluginData }) => ({
        contents: path === "all" ? ofPackage(used) : ofBundle(path, used[path]),
        resolveDir: pluginData,
      }));
      build.onResolve({ filter: /^\.\/zod\.js$/, namespace: "zod" }, ({ path }) => ({ path, external: true }));
    },
  };
}

function ofPackage(used) {
  return Object.entries(used)
    .map(([entry, names]) => `export { ${names.map((name) => `${name} as ${PREFIX[entry]}${name}`)} } from "${entry}";`)
    .join("\n");
}

function ofBundle(entry, names) {
  return `export { ${names.map((name) => `${PREFIX[entry]}${name} as ${name}`)} } from "./zod.js";`;
}

/** Entry of zod → the values of it that the sources name: `z.object`, or `toDotPath` in an import. Types are no values. */
async function usedNames() {
  const texts = readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(join("src", name), "utf8"));
  const used = {};
  for (const entry of Object.keys(PREFIX)) {
    const values = await import(entry);
    const whole = texts.filter((text) => text.includes(`import * as z from "${entry}";`));
    const named = texts.flatMap((text) => text.match(new RegExp(`(?<=import \\{)[^}]*(?=\\} from "${entry}";)`)) ?? []);
    const names = [
      ...whole.flatMap((text) => text.match(/(?<=\bz\.)\w+(?!\.\$)\b/g) ?? []),
      ...named.flatMap((list) => list.match(/\w+/g)),
    ];
    used[entry] = [...new Set(names)].filter((name) => name in values).sort();
  }
  return used;
}

/** The protocol of language servers, which the editor's side and the server speak alike, in dist/protocol.js. */
export function sharedProtocol() {
  return {
    name: "shared-protocol",
    setup(build) {
      build.onResolve({ filter: /^vscode-languageserver-protocol(\/node)?$/ }, ({ kind }) =>
        kind === "entry-point" ? undefined : { path: "./protocol.js", external: true },
      );
    },
  };
}

/** The entry of dist/rules.js, to be built together with the bundles that judge papers. */
export const sharedRulesEntry = { rules: "rules-of-papers" };

/** Modules of theirs, and of neither another folder nor a package. */
const RULES = /^(?:claims|latex)[\\/]/;

/**
 * What judges papers (src/claims, src/latex), which the project and the language server need alike, in dist/rules.js: a third of
 * the one and nearly all of the other. A module that is imported from elsewhere stands there under its path.
 */
export function sharedRules() {
  return {
    name: "shared-rules",
    setup(build) {
      const rules = importedRules();
      build.onResolve({ filter: /^rules-of-papers$/ }, ({ path }) => ({ path, namespace: "rules" }));
      build.onLoad({ filter: /.*/, namespace: "rules" }, () => ({
        contents: rules
          .map((path) => `export * as ${JSON.stringify(path)} from ${JSON.stringify(`./${path}`)};`)
          .join("\n"),
        resolveDir: "src",
      }));
      build.onResolve({ filter: /^\.{1,2}\// }, ({ path, importer, resolveDir, namespace }) => {
        if (namespace !== "file" || RULES.test(relative("src", importer))) return undefined;
        const module = relative("src", join(resolveDir, path)).replaceAll("\\", "/");
        if (!RULES.test(module)) return undefined;
        return rules.includes(module)
          ? { path: module, namespace: "ruled" }
          : { errors: [{ text: `${module} is not shared.` }] };
      });
      build.onLoad({ filter: /.*/, namespace: "ruled" }, ({ path }) => ({
        contents: `module.exports = require("./rules.js")[${JSON.stringify(path)}];`,
      }));
      build.onResolve({ filter: /^\.\/rules\.js$/, namespace: "ruled" }, ({ path }) => ({ path, external: true }));
    },
  };
}

/** The modules among the rules that others import, by their paths in src/. */
function importedRules() {
  const others = readdirSync("src", { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".ts") && !RULES.test(name),
  );
  const imported = others.flatMap((name) => {
    const paths = readFileSync(join("src", name), "utf8").match(
      /(?<=^(?!import type ).*(?:from |import\()")\.[^"]+(?=")/gm,
    );
    return (paths ?? []).map((path) => join(dirname(name), path).replaceAll("\\", "/"));
  });
  return [...new Set(imported)].filter((path) => RULES.test(path)).sort();
}

/**
 * Of OpenAI's package the client and chat completions: what else its service offers is two thirds of it. The client names all of
 * it, so that what is left out stands there as a class that can do nothing.
 */
export function leanOpenAi() {
  return {
    name: "lean-openai",
    setup(build) {
      const leftOut =
        /^(azure|bedrock|helpers\/.*|lib\/(?!chat-completions\/).*|resources\/(?!chat\/|index\.|shared\.).*)\.mjs$/;
      build.onLoad({ filter: /[\\/]node_modules[\\/]openai[\\/].*\.mjs$/ }, ({ path }) => {
        const within = path
          .split(/[\\/]node_modules[\\/]openai[\\/]/)
          .at(-1)
          .replaceAll("\\", "/");
        return leftOut.test(within) ? { contents: empty(readFileSync(path, "utf8")), loader: "js" } : undefined;
      });
    },
  };
}

/** A module that gives the same names as another, and nothing behind them. */
function empty(text) {
  const declared = text.match(/(?<=^export (?:async )?(?:class|function\*?|const|let|var) )\w+/gm) ?? [];
  const listed = [...text.matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, list]) => list.split(","));
  const names = [...declared, ...listed.map((one) => one.split(" as ").at(-1).trim()).filter(Boolean)];
  return [...new Set(names)].map((name) => `export class ${name} {}`).join("\n");
}
