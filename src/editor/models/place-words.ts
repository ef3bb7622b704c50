import type { Environment } from "../../research/environment";
import type { L10n } from "./tree-node";

/** A place as a person calls it: `ssh:lab` → `lab`, `slurm:login` → `Slurm on login`. */
export function placeName(l10n: L10n, place: string): string {
  const [kind, ...rest] = place.split(":");
  const host = rest.join(":");
  if (kind === "ssh") return host;
  if (kind === "slurm") return host ? l10n.t("Slurm on {0}", host) : l10n.t("Slurm on this machine");
  return place === "local" || place === "this machine" ? l10n.t("this machine") : place;
}

/** Where and with what a run was made, in a line: host, GPUs, whether it was kept in a sandbox. */
export function environmentWords(l10n: L10n, environment: Environment | undefined): string[] {
  if (!environment) return [];
  const { host, gpus, sandbox } = environment;
  const kept = sandbox === undefined ? "" : sandbox === "none" ? l10n.t("without a sandbox") : l10n.t("in a sandbox");
  const words = [host ? l10n.t("Ran on {0}", host) : "", gpuWords(gpus), kept].filter(Boolean);
  return words.length === 0 ? [] : [words.join(" · ")];
}

/** `2 × NVIDIA H100` */
function gpuWords(gpus: readonly string[]): string {
  const kinds = [...new Set(gpus)];
  return kinds.map((kind) => `${gpus.filter((gpu) => gpu === kind).length} × ${kind}`).join(", ");
}
