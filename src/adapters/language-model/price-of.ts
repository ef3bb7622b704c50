import type { Price } from "../../research/usage";
import { isLoopback } from "./is-loopback";
import { listPrice } from "./prices";

/**
 * What a model costs: as the researcher set it, under either name, else as its endpoint said, else the list price, else nothing
 * where the endpoint is on this machine. Undefined when nobody knows. `name` is as the researcher wrote it, `id` as the endpoint knows it.
 */
export function priceOf(
  { name, id, baseUrl }: { readonly name: string; readonly id: string; readonly baseUrl: string },
  own: Readonly<Record<string, Price>>,
  said?: Price,
): Price | undefined {
  const set = [id, name].find((key) => Object.hasOwn(own, key));
  if (set !== undefined) return own[set];
  return said ?? listPrice(id) ?? (isLoopback(baseUrl) ? FREE : undefined);
}

const FREE: Price = { input: 0, cachedInput: 0, output: 0 };
