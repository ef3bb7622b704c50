import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { PATIENCE } from "./test/e2e/host/patience.mjs";

/** Python programs are text, as they are for the bundler. */
const pythonAsText = {
  name: "python-as-text",
  transform: (code: string, id: string) => (id.endsWith(".py") ? `export default ${JSON.stringify(code)}` : undefined),
};

/** The copy of PDF.js that is shipped, as the bundles have it. */
const resolve = { alias: { "pdfjs-dist": fileURLToPath(new URL("dist/pdfjs/pdf.mjs", import.meta.url)) } };

/** Three projects: `unit` needs nothing but Node and git, `real` needs TeX and PyTorch, `e2e` needs VS Code and Chromium. */
export default defineConfig({
  test: {
    projects: [
      {
        plugins: [pythonAsText],
        resolve,
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/real/**", "test/e2e/**"],
          // What hangs is found; what is slow because other work runs is not taken for it.
          testTimeout: 600_000,
          hookTimeout: 600_000,
          expect: { poll: { timeout: PATIENCE } },
          // Every core: by itself vitest leaves one free, which on two cores is half of them.
          maxWorkers: "100%",
        },
      },
      {
        plugins: [pythonAsText],
        resolve,
        test: {
          name: "real",
          include: ["test/real/**/*.test.ts"],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          fileParallelism: false,
          // As long as a window is waited for: a state that comes late on a slow machine comes all the same.
          expect: { poll: { timeout: PATIENCE } },
        },
      },
      {
        plugins: [pythonAsText],
        resolve,
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          testTimeout: 900_000,
          hookTimeout: 600_000,
          fileParallelism: false,
          // As long as a window is waited for: a state that comes late on a slow machine comes all the same.
          expect: { poll: { timeout: PATIENCE } },
        },
      },
    ],
  },
});
