import { askingQueue } from "../slurm/cluster";
import type { HostAccess } from "./ask-host";
import { type RemoteHost, sshHost, thisHost } from "./host";
import { type Asking, JobPoll } from "./job-poll";

/** A host as the settings describe it, with the one poll that asks about all its jobs. */
export type RemotePlace = { readonly access: HostAccess; readonly poll: JobPoll };

/** The hosts that an open project uses, each once, so that what is watched on one is asked for together. */
export class RemotePlaces {
  private readonly places = new Map<string, RemotePlace>();

  ssh(host: string, rest: Omit<HostAccess, "host">): RemotePlace {
    return this.at(`ssh:${host}`, () => sshHost(host), rest);
  }

  /** The login node of a cluster; without a host, this machine. */
  slurm(host: string | undefined, rest: Omit<HostAccess, "host">, pollSeconds: number): RemotePlace {
    const open = host === undefined ? thisHost : () => sshHost(host);
    return this.at(`slurm:${host ?? ""}`, open, rest, askingQueue({ pollSeconds }));
  }

  private at(name: string, open: () => RemoteHost, rest: Omit<HostAccess, "host">, asking?: Asking): RemotePlace {
    const key = JSON.stringify([name, rest]);
    const known = this.places.get(key);
    if (known) return known;
    const access = { ...rest, host: open() };
    const place = { access, poll: new JobPoll(access, asking) };
    this.places.set(key, place);
    return place;
  }
}
