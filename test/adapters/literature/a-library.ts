import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import { type LiteratureOptions, openLiterature } from "../../../src/adapters/literature/open-literature";
import type { SourceId } from "../../../src/adapters/literature/source";
import type { Clock } from "../../../src/engine/ports/clock";
import { LiteratureServer } from "../../fakes/literature-server";

/** Time that passes in the moment in which somebody waits for it, so that hours of patience are seconds; nothing else makes it pass. */
export class ImpatientClock implements Clock {
  time = Date.parse("2026-03-01T12:00:00Z");
  readonly waits: number[] = [];
  now = () => this.time;
  async sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.waits.push(milliseconds);
    this.time += milliseconds;
  }
}

/** All services on this machine, and an empty project, for each test of a file. */
export function aLibrary() {
  const server = new LiteratureServer();
  const here = { server, project: "", cache: "" };
  beforeEach(async () => {
    here.project = mkdtempSync(join(tmpdir(), "literature-"));
    here.cache = join(here.project, "the user's cache");
    await server.start();
  });
  afterEach(async () => {
    await server.stop();
    server.clear();
    rmSync(here.project, { recursive: true, force: true });
  });
  const open = (sources: SourceId[], more: Partial<LiteratureOptions> = {}) =>
    openLiterature({
      ...{
        project: here.project,
        cache: here.cache,
        sources,
        servers: server.servers,
        email: "",
        keys: {},
        clock: new ImpatientClock(),
      },
      ...more,
    });
  return Object.assign(here, { open });
}
