/** A question that the policy leaves to a person, where nobody sits. The idea waits; others go on. */
export class NeedsPerson extends Error {
  override readonly name = "NeedsPerson";
}
