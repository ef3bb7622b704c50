import { createHash } from "node:crypto";
import { access, mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import writeFileAtomic from "write-file-atomic";

/** Keeps `text` below `folder` under its SHA-256 and resolves to that. The same text is kept once. */
export async function keepBlob(folder: string, text: string): Promise<string> {
  const hash = createHash("sha256").update(text).digest("hex");
  const path = blobPath(folder, hash);
  const known = await access(path).then(
    () => true,
    () => false,
  );
  if (known) return hash;
  await mkdir(dirname(path), { recursive: true });
  await writeFileAtomic(path, text);
  return hash;
}

/** Undefined when nothing is kept under `hash`, or it is no hash. */
export async function keptBlob(folder: string, hash: string): Promise<string | undefined> {
  if (!/^[0-9a-f]{64}$/.test(hash)) return undefined;
  return readFile(blobPath(folder, hash), "utf8").catch(() => undefined);
}

function blobPath(folder: string, hash: string): string {
  return join(folder, hash.slice(0, 2), hash);
}
