import type { Calibration } from "../research/calibration/calibration";
import type { RatedPaper } from "../research/calibration/rated-paper";
import { meanOf } from "../research/metrics";

const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT] = [480, 360, 56, 48, 36, 16];

type Axes = {
  readonly title: string;
  readonly x: { readonly label: string; readonly from: number; readonly to: number };
  readonly y: { readonly label: string; readonly from: number; readonly to: number };
};

/** File name → SVG: the ROC curve, scores by decision, scores beside the humans', and the chance of acceptance. */
export function calibrationCharts(
  papers: readonly RatedPaper[],
  calibration: Calibration,
): Readonly<Record<string, string>> {
  return {
    "roc.svg": rocChart(calibration),
    "scores.svg": scoresChart(papers),
    "humans.svg": humansChart(papers),
    ...(calibration.chances ? { "chance.svg": chanceChart(calibration.chances) } : {}),
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

function scoresChart(papers: readonly RatedPaper[]): string {
  const scores = Array.from({ length: 10 }, (_, place) => place + 1);
  const share = (accepted: boolean, score: number) => {
    const some = papers.filter((paper) => paper.accepted === accepted);
    return some.filter(({ overall }) => Math.round(overall) === score).length / Math.max(1, some.length);
  };
  const top = Math.max(0.1, ...scores.flatMap((score) => [share(true, score), share(false, score)]));
  const axes = {
    title: "Scores by human decision (blue: accepted, orange: rejected)",
    x: { label: "Overall, rounded", from: 0.5, to: 10.5 },
    y: { label: "Share of the papers", from: 0, to: top },
  };
  return chart(axes, (place) =>
    scores.flatMap((score) =>
      ([true, false] as const).map((accepted) => {
        const [from, to] = accepted ? [score - 0.4, score] : [score, score + 0.4];
        const [[left, upper], [right, lower]] = [place(from, share(accepted, score)), place(to, 0)];
        return `<rect x="${left}" y="${upper}" width="${round(right - left)}" height="${round(lower - upper)}" fill="${accepted ? "#0072b2" : "#d55e00"}"/>`;
      }),
    ),
  );
}

function humansChart(papers: readonly RatedPaper[]): string {
  const scale = { from: 1, to: 10 };
  const axes = {
    title: "The reviewer beside the humans",
    x: { label: "Mean human rating", ...scale },
    y: { label: "Overall", ...scale },
  };
  return chart(axes, (place) => [
    polyline([place(1, 1), place(10, 10)], 'stroke="#999" stroke-dasharray="4 4"'),
    ...papers
      .filter(({ ratings }) => ratings.length > 0)
      .map(({ ratings, overall, accepted }) =>
        dot(place(meanOf(ratings), overall), accepted ? "#0072b2" : "#d55e00", 3, 0.4),
      ),
  ]);
}

function chanceChart(chances: NonNullable<Calibration["chances"]>): string {
  const axes = {
    title: "Chance of acceptance, with its 95 % interval",
    x: { label: "Overall", from: 1, to: 10 },
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
