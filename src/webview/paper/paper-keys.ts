const ACTIONS = {
  "+": "zoom-in",
  "=": "zoom-in",
  "-": "zoom-out",
  w: "fit-width",
  p: "fit-page",
  n: "next-page",
  ArrowRight: "next-page",
  ArrowLeft: "previous-page",
  b: "previous-page",
  d: "dark",
} as const;

export type KeyAction = (typeof ACTIONS)[keyof typeof ACTIONS] | "find" | "find-next" | "find-previous" | "back";

/** What a key means in the panel; nothing while a text is typed, but F3 and Ctrl+F. */
export function keyAction(event: KeyboardEvent): KeyAction | undefined {
  const { key, ctrlKey, metaKey, altKey, shiftKey, target } = event;
  if ((ctrlKey || metaKey) && key.toLowerCase() === "f") return "find";
  if (key === "F3") return shiftKey ? "find-previous" : "find-next";
  if (altKey && key === "ArrowLeft") return "back";
  if (ctrlKey || metaKey || altKey || (target instanceof Element && target.matches("input, select, button")))
    return undefined;
  return key in ACTIONS ? ACTIONS[key as keyof typeof ACTIONS] : undefined;
}
