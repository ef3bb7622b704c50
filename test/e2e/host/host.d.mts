import type { Browser, FrameLocator, Page } from "playwright-core";

export interface ServerOptions {
  /** Folders of extensions to side-load, in production mode. */
  extensions?: readonly string[];
  /** .vsix files to install first, as a user does. */
  packages?: readonly string[];
  /** User settings on top of the quiet ones. */
  settings?: Readonly<Record<string, unknown>>;
  /** True asks about workspace trust as VS Code does; false (default) trusts every folder. */
  trust?: boolean;
  /** Unlocks `extensionDevelopmentPath` and `extensionTestsPath` in the payload of `url`. */
  driver?: boolean;
  /** 0 (default) takes a free one; so does a port that somebody has. */
  port?: number;
  /** Without it everybody who has an account on this machine is let in. */
  password?: string;
  /** A folder for what VS Code remembers; without it a new one, which `stop` deletes. */
  profile?: string;
  /** More environment for the server and so for the extension host. */
  env?: Readonly<Record<string, string>>;
}

export interface Server {
  port: number;
  /** The folder of the profile: `User/settings.json`, logs, storage. */
  user: string;
  /** The server's log file. */
  log: string;
  /** The address that opens `folder`; `payload` is VS Code's own list of [name, value] pairs. */
  url(folder: string, payload?: readonly (readonly [string, string])[]): string;
  /** Settles when the server has ended, for whatever reason. */
  ended: Promise<unknown>;
  /** Ends the server and deletes its temporary profile. */
  stop(): Promise<void>;
}

export { LONG_PATIENCE, PATIENCE } from "./patience.mjs";

export function startServer(options?: ServerOptions): Promise<Server>;
export function launchBrowser(): Promise<Browser>;
export function webview(page: Page, extensionId: string): FrameLocator;
export function command(page: Page, title: string): Promise<void>;
