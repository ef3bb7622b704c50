import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { ReviewerCalibration } from "../research/calibration/acceptance";
import { type Settings, SettingsWrong } from "./settings";

/** The calibration that `paper.calibration` names, from the project's folder; undefined when none is named. */
export async function readCalibration(settings: Settings, folder: string): Promise<ReviewerCalibration | undefined> {
  const named = settings["paper.calibration"];
  if (named === "") return undefined;
  const path = resolve(folder, named);
  const wrong = (why: string) =>
    new SettingsWrong(
      `The setting “paper.calibration” names ${path}, ${why}. “ai-scientist calibrate --save” makes such a file.`,
    );
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw wrong(error.code === "ENOENT" ? "which is not there" : `which cannot be read: ${error.message}`);
  });
  const read = ReviewerCalibration.safeParse(jsonOrNothing(text));
  if (!read.success) throw wrong("which is no calibration of a reviewer");
  return read.data;
}

function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
