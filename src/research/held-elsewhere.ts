/** What a process on another machine holds of a project. Whether it still runs cannot be seen from here. */
export type HeldElsewhere = {
  readonly host: string;
  readonly pid: number;
  /** The campaign that it runs, the idea that it walks, or the idea that one of its campaigns has for itself. */
  readonly what: "campaign" | "idea" | "claim";
  readonly name: string;
  /** ISO times: when it took it, and when it last wrote anything of it. */
  readonly since: string;
  readonly lastSeen: string;
};

/** What one machine holds, all together. */
export type Machine = {
  readonly host: string;
  readonly pids: readonly number[];
  readonly campaigns: readonly string[];
  readonly ideas: readonly string[];
  readonly since: string;
  readonly lastSeen: string;
};

/** `2026-03-01 12:00 UTC` */
export function utcMoment(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}

/** By machine, the one that was seen last first. */
export function machinesIn(held: readonly HeldElsewhere[]): Machine[] {
  const hosts = [...new Set(held.map(({ host }) => host))];
  const machines = hosts.map((host): Machine => {
    const own = held.filter((one) => one.host === host);
    const named = (is: (what: HeldElsewhere["what"]) => boolean) => [
      ...new Set(own.flatMap(({ what, name }) => (is(what) ? [name] : []))),
    ];
    return {
      ...{ host, pids: [...new Set(own.map(({ pid }) => pid))] },
      ...{ campaigns: named((what) => what === "campaign"), ideas: named((what) => what !== "campaign") },
      since: own.map(({ since }) => since).toSorted()[0]!,
      lastSeen: own
        .map(({ lastSeen }) => lastSeen)
        .toSorted()
        .at(-1)!,
    };
  });
  return machines.toSorted((one, other) => (one.lastSeen < other.lastSeen ? 1 : -1));
}
