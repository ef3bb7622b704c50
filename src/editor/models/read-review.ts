import { Review } from "../../research/review";

/** A published `review.json`, or undefined when it is none of ours. */
export function readReview(json: string): Review | undefined {
  try {
    return Review.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}
