import { join } from "node:path";
import type { Review } from "../research/review";
import { readText } from "./find-project";
import type { Models } from "./heavy-parts";

/** The reviews of an idea's paper as they lie beside its journal, and where the points of the last one are in its source. */
export class PaperReviews {
  reviews: readonly Review[] = [];
  lines: ReadonlyMap<string, number> = new Map();
  #placed = "";

  constructor(
    private readonly folder: string,
    private readonly models: Models,
  ) {}

  /** Places are looked for again only for another text or review: it takes a while, and is asked for at every event. */
  async read(source: string): Promise<void> {
    this.reviews = await this.#all();
    const last = this.reviews.at(-1);
    const key = `${source}\n${JSON.stringify(last?.form)}`;
    if (key === this.#placed) return;
    this.#placed = key;
    this.lines = this.models.linesOfPoints(source, last);
  }

  /** One for each version of the paper, as far as they are there. */
  async #all(): Promise<Review[]> {
    const reviews: Review[] = [];
    for (let round = 1; ; round++) {
      const text = await readText(join(this.folder, round === 1 ? "review.json" : `review-${round}.json`));
      const review = text && this.models.readReview(text);
      if (!review) return reviews;
      reviews.push(review);
    }
  }
}
