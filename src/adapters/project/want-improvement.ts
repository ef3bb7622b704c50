import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isRoundBegun } from "../../engine/stages/wish-for-improvement";
import { pointsOf } from "../../research/points-of-review";
import { Review } from "../../research/review";
import { readJournal } from "../journal/read-journal";
import { ProjectBroken } from "../read-template";
import { ideaFolder } from "./desk";
import { append, type MarkingDesk } from "./mark-run";

/** Keeps in the journal which points of the last review the paper is to be improved in, for when the idea's way is next walked. */
export async function wantImprovement(desk: MarkingDesk, slug: string, points: readonly string[]): Promise<void> {
  const folder = ideaFolder(desk.folder, slug);
  const reviews = await reviewsIn(folder);
  const last = reviews.at(-1);
  if (!last) throw new ProjectBroken("There is no review of this idea's paper yet whose points could be chosen.");
  if (points.length === 0) throw new ProjectBroken("Choose at least one point of the review.");
  const known = pointsOf(last).map(({ id }) => id);
  const unknown = points.filter((id) => !known.includes(id));
  if (unknown.length > 0)
    throw new ProjectBroken(
      `The last review of this paper has no point ${unknown.join(", ")}. Its points are: ${known.join(", ")}.`,
    );
  if (isRoundBegun(await readJournal(folder), reviews.length))
    throw new ProjectBroken(
      "The paper is being improved in the points of this review already. Choose again when it was reviewed anew.",
    );
  await append(desk, slug, { type: "improvement-wanted", round: reviews.length, points: [...points] });
}

/** The reviews of an idea's paper, in the order of its versions. */
export async function reviewsIn(folder: string): Promise<Review[]> {
  const reviews: Review[] = [];
  for (let round = 1; ; round++) {
    const name = round === 1 ? "review.json" : `review-${round}.json`;
    const text = await readFile(join(folder, name), "utf8").catch(() => undefined);
    const review = text === undefined ? undefined : reviewIn(text);
    if (!review) return reviews;
    reviews.push(review);
  }
}

function reviewIn(text: string): Review | undefined {
  try {
    return Review.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined; // Torn or edited by hand: it is no review any more.
  }
}
