import { mentioned } from "../mentions";
import type { Program } from "../program";
import type { Finding } from "../rule";

/** Looks at what its callers hold, among it the data that it is judged on. */
export function peeks(program: Program): Finding[] {
  return mentioned(program, [
    {
      names:
        /^(?:sys\.(?:_getframe|_current_frames|settrace|setprofile)|threading\.(?:settrace|setprofile)|inspect\.(?:currentframe|stack|trace|getouterframes|getinnerframes)|gc\.(?:get_objects|get_referrers|get_referents))$/,
      say: (name) =>
        `Looks into its callers with ${name}, where the data lie that a run is judged on. Training code is to see what it is given: reject this.`,
    },
  ]);
}
