import type { HostAccess } from "./ask-host";
import { type RemoteHost, sshHost } from "./host";
import { JobPoll } from "./job-poll";

/** A host as the settings describe it, with the one poll that asks about all its jobs. */
export type RemotePlace = { readonly access: HostAccess; readonly poll: JobPoll };

/** The hosts that an open project uses, each once, so that what is watched on one is asked for together. */
export class RemotePlaces {
  private readonly places = new Map<string, RemotePlace>();

  ssh(host: string, rest: Omit<HostAccess, "host">): RemotePlace {
    return this.at(`ssh:${host}`, () => sshHost(host), rest);
  }

  private at(name: string, open: () => RemoteHost, rest: Omit<HostAccess, "host">): RemotePlace {
    const key = JSON.stringify([name, rest]);
    const known = this.places.get(key);
    if (known) return known;
    const access = { ...rest, host: open() };
    const place = { access, poll: new JobPoll(access) };
    this.places.set(key, place);
    return place;
  }
}
