/**
 * The packages that Python files import, by the names they are installed under: a template that does not say what it needs
 * still shows it. Modules of Python itself and files of the project are left out.
 */
export function importedPackages(sources: readonly string[], projectFiles: readonly string[]): string[] {
  const own = new Set(projectFiles.map((path) => path.replace(/\.py$/, "").split("/")[0]));
  const names = sources.flatMap(importsIn).filter((name) => !own.has(name) && !PYTHONS_OWN.has(name));
  return [...new Set(names.map((name) => INSTALLED_AS[name] ?? name))].sort();
}

/** Packages whose two names differ. */
const INSTALLED_AS: Readonly<Record<string, string>> = {
  PIL: "pillow",
  cv2: "opencv-python",
  skimage: "scikit-image",
  sklearn: "scikit-learn",
  yaml: "PyYAML",
};

/** Only imports that stand at the start of a line: one inside a function or a `try` may be optional. */
function importsIn(source: string): string[] {
  return [...source.matchAll(/^(?:import[ \t]+([^#\n]+)|from[ \t]+(\w+)[\w.]*[ \t]+import\b)/gm)].flatMap(
    ([, list, from]) => (from ? [from] : (list ?? "").split(",").map((name) => /\w*/.exec(name.trim())![0])),
  );
}

const PYTHONS_OWN = new Set(
  `__future__ abc argparse array ast asyncio base64 bisect builtins bz2 calendar cmath collections colorsys concurrent
  configparser contextlib copy csv ctypes dataclasses datetime decimal difflib enum errno fractions functools gc getpass glob
  gzip hashlib heapq hmac html http importlib inspect io itertools json logging lzma math mmap multiprocessing numbers operator
  os pathlib pickle pkgutil platform pprint queue random re sched secrets select shlex shutil signal site socket sqlite3
  statistics string struct subprocess sys tarfile tempfile textwrap threading time timeit traceback types typing unicodedata
  unittest urllib uuid warnings weakref xml zipfile zlib zoneinfo`.split(/\s+/),
);
