import type { Environment } from "../../research/environment";
import type { Case } from "../case";
import type { Evidence } from "../evidence";
import { hasToken } from "../look-up";
import { sourceSpan } from "../paper-text";
import type { PrintedNumber } from "../printed-number";
import { isOfOthers, isOfOtherWork, isOfSetup } from "../sections";
import type { Sentence } from "../sentence";
import type { Verdict } from "../verdict";

/** How papers call packages and what they are recorded as. */
const SOFTWARE: readonly (readonly [string, readonly string[]])[] = [
  ["PyTorch|torch", ["torch", "pytorch"]],
  ["TensorFlow", ["tensorflow", "tensorflow-gpu"]],
  ["JAX", ["jax"]],
  ["Keras", ["keras"]],
  ["NumPy", ["numpy"]],
  ["SciPy", ["scipy"]],
  ["scikit-learn|sklearn", ["scikit-learn", "sklearn"]],
  ["Transformers|Hugging\\s?Face Transformers", ["transformers"]],
  ["Matplotlib", ["matplotlib"]],
  ["pandas", ["pandas"]],
  ["Python", ["python"]],
  ["CUDA", ["cuda"]],
  ["cuDNN", ["cudnn", "nvidia-cudnn-cu12"]],
  ["Ubuntu|Debian|CentOS|Windows|macOS", ["os"]],
];
const VERSIONED = new RegExp(
  `(?<![\\p{L}\\d-])(${SOFTWARE.map(([names]) => names).join("|")})[\\s\\u2009~]*(?:\\uE000\\s*)?(?:\\(?\\s*(?:version|ver\\.?|v\\.?|release)\\s*)?v?(\\d{1,4}(?:\\.\\d+){0,3})(?:\\+\\w+)?(?![\\d%\\p{L}])`,
  "giu",
);
/** Any package with a version of several parts. */
const OTHER =
  /(?<![\p{L}\d-])([A-Za-z][\w-]+)[\s\u2009~]+(?:\(?(?:version|v\.?)\s*)?v?(\d{1,4}(?:\.\d+){1,3})(?![\d%\p{L}])/gu;
const IMPLEMENTED =
  /\b(?:implement\w*|built|written|coded|developed|trained|conducted|performed|run|ran|us(?:e|es|ed|ing))\b/i;
const framework = (name: string, coded: RegExp) => ({
  name,
  coded,
  said: new RegExp(
    `(?:\\b(?:implement\\w*|built|written|coded|developed|trained|conducted|performed|run|ran)\\b[^.;]{0,40}?\\b(?:in|with|using|on)|\\bus(?:e|es|ed|ing)(?:\\s[^.;,]{0,40}?\\band)?)\\s+${name}(?![\\p{L}\\d])`,
    "gu",
  ),
});
const FRAMEWORKS = [
  framework("TensorFlow", /^(?:tensorflow|tf)$/),
  framework("JAX", /^(?:jax|flax)$/),
  framework("Keras", /^keras$/),
  framework("PyTorch Lightning", /^(?:lightning|pytorch_lightning|pl)$/),
  framework("PyTorch", /^(?:torch|nn)$/),
];

/** Judges versions of software by what the runs recorded, and frameworks by what the code imports. */
export function judgeVersions(one: Case, sentence: Sentence): Verdict[] {
  if (isOfOtherWork(sentence.passage.section)) return [];
  return [
    ...versions(one, sentence),
    ...(isOfOthers(sentence) && !isOfSetup(sentence) ? [] : frameworks(one, sentence)),
  ];
}

function versions(one: Case, { text, prose }: Sentence): Verdict[] {
  const names = new Set(one.evidence.environments.flatMap(({ packages }) => Object.keys(packages)));
  const others = [...text.matchAll(OTHER)].filter(([, name = ""]) => names.has(name.toLowerCase()));
  const known = [...text.matchAll(VERSIONED)];
  const further = others.filter(({ index }) => !known.some((match) => match.index === index));
  return [...known, ...further].map((match) => {
    const [words, name = "", version = ""] = match;
    const recorded = versionsIn(one.evidence.environments, name);
    const start = match.index + words.lastIndexOf(version);
    const place = { about: "fact" as const, ...sourceSpan(prose, start, start + version.length) };
    if (recorded.some((known) => isVersionOf(version, known)) || isVersionInNotes(one.evidence, name, version))
      return { kind: "supported", ...place, message: "" };
    if (recorded.length === 0) return { kind: "not-found", ...place, message: `No run recorded a version of ${name}.` };
    const [latest] = recorded;
    return {
      kind: "contradicted",
      ...place,
      message: `The runs recorded ${name} ${recorded.join(", ")}, not ${version}.`,
      evidence: `env.json: ${name} ${recorded.join(", ")}`,
      ...(recorded.length === 1 && latest && { correction: latest.replace(/\+.*$/, "") }),
    };
  });
}

/** Whether a number stands behind the name of a package that was recorded. */
export function isVersion({ evidence }: Case, { text }: Sentence, { start }: PrintedNumber): boolean {
  const name = /([A-Za-z][\w-]+)\s+v?$/.exec(text.slice(Math.max(0, start - 30), start))?.[1]?.toLowerCase();
  return name !== undefined && evidence.environments.some(({ packages }) => name in packages);
}

/** The versions that stand behind the name of a package in notes or lists of requirements. */
export function versionsInNotes({ notes }: Pick<Evidence, "notes">, name: string): string[] {
  const names = [name.trim().toLowerCase(), ...keysOf(name)].map((one) => one.replace(/[^\w\s-]/g, "."));
  const pattern = new RegExp(
    `(?<![\\w-])(?:${names.join("|")})(?:\\s+v?|==\\s*|\\s+version\\s+)(\\d+(?:\\.\\d+){1,3})`,
    "gi",
  );
  return [...new Set([...notes.matchAll(pattern)].map(([, version]) => version!))];
}

function keysOf(name: string): readonly string[] {
  return SOFTWARE.find(([names]) => new RegExp(`^(?:${names})$`, "i").test(name))?.[1] ?? [name.toLowerCase()];
}

/** The versions of a package, of Python, of CUDA or of the system that the runs recorded, by what a paper calls it. */
export function versionsIn(environments: readonly Environment[], name: string): string[] {
  const keys = keysOf(name);
  const found = environments.flatMap(({ packages, python, cuda, torchCuda, os }) =>
    keys.flatMap((key) => {
      if (key === "python") return python ?? [];
      if (key === "cuda") return [torchCuda, cuda].filter((known) => known !== undefined);
      if (key === "os") return os !== undefined && /\d/.test(os) ? [os] : [];
      return packages[key] ?? [];
    }),
  );
  return [...new Set(found)];
}

/** `2.1` is `2.1.0+cu118`; an operating system's record holds its version somewhere. */
export function isVersionOf(version: string, known: string): boolean {
  return (
    known === version ||
    known.startsWith(`${version}.`) ||
    known.startsWith(`${version}+`) ||
    known.startsWith(`${version} `) ||
    new RegExp(`(?:^|[^\\d.])${version.replaceAll(".", "\\.")}(?:$|[^\\d])`).test(known)
  );
}

export function isVersionInNotes({ notes }: Pick<Evidence, "notes">, name: string, version: string): boolean {
  return notes
    .split("\n")
    .some((line) => line.toLowerCase().includes(name.toLowerCase().replace("py", "")) && hasToken(line, version));
}

/** “implemented in TensorFlow” where the code imports torch. */
function frameworks({ evidence }: Case, { text, prose }: Sentence): Verdict[] {
  if (!IMPLEMENTED.test(text)) return [];
  const words = [...evidence.code.words];
  const used = FRAMEWORKS.filter(({ coded }) => words.some((word) => coded.test(word)));
  const own = used.at(-1)?.name;
  if (own === undefined) return [];
  return FRAMEWORKS.filter((framework) => !used.includes(framework)).flatMap(({ name, said }) =>
    [...text.matchAll(said)].map((match) => {
      const start = match.index + match[0].length - name.length;
      return {
        kind: "contradicted" as const,
        about: "fact" as const,
        ...sourceSpan(prose, start, start + name.length),
        message: `The code uses ${own}, not ${name}.`,
        correction: own,
      };
    }),
  );
}
