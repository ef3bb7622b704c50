import type { Probe } from "../../engine/ports/compute";
import type { Template } from "../../research/template";
import { accessIn, clusterIn, type Settings } from "../settings";
import { localProbe } from "./local";
import { placeIn } from "./remote/place";
import type { RemotePlaces } from "./remote/remote-places";
import { probeHost } from "./remote/ssh";
import { probeCluster } from "./slurm/slurm";

type Desk = {
  readonly folder: string;
  readonly settings: Settings;
  readonly template: Template;
  readonly places: RemotePlaces;
};

/** What is there and what is missing where experiments run, before anything is spent. */
export async function probePlace({ folder, settings, template, places }: Desk, signal: AbortSignal): Promise<Probe> {
  const { requirements } = template.manifest;
  const place = placeIn(settings["compute.place"]);
  switch (place.kind) {
    case "local":
      return localProbe(settings["compute.python"], requirements, folder, signal);
    case "ssh":
      return probeHost(places.ssh(place.host, accessIn(settings)).access, requirements, signal);
    case "slurm": {
      const { access } = places.slurm(place.host, accessIn(settings), settings["slurm.pollSeconds"]);
      return probeCluster(access, requirements, clusterIn(settings), signal);
    }
  }
}
