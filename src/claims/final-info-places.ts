/** A stretch of a text by its offsets. */
type Stretch = { readonly start: number; readonly end: number };

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/**
 * Where a `final_info.json` has the number that is read as this metric on this data set, in any of the shapes that templates
 * write. Undefined where it has none.
 */
export function placeOfMeasurement(json: string, dataset: string, metric: string): Stretch | undefined {
  return leavesIn(json).find(({ path: [first, ...rest] }) => {
    const keys = rest[0] === "means" ? rest.slice(1) : rest;
    return first === dataset && (keys.join(".") || "value").replace(/_mean$/, "") === metric;
  });
}

type Leaf = Stretch & { readonly path: readonly string[] };

/** Every number with the keys that lead to it; lists are passed over. Reads broken JSON as far as it goes. */
function leavesIn(json: string): Leaf[] {
  const leaves: Leaf[] = [];
  const path: string[] = [];
  let key: string | undefined;
  let lists = 0;
  for (const { 0: token, index } of json.matchAll(TOKEN)) {
    if (token === "[") lists++;
    else if (token === "]") lists--;
    else if (lists > 0 || token === ":" || token === ",") continue;
    else if (token === "{") {
      if (key !== undefined) path.push(key);
      key = undefined;
    } else if (token === "}") path.pop();
    else if (key === undefined) key = keyIn(token);
    else {
      leaves.push({ path: [...path, key], start: index, end: index + token.length });
      key = undefined;
    }
    if (token === "]" && lists === 0) key = undefined;
  }
  return leaves;
}

function keyIn(token: string): string {
  try {
    return String(JSON.parse(token));
  } catch {
    return token;
  }
}
