import type { Move } from "./move";
import { RECIPES } from "./recipes";
import { ROLES, type Role, roleOf } from "./roles";
import { type Setting, settingsIn, spoken, withValue } from "./settings";

/** Every move that these files allow, the most telling first. */
export function movesIn(files: Readonly<Record<string, string>>): Move[] {
  const programs = Object.entries(files).filter(([path]) => path.endsWith(".py"));
  const structural = programs.flatMap(([path, text]) =>
    RECIPES.flatMap((recipe) => (recipe.apply(text) === undefined ? [] : [{ ...recipe, path }])),
  );
  return [...structural, ...programs.flatMap(([path, text]) => settingMoves(path, text))];
}

function settingMoves(path: string, text: string): Move[] {
  const known = settingsIn(path, text).flatMap((setting) => {
    const role = roleOf(setting);
    return role ? [{ setting, role }] : [];
  });
  const rank = ({ role, setting }: { role: Role; setting: Setting }) => {
    const place = ROLES.indexOf(role);
    const buried = setting.form === "local" || setting.form === "keyword" ? 100 : 0;
    return (place < 0 ? 50 : place) + buried;
  };
  return known.sort((a, b) => rank(a) - rank(b)).flatMap(({ setting, role }) => variantsOf(path, setting, role));
}

function variantsOf(path: string, setting: Setting, role: Role): Move[] {
  const { name, value } = setting;
  const variants = role.variants(setting);
  return variants.map((variant, index) => ({
    topic: name.toLowerCase(),
    name: variant.name.slice(0, 60),
    path,
    change: `Set ${name} from ${value} to ${variant.value} in ${path}; nothing else changes.`,
    phrase: `the ${spoken(name)} set to ${bare(variant.value)} instead of ${bare(value)}`,
    mechanism: role.mechanism,
    expectation: index === 0 ? role.expectation : otherWay(variants[0]?.name ?? ""),
    words: [...new Set(`${spoken(name)} ${variant.value} ${role.id}`.toLowerCase().match(/[a-z]{3,}/g) ?? [])],
    apply: (text) => withSetting(text, path, name, variant.value),
    setting: { name: spoken(name), from: bare(value), to: bare(variant.value) },
    role: role.id,
  }));
}

/** What a second variant of a setting is expected to show. */
function otherWay(first: string): string {
  return `If the direction of the change is what matters, this one does the opposite of “${first}”; if both are worse, the present value is close to the best.`;
}

function bare(value: string): string {
  return value.replace(/^["']|["']$/g, "");
}

function withSetting(text: string, path: string, name: string, value: string): string | undefined {
  const setting = settingsIn(path, text).find((one) => one.name === name);
  return setting && withValue(text, setting, value);
}

/** The move that a planned or finished run describes: by its words, else by its name. */
export function moveNamed(moves: readonly Move[], change: string, name = ""): Move | undefined {
  return moves.find((move) => change.includes(move.change)) ?? moves.find((move) => move.name === name);
}

/** How well a move answers an idea: a named constant counts most, then how often its words occur. */
export function relevance(move: Move, idea: string): number {
  const text = idea.toLowerCase();
  const named = move.change.match(/\b[A-Za-z]\w*_\w+\b/g)?.some((word) => text.includes(word.toLowerCase())) ? 6 : 0;
  const exact = idea.includes(move.change) ? 20 : 0;
  const often = (word: string) => text.match(new RegExp(`\\b${word.replace(/s$/, "")}s?\\b`, "g"))?.length ?? 0;
  const words = move.words.reduce((sum, word) => sum + Math.min(3, often(word)), 0);
  return exact + named + words;
}
