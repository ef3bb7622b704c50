import fs from "node:fs";
import path from "node:path";
import { cache } from "./checkout.mjs";
import { findChromium } from "./chromium.mjs";
import { answerOf, isExecutable, onPath, runLogged } from "./programs.mjs";

/** LaTeX packages that papers of this kind load; one missing file stops a paper. */
const styles = [
  ..."natbib hyperref url booktabs graphicx amsmath amssymb amsthm mathtools microtype multirow algorithm".split(" "),
  ..."algorithmic algpseudocode nicefrac times fancyhdr cleveref subcaption xcolor float enumitem wrapfig".split(" "),
].map((name) => `${name}.sty`);

/** Programs that no package registry of ours has. `apt` is installed by us when we may; the others are instructions. */
const parts = {
  git: {
    present: () => onPath("git"),
    apt: ["git", "ca-certificates"],
    elsewhere: { dnf: "git", brew: "git", winget: "Git.Git" },
    size: "45 MB, usually 10 s",
  },
  tex: {
    present: () => ["latexmk", "pdflatex", "bibtex"].every(onPath) && answerOf("kpsewhich", styles) !== undefined,
    apt: ["texlive-latex-extra", "texlive-science", "texlive-fonts-recommended", "latexmk"],
    elsewhere: {
      dnf: "texlive-scheme-medium texlive-collection-latexextra texlive-collection-mathscience latexmk",
      brew: "--cask mactex-no-gui",
      winget: "MiKTeX.MiKTeX StrawberryPerl.StrawberryPerl",
    },
    size: "215 MB to fetch, usually 1-3 min",
  },
  chktex: {
    present: () => onPath("chktex"),
    apt: ["chktex"],
    elsewhere: { dnf: "texlive-chktex", brew: "--cask mactex-no-gui", winget: "MiKTeX.MiKTeX" },
    size: "small",
  },
  poppler: {
    present: () => onPath("pdftoppm"),
    apt: ["poppler-utils"],
    elsewhere: { dnf: "poppler-utils", brew: "poppler", winget: "oschwartz10612.Poppler" },
    size: "small",
  },
  sandbox: {
    present: () => onPath("bwrap") || process.platform !== "linux",
    apt: ["bubblewrap"],
    elsewhere: { dnf: "bubblewrap" },
    size: "small",
  },
  ssh: {
    present: () => ["ssh", "sshd", "rsync", "ip"].every(isServerProgram),
    apt: ["openssh-client", "openssh-server", "rsync", "iproute2"],
    elsewhere: { dnf: "openssh-clients openssh-server rsync iproute" },
    size: "5 MB to fetch",
  },
  slurm: {
    present: () => ["slurmctld", "slurmd", "sbatch", "munged"].every(isServerProgram),
    apt: ["slurm-wlm", "slurm-wlm-basic-plugins", "munge"],
    elsewhere: { dnf: "slurm slurm-slurmctld slurm-slurmd munge" },
    size: "15 MB to fetch, usually 10 s",
  },
  chromium: {
    present: () => findChromium() !== undefined,
    apt: ["chromium"],
    elsewhere: { dnf: "chromium", brew: "--cask google-chrome", winget: "Google.Chrome" },
    size: "100 MB to fetch, usually 1-2 min",
  },
  compiler: {
    present: () => (onPath("g++") ?? onPath("c++")) && onPath("make") && onPath("python3"),
    apt: ["g++", "make", "python3"],
    elsewhere: {
      dnf: "gcc-c++ make python3",
      brew: "gcc make python",
      winget: "Microsoft.VisualStudio.2022.BuildTools",
    },
    size: "90 MB to fetch, usually 30 s",
  },
};

/** Servers are where only root's PATH looks. */
function isServerProgram(name) {
  return [onPath(name), `/usr/sbin/${name}`, `/sbin/${name}`].some((file) => file !== undefined && isExecutable(file));
}

/** Names of the parts that `installSystem` knows. */
export const systemParts = Object.keys(parts);

/**
 * Makes sure that the named parts are there. Looks first; installs only as root where there is apt-get. What cannot be had
 * comes back in `missing` with an `instruction`.
 */
export async function installSystem(names) {
  const missing = names.filter((name) => !parts[name].present());
  if (missing.length === 0) return { ready: true };
  for (const name of missing) console.log(`${name}: missing (${parts[name].size})`);
  if (!canInstallSystemPackages()) return { ready: false, missing, instruction: instructionFor(missing) };
  await installWithApt(missing.flatMap((name) => parts[name].apt));
  const still = missing.filter((name) => !parts[name].present());
  if (still.length === 0) return { ready: true };
  return { ready: false, missing: still, instruction: `apt-get did not bring it. ${instructionFor(still)}` };
}

/** Whether we are root on a system with apt-get. */
export function canInstallSystemPackages() {
  return process.getuid?.() === 0 && onPath("apt-get") !== undefined;
}

/** Installs Debian packages without a question; another apt at work is waited for. Resolves to whether it succeeded. */
export async function installWithApt(packages) {
  const options = { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
  const wait = ["-o", "DPkg::Lock::Timeout=600"];
  if (!(await listsAreFresh(wait, options))) return false;
  const args = [...wait, "install", "-y", "--no-install-recommends", ...new Set(packages)];
  return runLogged("apt-install", "apt-get", args, options);
}

/** One `apt-get update` an hour is enough. */
async function listsAreFresh(wait, options) {
  const stamp = path.join(cache, "apt-updated");
  const age = fs.existsSync(stamp) ? Date.now() - fs.statSync(stamp).mtimeMs : Number.POSITIVE_INFINITY;
  if (age < 3_600_000) return true;
  if (!(await runLogged("apt-update", "apt-get", [...wait, "update"], options))) return false;
  fs.writeFileSync(stamp, "");
  return true;
}

function instructionFor(names) {
  const linuxOnly = names.filter((name) => process.platform !== "linux" && !parts[name].elsewhere.brew);
  if (linuxOnly.length > 0) return `Use a Linux machine or container: ${linuxOnly.join(", ")} can be tried only there.`;
  const of = (manager) => [...new Set(names.map((name) => parts[name].elsewhere[manager]).filter(Boolean))];
  const apt = [...new Set(names.flatMap((name) => parts[name].apt))].join(" ");
  const lines = {
    apt: `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${apt}`,
    dnf: `sudo dnf install -y ${of("dnf").join(" ")}`,
    brew: of("brew")
      .map((what) => `brew install ${what}`)
      .join(" && "),
    winget: of("winget")
      .flatMap((what) => what.split(" "))
      .map((what) => `winget install ${what}`)
      .join("; "),
  };
  const browser = names.includes("chromium") ? " Or set CHROMIUM to the path of a Chromium or Chrome." : "";
  return `Install ${names.join(", ")}, then try again:\n${commandsHere(lines)}${browser}`;
}

function commandsHere({ apt, dnf, brew, winget }) {
  if (process.platform === "darwin") return `  ${brew}`;
  if (process.platform === "win32") return `  ${winget}`;
  if (onPath("apt-get")) return `  ${apt}`;
  if (onPath("dnf")) return `  ${dnf}`;
  return `  Debian or Ubuntu: ${apt}\n  Fedora: ${dnf}`;
}
