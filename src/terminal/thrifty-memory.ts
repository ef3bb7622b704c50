import { setFlagsFromString } from "node:v8";

/**
 * Many ideas at once make much that is used for a moment. V8 would let it lie in ever larger rooms; with small ones it takes a little
 * time more and half of the memory. To be called before much was made.
 */
export function useLittleMemory(): void {
  setFlagsFromString("--max-semi-space-size=4");
  setFlagsFromString("--semi-space-growth-factor=1");
  setFlagsFromString("--heap-growing-percent=30");
}
