import type { Writer } from "../../engine/writer";
import type { OpenOptions } from "../open-project";
import { deskOutside } from "../outside-projects";
import { openWriter } from "./open-writer";

/** A co-author for papers that are in no project. `folder` is where their journals are kept; each paper has the cap of an idea. */
export function openWriterOutside(folder: string, options: OpenOptions): Writer {
  return openWriter({ ...deskOutside(folder, options), anywhere: true });
}
