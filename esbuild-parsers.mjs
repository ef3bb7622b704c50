// Parsers that several bundles need, so that the package has each once, and of each what is used. See docs/decisions/0050.

/**
 * Of latex-utensils the parser for BibTeX: the one for LaTeX is ten times as large, and nobody calls it. The parser for Python
 * becomes one file in dist/ that the bundles require.
 */
export function sharedParsers() {
  return {
    name: "shared-parsers",
    setup(build) {
      const place = { namespace: "bibtex", path: "latex-utensils" };
      build.onResolve({ filter: /^latex-utensils$/ }, ({ resolveDir }) => ({ ...place, pluginData: resolveDir }));
      build.onLoad({ filter: /.*/, namespace: "bibtex" }, ({ pluginData }) => ({
        contents: 'export * as bibtexParser from "latex-utensils/out/src/bibtex/bibtex_parser.js";',
        resolveDir: pluginData,
      }));
      // The same grammar once more, with a protocol of how it was read.
      build.onResolve({ filter: /^\.\/bibtex_parser_trace$/ }, ({ resolveDir }) => ({
        path: `${resolveDir}/bibtex_parser_simple.js`,
      }));
      build.onResolve({ filter: /^@lezer\/python$/ }, ({ kind }) =>
        kind === "entry-point" ? undefined : { path: "./python-parser.js", external: true },
      );
    },
  };
}
