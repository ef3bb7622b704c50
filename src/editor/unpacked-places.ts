/** Bytes. A book of a thousand pages has less. */
const MOST = 100_000_000;

/** The text that SyncTeX packed; undefined where it is torn, or would fill the memory. */
export async function unpackedPlaces(packed: Uint8Array<ArrayBuffer>, most = MOST): Promise<string | undefined> {
  const parts: string[] = [];
  const decoder = new TextDecoder();
  let size = 0;
  try {
    for await (const part of new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))) {
      size += part.length;
      if (size > most) return undefined;
      parts.push(decoder.decode(part, { stream: true }));
    }
  } catch {
    // Torn: there are no places, as where SyncTeX wrote none.
    return undefined;
  }
  return parts.join("") + decoder.decode();
}
