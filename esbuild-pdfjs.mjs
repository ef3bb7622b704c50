// PDF.js for dist/pdfjs/, once for the reader of papers (Node) and for the panel that shows them (a browser). See docs/decisions/0049.
import { readFileSync } from "node:fs";

/** Parts of PDF.js that nobody here uses, by the names of its own source files, and what stands for them where they are named. */
const LEFT_OUT = {
  "pdf.mjs": {
    sections: /^\.\/src\/display\/(editor\/|xfa_layer)/,
    instead: "class AnnotationEditor {}",
    notGiven: ["AnnotationEditorLayer", "AnnotationEditorUIManager", "ColorPicker", "SignatureExtractor", "XfaLayer"],
  },
  "pdf.worker.mjs": {
    // Forms made of XML, splitting and merging files, and streams packed with Brotli, which no PDF of TeX has: a third of the whole.
    sections: /^\.\/(external\/brotli\/|src\/core\/(xfa|editor\/|\w+_factors|liberationsans_widths))/,
    instead: [
      "class XFAFactory { static getRichTextAsHtml() { return null; } }",
      "class PDFEditor {}",
      "function getXfaFontName() { return null; }",
      "function getXfaFontDict() { return null; }",
      'function BrotliDecode() { throw new Error("Streams packed with Brotli are not read."); }',
    ].join("\n"),
    notGiven: [],
  },
  "pdf_viewer.mjs": {
    // Its own translations (the panel has the editor's) and what belongs to the parts above.
    sections:
      /@fluent|cached-iterable|^\.\/web\/(generic)?(l10n|scripting)|editor_layer|draw_layer|xfa_layer|scripting_manager/,
    instead: [
      "class genericl10n_GenericL10n {}",
      "class AnnotationEditorLayerBuilder {}",
      "class DrawLayerBuilder {}",
      "class XfaLayerBuilder {}",
    ].join("\n"),
    notGiven: ["genericl10n_GenericL10n as GenericL10n", "PDFScriptingManagerComponents as PDFScriptingManager"],
  },
};

/** Lines that assume a browser (or, in Electron, Node's absence): each must be there exactly once. */
const CHANGED = {
  "pdf.mjs": [
    [/^const isNodeJS = .*$/m, "const isNodeJS = __isNode;"],
    [/^const SCALE_MATRIX = new DOMMatrix\(\);$/m, "const SCALE_MATRIX = __isNode ? undefined : new DOMMatrix();"],
    [/^if \(isNodeJS\) \{\s+warn\("Please use the `legacy`.*\n\}$/m, ""],
    [
      /GlobalWorkerOptions\.workerSrc \|\|= "\.\/pdf\.worker\.mjs";/,
      'GlobalWorkerOptions.workerSrc ||= new URL("./pdf.worker.mjs", import.meta.url).href;',
    ],
    [/^\{\s+globalThis\._pdfjsTestingUtils = [\s\S]*?^\}$/m, ""],
    [/^globalThis\.pdfjsLib = \{[\s\S]*?^\};$/m, ""],
  ],
  "pdf.worker.mjs": [
    [/^const isNodeJS = .*$/m, "const isNodeJS = __isNode;"],
    // Whoever starts it may count the operators of a page; see docs/decisions/0090.
    [
      /(?<=^class TimeSlotManager \{[\s\S]{1,200}?)^ {2}check\(\) \{$/m,
      "  asked = 0;\n  check() {\n    globalThis.__operatorsRead?.(++this.asked);",
    ],
  ],
  "pdf_viewer.mjs": [
    [/^const \{([^}]*)\} = globalThis\.pdfjsLib;$/m, 'import * as pdfjsLib from "pdfjs-dist";\nconst {$1} = pdfjsLib;'],
    [/^globalThis\.pdfjsViewer = \{[\s\S]*?^\};$/m, ""],
  ],
};

/** What the oldest VS Code that we run in does not have yet, as the standard says, or for PDF.js alone. */
const YOUNGER = `/* PDF.js, Copyright Mozilla Foundation, Apache License 2.0 (apache.org/licenses/LICENSE-2.0), without the parts for forms and editing. */
const __isNode = typeof process === "object" && process + "" === "[object process]";
const __navigator = __isNode ? { platform: "", userAgent: "" } : globalThis.navigator;
const __sum = (numbers) => { let sum = 0; for (const one of numbers) sum += one; return sum; };
const __try = (run, ...given) => new Promise((resolve) => resolve(run(...given)));
const __escape = (text) => text.replace(/[.*+?^$\\{\\}()|[\\]\\\\/-]/g, "\\\\$&");
const __method = (type, name, value) => name in type.prototype || Object.defineProperty(type.prototype, name, { value, writable: true, configurable: true });
for (const type of [Map, WeakMap])
  __method(type, "getOrInsertComputed", function (key, make) { if (!this.has(key)) this.set(key, make(key)); return this.get(key); });
__method(Uint8Array, "toHex", function () { return Array.from(this, (byte) => byte.toString(16).padStart(2, "0")).join(""); });
__method(Uint8Array, "toBase64", function () { let text = ""; for (const byte of this) text += String.fromCharCode(byte); return btoa(text); });
`;

/** Options of the build that gives dist/pdfjs/pdf.mjs and, beside it, pdf.worker.mjs. */
export const pdfjsBuild = {
  entryPoints: { "pdfjs/pdf": "pdfjs-dist/build/pdf.mjs", "pdfjs/pdf.worker": "pdfjs-dist/build/pdf.worker.mjs" },
  outExtension: { ".js": ".mjs" },
  format: "esm",
  platform: "browser",
  target: ["chrome134", "node22"],
  minify: true,
  sourcemap: false,
  define: {
    navigator: "__navigator",
    "globalThis.navigator": "__navigator",
    "Math.sumPrecise": "__sum",
    "Promise.try": "__try",
    "RegExp.escape": "__escape",
  },
  banner: { js: YOUNGER },
  plugins: [leanPdfjs()],
};

/** Makes an import of PDF.js one of the copy in dist/pdfjs/, `to` being the way there from the bundle. */
export function sharedPdfjs(to) {
  return {
    name: "shared-pdfjs",
    setup(build) {
      build.onResolve({ filter: /^pdfjs-dist$/ }, () => ({ path: `${to}/pdfjs/pdf.mjs`, external: true }));
    },
  };
}

/** Leaves out of PDF.js's files what is not used. Fails when a file is not as it was when this was written. */
export function leanPdfjs() {
  return {
    name: "lean-pdfjs",
    setup(build) {
      build.onLoad({ filter: /pdfjs-dist[\\/](build|web)[\\/]pdf[._\w]*\.mjs$/ }, ({ path }) => {
        const name = path.split(/[\\/]/).at(-1);
        return { contents: changed(name, without(name, readFileSync(path, "utf8"))), loader: "js" };
      });
    },
  };
}

function without(name, text) {
  const left = LEFT_OUT[name];
  if (!left) return text;
  const [head, ...sections] = text.split(/^(?=;\/\/ \.\/)/m);
  const kept = sections.filter((section) => !left.sections.test(/^;\/\/ (\S+)/.exec(section)[1]));
  if (kept.length === sections.length)
    throw new Error(`${name}: nothing of PDF.js was left out; its files have changed.`);
  const given = (list) => list.split(",").filter((one) => !left.notGiven.includes(one.trim()));
  return [head, left.instead, "\n", ...kept]
    .join("")
    .replace(/^export \{([^}]*)\};$/m, (_, list) => `export {${given(list).join(",")} };`);
}

function changed(name, text) {
  return (CHANGED[name] ?? []).reduce((now, [from, to]) => {
    if (!from.test(now)) throw new Error(`${name}: ${from} is not there; PDF.js has changed.`);
    return now.replace(from, to);
  }, text);
}
