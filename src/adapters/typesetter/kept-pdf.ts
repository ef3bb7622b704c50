import { copyFile, rename, rm, stat, utimes } from "node:fs/promises";
import { besideLog, type Job } from "./job";

export type KeptPdf = { readonly forget: () => Promise<void>; readonly giveBack: () => Promise<void> };

/** TeX writes over a PDF as it goes. The last one is kept until there is another, for a run that is cut off leaves a torn one. */
export async function keptPdf(job: Job): Promise<KeptPdf> {
  const pdf = besideLog(job, "pdf");
  const copy = `${pdf}.before`;
  const before = await stat(pdf).catch(() => undefined);
  if (before) await copyFile(pdf, copy);
  return {
    forget: () => rm(copy, { force: true }),
    async giveBack() {
      await rm(pdf, { force: true });
      if (!before) return;
      await rename(copy, pdf);
      await utimes(pdf, before.atime, before.mtime);
    },
  };
}
