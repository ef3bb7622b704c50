import { beforeEach, onTestFailed } from "vitest";
import type { Window } from "./workbench";

/**
 * Each test of the `describe` around it goes on where the one before stopped: after one that failed the others are skipped, and
 * `test-results/e2e/<name>-stopped-here.png` has the window as it stood.
 */
export function scenario(name: string, window: () => Window | undefined): void {
  let broken = false;
  beforeEach((context) => {
    if (broken) context.skip("the scenario stopped before");
    onTestFailed(async () => {
      broken = true;
      await window()?.shot(`${name}-stopped-here`);
    });
  });
}
