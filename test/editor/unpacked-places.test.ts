import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { unpackedPlaces } from "../../src/editor/unpacked-places";

test("places are unpacked; what is torn or would fill the memory is none", async () => {
  const packed = new Uint8Array(gzipSync("SyncTeX Version:1\nInput:1:/größe/a.tex\n"));
  expect(await unpackedPlaces(packed)).toBe("SyncTeX Version:1\nInput:1:/größe/a.tex\n");
  expect(await unpackedPlaces(packed.subarray(0, 20))).toBeUndefined();
  expect(await unpackedPlaces(new Uint8Array())).toBeUndefined();
  expect(await unpackedPlaces(new Uint8Array(gzipSync(Buffer.alloc(1_000_000))), 999_999)).toBeUndefined();
});
