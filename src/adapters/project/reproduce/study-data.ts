import { existsSync } from "node:fs";
import { mkdir, realpath, stat, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { dataAt, type TemplateManifest } from "../../../research/template";
import { ProjectBroken } from "../../read-template";
import { objectionTo } from "../../workspace/worktree-path";
import type { Original } from "./reproduction-folders";

/** Data that git does not know lie with the researcher: an idea's are linked, those of a bundle have to be put there. */
export async function linkData(
  original: Original,
  repository: string,
  manifest: TemplateManifest,
  scales: readonly string[],
): Promise<void> {
  const paths = [...new Set(scales.flatMap((scale) => dataAt(scale, manifest)))].map((path) =>
    path.replace(/\/+$/, ""),
  );
  for (const path of paths) {
    const objection = objectionTo(path);
    if (objection) throw new ProjectBroken(`The runs need “${path}” beside the code, which ${objection}.`);
    const target = join(repository, path);
    if (existsSync(target)) continue;
    const source = original.kind === "idea" ? join(original.project, path) : undefined;
    if (source === undefined || !existsSync(source))
      throw new ProjectBroken(
        `The runs need “${path}”, which ${source ? `is not in ${source}` : "a bundle does not hold"}. Put it at ${target} and reproduce it again.`,
      );
    await mkdir(dirname(target), { recursive: true });
    await symlink(await realpath(source), target, (await stat(source)).isDirectory() ? "junction" : "file");
  }
}

/** Variables with which a template could reach the programs around an experiment. */
const REACHING = [
  /^(?:NODE|ELECTRON|OPENSSL|LD|DYLD|GCONV|GLIBC|BASH|GIT|SSH|SLURM|SBATCH)_/i,
  /^(?:PATH|PATHEXT|COMSPEC|SYSTEMROOT|WINDIR|HOME|USERPROFILE|SHELL|ENV|IFS|LOCPATH|__PYVENV_LAUNCHER__)$/i,
  // Python is asked about the machine before a sandbox closes, and others of these tell it to load something.
  /^PYTHON(?!(?:HASHSEED|UNBUFFERED|DONTWRITEBYTECODE|UTF8|IOENCODING|FAULTHANDLER|OPTIMIZE)$)/i,
];

/** Of somebody else's template: what it sets for its experiment must not reach whoever starts it. */
export function refuseReaching({ scales, command, guardCommand }: TemplateManifest): void {
  // It is asked what it is before a sandbox closes: by a path, that could be a file of the bundle.
  const program = [command[0], guardCommand?.[0]].find((one) => one && /^[\\/]|^[A-Za-z]:|\.\./.test(one));
  if (program !== undefined)
    throw new ProjectBroken(`It is not run: its template.json starts ${program}, which is no program by its name.`);
  const names = Object.values(scales).flatMap(({ env }) => Object.keys(env));
  const reaching = names.filter((name) => REACHING.some((pattern) => pattern.test(name)));
  if (reaching.length > 0)
    throw new ProjectBroken(
      `It is not run: its template.json sets ${reaching.join(", ")}, with which it could reach other programs than its own.`,
    );
}
