/** A question that only a person may answer, where nobody sits. In a campaign the idea waits, and the others go on. */
export class NeedsPerson extends Error {
  override readonly name = "NeedsPerson";
}
