import type { Project } from "../engine/project";

export type OpenOptions = {
  /** Values of the settings by key, without the prefix `aiScientist.`. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly secrets: { apiKey(endpoint: string): Promise<string | undefined> };
  /** Folder of the bundles. */
  readonly dist: string;
  readonly log: (line: string) => void;
};

/** `dist/project.js`: the engine with the real world behind its ports. */
export interface ProjectBundle {
  openProject(folder: string, options: OpenOptions): Promise<Project>;
  newProject(folder: string, template: string, templates: string): Promise<void>;
  templateNames(templates: string): Promise<string[]>;
}

/** `dist/models.js`: what the views show, as pure functions. */
export type Models = typeof import("./models/models");

/** `dist/language-client.js` */
export type LanguageClientBundle = typeof import("./language-client");

/** Bundles that are loaded when they are needed first, so that activation stays short. */
export interface HeavyParts {
  project(): ProjectBundle;
  models(): Models;
  languageClient(): LanguageClientBundle;
  /** Folder of the bundles. */
  readonly dist: string;
  /** Variables of the process, for keys that stand there. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}
