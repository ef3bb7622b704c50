import { MessageChannel, Worker } from "node:worker_threads";
import type { PDFWorker } from "pdfjs-dist";

/** A thread in which PDF.js reads; `failed` rejects when it ends of itself. */
export type PdfThread = {
  readonly worker: PDFWorker;
  readonly failed: Promise<never>;
  end(): Promise<void>;
};

/** Megabytes. A paper with large pictures takes a tenth. */
const MOST_MEMORY = 1024;

/** `mostOperators`: of one page. The thread has nothing of our environment, and what PDF.js prints there nobody sees. */
export async function startPdfThread(mostOperators: number): Promise<PdfThread> {
  const { GlobalWorkerOptions, PDFWorker } = await import("pdfjs-dist");
  const { port1, port2 } = new MessageChannel();
  const thread = new Worker(PROGRAM, {
    ...{ eval: true, env: {}, execArgv: [], stdout: true, stderr: true },
    ...{ resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY } },
    ...{ workerData: { pdfjs: GlobalWorkerOptions.workerSrc, port: port2, mostOperators }, transferList: [port2] },
  });
  const failed = new Promise<never>((_, reject) => {
    thread.once("error", (cause) => reject(new Error(whyEnded(cause), { cause })));
    thread.once("exit", (code) => {
      if (code === TOO_MANY) reject(new Error(tooMany(mostOperators)));
    });
  });
  // Whoever reads hears of it, and perhaps nobody does.
  failed.catch(() => undefined);
  return {
    // What it takes for a browser's worker, whose ports these are like.
    worker: new PDFWorker({ port: port1 as unknown as null, verbosity: 0 }),
    failed,
    async end() {
      port1.close();
      await thread.terminate();
    },
  };
}

/** What the thread ends with when a page has too many operators: an error PDF.js would take for a damage, and give what it has. */
const TOO_MANY = 77;

/** `__operatorsRead` is called for every operator; see esbuild-pdfjs.mjs. */
const PROGRAM = `
const { pdfjs, port, mostOperators } = require("node:worker_threads").workerData;
globalThis.__operatorsRead = (many) => {
  if (many > mostOperators) process.exit(${TOO_MANY});
};
import(pdfjs).then(({ WorkerMessageHandler }) => {
  WorkerMessageHandler.initializeFromPort(port);
  port.start();
});
`;

function tooMany(most: number): string {
  return `a page of it draws with more than ${most / 1e6} million operators, as no paper does. Save that figure as a picture`;
}

function whyEnded(cause: unknown): string {
  return (cause as NodeJS.ErrnoException).code === "ERR_WORKER_OUT_OF_MEMORY"
    ? `it needs more than ${MOST_MEMORY / 1024} GB of memory. Save it anew, from its source`
    : (cause as Error).message;
}
