import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { png } from "./png";

/** A picture with its record, as if it had been drawn: its vertical axis has no name, and its legend says `run_1`. */
export function drawFigure(folder: string, name: string, data: readonly { path: string; sha256: string }[] = []): void {
  const row = (colour: number) => [
    0,
    ...Array.from({ length: 240 }, (_, x) => (x % 40 < 4 ? [0, 90, colour] : [255, 255, 255])).flat(),
  ];
  const picture = png(
    240,
    Array.from({ length: 120 }, (_, y) => row(y)),
  );
  writeFileSync(join(folder, name), picture);
  const axis = (label: string) => ({ label, scale: "linear", ticks: "numbers", tickTexts: [] });
  const series = ["Baseline", "run_1"].map((label) => ({ kind: "line", label, marker: label, points: 9, inView: 9 }));
  const panel = { title: "", projection: "rectilinear", legend: ["Baseline", "run_1"], series };
  const sha256 = createHash("sha256").update(picture).digest("hex");
  const drawn = { path: name, sha256, inches: [5.5, 3], smallestText: { points: 9, text: "Step" }, data };
  const figures = [{ ...drawn, axes: [{ ...panel, x: axis("Step"), y: axis("") }] }];
  writeFileSync(join(folder, ".figures.json"), JSON.stringify({ format: 1, figures }));
}
