import { join } from "node:path";
import type { TemplateOffer } from "../../engine/new-project";
import { readTemplate } from "../read-template";
import { templateNames } from "./from-template";

/** The templates that are shipped, those that need least first. */
export async function templateOffers(templates: string): Promise<TemplateOffer[]> {
  const names = await templateNames(templates);
  const offers = await Promise.all(names.map((name) => offerOf(name, join(templates, name))));
  return offers.sort((one, other) => one.needs.length - other.needs.length || (one.name < other.name ? -1 : 1));
}

async function offerOf(name: string, folder: string): Promise<TemplateOffer> {
  const { manifest } = await readTemplate(folder);
  const [metric, info] = Object.entries(manifest.metrics).find(([, { primary }]) => primary) ?? [];
  const unit = info?.unit ? ` (${info.unit})` : "";
  return {
    name,
    title: manifest.title || name,
    description: manifest.description,
    measures: metric ? `${metric}${unit}` : "",
    needs: manifest.requirements,
  };
}
