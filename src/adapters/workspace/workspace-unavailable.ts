/** Why no idea can be worked on in this project. `message` is a sentence that says what to do. */
export class WorkspaceUnavailable extends Error {
  override readonly name = "WorkspaceUnavailable";
}
