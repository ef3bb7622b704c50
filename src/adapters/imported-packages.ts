import { STANDARD_LIBRARY } from "../python/standard-library";

/**
 * The packages that Python files import, by the names they are installed under: a template that does not say what it needs
 * still shows it. Modules of Python itself and files of the project are left out.
 */
export function importedPackages(sources: readonly string[], projectFiles: readonly string[]): string[] {
  const own = new Set(projectFiles.map((path) => path.replace(/\.py$/, "").split("/")[0]));
  const names = sources.flatMap(importsIn).filter((name) => !own.has(name) && !STANDARD_LIBRARY.has(name));
  return [...new Set(names.map((name) => INSTALLED_AS.get(name) ?? name))].sort();
}

/** Packages whose two names differ. */
const INSTALLED_AS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    PIL: "pillow",
    cv2: "opencv-python",
    skimage: "scikit-image",
    sklearn: "scikit-learn",
    yaml: "PyYAML",
  }),
);

/** Only imports that stand at the start of a line: one inside a function or a `try` may be optional. */
function importsIn(source: string): string[] {
  return [...source.matchAll(/^(?:import[ \t]+([^#\n]+)|from[ \t]+(\w+)[\w.]*[ \t]+import\b)/gm)].flatMap(
    ([, list, from]) => (from ? [from] : (list ?? "").split(",").map((name) => /\w*/.exec(name.trim())![0])),
  );
}
