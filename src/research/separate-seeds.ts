import * as z from "zod";

/** How a run's seeds can be measured apart, one in each process: what a cluster starts side by side. */
export const SeparateSeeds = z.object({
  variable: z
    .string()
    .regex(/^[A-Za-z_]\w*$/)
    .describe("The environment variable that tells the experiment its seeds: it is given one of them."),
  seeds: z
    .array(z.number().int())
    .min(2)
    .max(64)
    .refine((seeds) => new Set(seeds).size === seeds.length, "A seed is named twice.")
    .describe("The seeds, in the order in which the experiment measures them when it is not told any."),
});
export type SeparateSeeds = z.infer<typeof SeparateSeeds>;

/** `seed 1`, `seeds 0, 1 and 2` */
export function seedWords(seeds: readonly number[]): string {
  const last = seeds.at(-1);
  return seeds.length === 1 ? `seed ${last}` : `seeds ${seeds.slice(0, -1).join(", ")} and ${last}`;
}
