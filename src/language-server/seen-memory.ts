import { SeenResults } from "../research/seen-results";
import { KeptByName } from "./kept-by-name";

/** Folders that are kept. */
const MOST_FOLDERS = 40;

/** What was seen of the results of each folder, so that a number that was right when it was written is known as such after its run was made again. */
export class SeenMemory extends KeptByName<SeenResults> {
  constructor() {
    super(SeenResults, MOST_FOLDERS);
  }
}
