import type { PlacedAxis } from "./parallel-data";

export type ParallelLine = { readonly run: string; readonly color: string; readonly strong: boolean };
type Spot = { readonly x: number; readonly y: number };

const SIDE = 70;
const TOP = 44;
const BOTTOM = 18;
const HEIGHT = 280;
const LEAST_GAP = 130;

/** Draws an axis for each thing that differs and a line for each run. Gives where each run's line goes, for the pointer. */
export function drawParallel(
  canvas: HTMLCanvasElement,
  room: number,
  axes: readonly PlacedAxis[],
  lines: readonly ParallelLine[],
  pointed: string | undefined,
): ReadonlyMap<string, readonly Spot[]> {
  const width = Math.max(room, 2 * SIDE + LEAST_GAP * (axes.length - 1));
  const scale = window.devicePixelRatio || 1;
  canvas.width = width * scale;
  canvas.height = HEIGHT * scale;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${HEIGHT}px`;
  const context = canvas.getContext("2d");
  if (!context) return new Map();
  context.scale(scale, scale);
  const x = (index: number) => (axes.length < 2 ? width / 2 : SIDE + (index * (width - 2 * SIDE)) / (axes.length - 1));
  const y = (place: number) => HEIGHT - BOTTOM - place * (HEIGHT - TOP - BOTTOM);
  const gap = axes.length < 2 ? width : x(1) - x(0);
  const spots = new Map(lines.map(({ run }) => [run, spotsOf(run, axes, x, y)] as const));
  for (const line of lines.toSorted((one, other) => weight(one, pointed) - weight(other, pointed)))
    drawLine(context, spots.get(line.run) ?? [], line, pointed);
  for (const [index, axis] of axes.entries()) drawAxis(context, axis, { x: x(index), y, gap });
  return spots;
}

function weight({ run, strong }: ParallelLine, pointed: string | undefined): number {
  return run === pointed ? 2 : Number(strong);
}

function spotsOf(
  run: string,
  axes: readonly PlacedAxis[],
  x: (index: number) => number,
  y: (place: number) => number,
): Spot[] {
  return axes.flatMap(({ places }, index) => {
    const place = places.get(run);
    return place === undefined ? [] : [{ x: x(index), y: y(place) }];
  });
}

function drawLine(
  context: CanvasRenderingContext2D,
  spots: readonly Spot[],
  line: ParallelLine,
  pointed: string | undefined,
) {
  const isPointed = line.run === pointed;
  context.globalAlpha = isPointed ? 1 : pointed ? 0.25 : line.strong ? 0.9 : 0.35;
  context.strokeStyle = line.color;
  context.fillStyle = line.color;
  context.lineWidth = isPointed || line.strong ? 2 : 1;
  context.beginPath();
  spots.forEach(({ x, y }, index) => {
    const before = spots[index - 1];
    const middle = before && (before.x + x) / 2;
    if (before && middle !== undefined) context.bezierCurveTo(middle, before.y, middle, y, x, y);
    else context.moveTo(x, y);
  });
  context.stroke();
  for (const { x, y } of spots) {
    context.beginPath();
    context.arc(x, y, isPointed || line.strong ? 3 : 2, 0, 2 * Math.PI);
    context.fill();
  }
  context.globalAlpha = 1;
}

type AxisPlace = { readonly x: number; readonly y: (place: number) => number; readonly gap: number };

function drawAxis(
  context: CanvasRenderingContext2D,
  { name, kind, ticks }: PlacedAxis,
  { x, y, gap }: AxisPlace,
): void {
  const style = getComputedStyle(document.body);
  const quiet = style.getPropertyValue("--vscode-descriptionForeground").trim() || style.color;
  context.strokeStyle = quiet;
  context.lineWidth = 1;
  context.globalAlpha = 0.5;
  context.beginPath();
  context.moveTo(x, y(0));
  context.lineTo(x, y(1));
  context.stroke();
  context.globalAlpha = 1;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.font = `${kind === "metric" ? 600 : 400} 12px ${style.fontFamily}`;
  context.fillStyle = style.color;
  context.fillText(fitted(context, name, gap - 12), x, 16);
  context.textAlign = "left";
  context.font = `11px ${style.fontFamily}`;
  for (const { at, text } of ticks) {
    const label = fitted(context, text, gap - 22);
    context.fillStyle = style.backgroundColor;
    context.globalAlpha = 0.75;
    context.fillRect(x + 6, y(at) - 8, context.measureText(label).width + 4, 16);
    context.globalAlpha = 1;
    context.fillStyle = quiet;
    context.fillText(label, x + 8, y(at));
  }
}

function fitted(context: CanvasRenderingContext2D, text: string, room: number): string {
  if (context.measureText(text).width <= room) return text;
  let length = text.length - 1;
  while (length > 1 && context.measureText(`${text.slice(0, length)}…`).width > room) length -= 1;
  return `${text.slice(0, length)}…`;
}

/** The run whose line passes within reach of a place. */
export function runAt(spots: ReadonlyMap<string, readonly Spot[]>, { x, y }: Spot): string | undefined {
  const distances = [...spots].map(([run, line]) => [run, distanceTo(line, x, y)] as const);
  const [nearest] = distances.sort(([, one], [, other]) => one - other);
  return nearest && nearest[1] < 12 ? nearest[0] : undefined;
}

function distanceTo(line: readonly Spot[], x: number, y: number): number {
  const at = line.findIndex((spot) => spot.x >= x);
  const [before, after] = [line[at - 1], line[at]];
  if (!before || !after)
    return Math.min(...line.map((spot) => Math.hypot(spot.x - x, spot.y - y)), Number.POSITIVE_INFINITY);
  const share = (x - before.x) / (after.x - before.x);
  const eased = share * share * (3 - 2 * share);
  return Math.abs(before.y + eased * (after.y - before.y) - y);
}
