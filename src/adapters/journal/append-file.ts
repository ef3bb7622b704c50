import { type FileHandle, open } from "node:fs/promises";

/**
 * A file that only grows, from `end` on. Each `append` is one write and on disk when it resolves; one that fails leaves nothing
 * behind. Calls wait for each other.
 */
export class AppendFile {
  private queue: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly handle: FileHandle,
    private end: number,
  ) {}

  /** `end` is where the good bytes end; what lies behind is cut off. */
  static async open(path: string, end: number): Promise<AppendFile> {
    const handle = await open(path, "r+");
    await handle.truncate(end);
    return new AppendFile(handle, end);
  }

  append(text: string): Promise<void> {
    const written = this.queue.then(() => this.write(Buffer.from(text)));
    this.queue = written.catch(() => undefined);
    return written;
  }

  /** Waits for what is being written. */
  async close(): Promise<void> {
    await this.queue;
    await this.handle.close();
  }

  private async write(bytes: Buffer): Promise<void> {
    try {
      for (let done = 0; done < bytes.length; ) {
        const { bytesWritten } = await this.handle.write(bytes, done, bytes.length - done, this.end + done);
        done += bytesWritten;
      }
      await this.handle.datasync();
      this.end += bytes.length;
    } catch (error) {
      await this.handle.truncate(this.end).catch(() => undefined);
      throw error;
    }
  }
}
