/** Where experiments run, as the setting `compute.place` says it. */
export type Place =
  | { readonly kind: "local" }
  | { readonly kind: "ssh"; readonly host: string }
  /** Without a host: this machine is the cluster's login node. */
  | { readonly kind: "slurm"; readonly host: string | undefined };

/** A host as `ssh` takes it: an alias, an address or `user@host`; never what `ssh` would take for an option. */
export const placePattern = /^(local|slurm|(ssh|slurm):[A-Za-z0-9_[][^\s'"\\$`;&|<>()]*)$/;

export const placeHelp = "must be local, ssh:HOST, slurm or slurm:HOST, where HOST is one that ssh connects to";

/** `text` fits `placePattern`. */
export function placeIn(text: string): Place {
  const [kind, ...rest] = text.split(":");
  const host = rest.join(":");
  if (kind === "ssh") return { kind, host };
  if (kind === "slurm") return { kind, host: host || undefined };
  return { kind: "local" };
}
