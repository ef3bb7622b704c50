import { Settings } from "./settings";

/** Settings from `AI_SCIENTIST_…` variables: text becomes a number, a boolean or JSON where the setting is one. */
export function settingsFromEnvironment(
  variables: Readonly<Record<string, string | undefined>>,
): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const key of Object.keys(Settings.shape)) {
    const text = variables[variableOf(key)];
    if (text !== undefined && text !== "") found[key] = parsedAs(text, key);
  }
  if (variables.OPENAI_BASE_URL && found["model.baseUrl"] === undefined)
    found["model.baseUrl"] = variables.OPENAI_BASE_URL;
  return found;
}

/** `paper.minReferences` → `AI_SCIENTIST_PAPER_MIN_REFERENCES` */
export function variableOf(key: string): string {
  return `AI_SCIENTIST_${key
    .replaceAll(".", "_")
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toUpperCase()}`;
}

function parsedAs(text: string, key: string): unknown {
  if (typeof Settings.parse({})[key as keyof Settings] === "string") return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
