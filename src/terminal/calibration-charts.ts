import type { Calibration } from "../research/calibration/calibration";
import type { RatedPaper } from "../research/calibration/rated-paper";
import { meanOf } from "../research/metrics";

const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT] = [480, 360, 56, 48, 36, 16];

type Axes = {
  readonly title: string;
  readonly x: { readonly label: string; readonly from: number; readonly to: number };
  readonly y: { readonly label: string; readonly from: number; readonly to: number };
};

/** The score that was measured: what its form calls it, and what can be given. */
export type MeasuredScore = { readonly name: string; readonly range: readonly [low: number, high: number] };

/** File name → SVG: the ROC curve, scores by decision, scores beside the humans', and the chance of acceptance. */
export function calibrationCharts(
  papers: readonly RatedPaper[],
  calibration: Calibration,
  score: MeasuredScore,
): Readonly<Record<string, string>> {
  return {
    "roc.svg": rocChart(calibration),
    "scores.svg": scoresChart(papers, score),
    "humans.svg": humansChart(papers, score),
    ...(calibration.chances ? { "chance.svg": chanceChart(calibration.chances, score) } : {}),
  };
}

function rocChart({ thresholds, auc, atDecision }: Calibration): string {
  const share = { from: 0, to: 1 };
  const title = `ROC curve of the score, area ${auc.value?.toFixed(3) ?? "unknown"}`;
  const axes = { title, x: { label: "False positive rate", ...share }, y: { label: "True positive rate", ...share } };
  const points = [
    ...thresholds.map((one) => [one.falsePositiveRate ?? 0, 1 - (one.falseNegativeRate ?? 0)] as const),
    [0, 0] as const,
  ];
  const own = atDecision && ([atDecision.falsePositiveRate ?? 0, 1 - (atDecision.falseNegativeRate ?? 0)] as const);
  return chart(axes, (place) => [
    polyline([place(0, 0), place(1, 1)], 'stroke="#999" stroke-dasharray="4 4"'),
    polyline(
      points.map(([x, y]) => place(x, y)),
      'stroke="#0072b2" stroke-width="2"',
    ),
    ...points.map(([x, y]) => dot(place(x, y), "#0072b2")),
    ...(own ? [dot(place(...own), "#d55e00", 5), text(place(...own), "own decision", "#d55e00")] : []),
  ]);
}

function scoresChart(papers: readonly RatedPaper[], { name, range: [low, high] }: MeasuredScore): string {
  const step = Math.max(1, Math.ceil((high - low) / 20));
  const scores = Array.from({ length: Math.floor((high - low) / step) + 1 }, (_, place) => low + place * step);
  const nearest = (overall: number) => low + step * Math.round((overall - low) / step);
  const share = (accepted: boolean, score: number) => {
    const some = papers.filter((paper) => paper.accepted === accepted);
    return some.filter(({ overall }) => nearest(overall) === score).length / Math.max(1, some.length);
  };
  const top = Math.max(0.1, ...scores.flatMap((score) => [share(true, score), share(false, score)]));
  const axes = {
    title: "Scores by human decision (blue: accepted, orange: rejected)",
    x: { label: `${escaped(name)}, rounded`, from: low - step / 2, to: high + step / 2 },
    y: { label: "Share of the papers", from: 0, to: top },
  };
  return chart(axes, (place) =>
    scores.flatMap((score) =>
      ([true, false] as const).map((accepted) => {
        const [from, to] = accepted ? [score - 0.4 * step, score] : [score, score + 0.4 * step];
        const [[left, upper], [right, lower]] = [place(from, share(accepted, score)), place(to, 0)];
        return `<rect x="${left}" y="${upper}" width="${round(right - left)}" height="${round(lower - upper)}" fill="${accepted ? "#0072b2" : "#d55e00"}"/>`;
      }),
    ),
  );
}

function humansChart(papers: readonly RatedPaper[], { name, range: [from, to] }: MeasuredScore): string {
  const given = papers.flatMap(({ ratings }) => ratings);
  const humans = { from: Math.min(1, ...given), to: Math.max(10, ...given) };
  const [low, high] = [Math.max(from, humans.from), Math.min(to, humans.to)];
  const axes = {
    title: "The reviewer beside the humans",
    x: { label: "Mean human rating", ...humans },
    y: { label: escaped(name), from, to },
  };
  return chart(axes, (place) => [
    ...(low < high ? [polyline([place(low, low), place(high, high)], 'stroke="#999" stroke-dasharray="4 4"')] : []),
    ...papers
      .filter(({ ratings }) => ratings.length > 0)
      .map(({ ratings, overall, accepted }) =>
        dot(place(meanOf(ratings), overall), accepted ? "#0072b2" : "#d55e00", 3, 0.4),
      ),
  ]);
}

function chanceChart(chances: NonNullable<Calibration["chances"]>, { name }: MeasuredScore): string {
  const axes = {
    title: "Chance of acceptance, with its 95 % interval",
    x: { label: escaped(name), from: chances[0]!.overall, to: chances.at(-1)!.overall },
    y: { label: "Chance", from: 0, to: 1 },
  };
  const band = chances.flatMap(({ overall, interval }) => (interval ? [{ overall, interval }] : []));
  return chart(axes, (place) => {
    const edge = [
      ...band.map(({ overall, interval }) => place(overall, interval[1])),
      ...band.reverse().map(({ overall, interval }) => place(overall, interval[0])),
    ];
    return [
      `<polygon points="${edge.join(" ")}" fill="#0072b2" opacity="0.2"/>`,
      polyline(
        chances.map(({ overall, chance }) => place(overall, chance)),
        'stroke="#0072b2" stroke-width="2"',
      ),
    ];
  });
}

type Place = readonly [number, number];

/** The frame with its axes and whatever is drawn in it; `place` turns values into points of the picture. */
function chart({ title, x, y }: Axes, draw: (place: (x: number, y: number) => Place) => readonly string[]): string {
  const place = (a: number, b: number): Place => [
    round(LEFT + ((a - x.from) / (x.to - x.from)) * (WIDTH - LEFT - RIGHT)),
    round(HEIGHT - BOTTOM - ((b - y.from) / (y.to - y.from)) * (HEIGHT - BOTTOM - TOP)),
  ];
  const ticks = [0, 0.25, 0.5, 0.75, 1];
  const along = ticks.map((share) => {
    const value = x.from + share * (x.to - x.from);
    return `<text x="${place(value, 0)[0]}" y="${HEIGHT - BOTTOM + 16}" text-anchor="middle">${round(value)}</text>`;
  });
  const up = ticks.map((share) => {
    const value = y.from + share * (y.to - y.from);
    return `<text x="${LEFT - 6}" y="${place(x.from, value)[1] + 4}" text-anchor="end">${round(value)}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="11" role="img">`,
    `<title>${title}</title><rect width="${WIDTH}" height="${HEIGHT}" fill="white"/>`,
    `<text x="${WIDTH / 2}" y="20" text-anchor="middle" font-size="13">${title}</text>`,
    `<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 10}" text-anchor="middle">${x.label}</text>`,
    `<text transform="translate(14 ${(TOP + HEIGHT - BOTTOM) / 2}) rotate(-90)" text-anchor="middle">${y.label}</text>`,
    ...along,
    ...up,
    polyline([place(x.from, y.to), place(x.from, y.from), place(x.to, y.from)], 'stroke="#333"'),
    ...draw(place),
    "</svg>\n",
  ].join("\n");
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
}

function polyline(points: readonly Place[], style: string): string {
  return `<polyline points="${points.join(" ")}" fill="none" ${style}/>`;
}

function dot([x, y]: Place, colour: string, radius = 3, opacity = 1): string {
  return `<circle cx="${x}" cy="${y}" r="${radius}" fill="${colour}" opacity="${opacity}"/>`;
}

function text([x, y]: Place, words: string, colour: string): string {
  return `<text x="${x + 8}" y="${y + 4}" fill="${colour}">${words}</text>`;
}

function round(value: number): number {
  return Math.round(100 * value) / 100;
}
