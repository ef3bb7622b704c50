import { type Idea, type IdeaSource, type Novelty, noveltyVerdict, slugOf } from "../../research/idea";
import type { L10n, TreeNode } from "./tree-node";
import { asText } from "./wording";

/** The verdict that holds, and under it the papers that come closest. */
export function noveltyNode(l10n: L10n, idea: Idea): TreeNode {
  const { novelty } = idea;
  const id = `idea:${slugOf(idea)}:novelty`;
  const papers = (novelty?.papers ?? []).map((paper, index) => paperNode(l10n, paper, `${id}:${index}`, idea));
  const said = novelty?.overruled;
  const words = verdictWords(l10n, noveltyVerdict(idea));
  const reason = said?.reason ?? novelty?.reason;
  return {
    id,
    label: said ? l10n.t("Novelty, as you say: {0}", words) : l10n.t("Novelty: {0}", words),
    ...(reason ? { description: reason, tooltip: noveltyTexts(l10n, idea).join("\n\n") } : {}),
    icon: said ? "account" : "search",
    context: "novelty",
    ...(papers.length > 0 ? { open: false, children: papers } : {}),
    subject: { idea: idea.Name },
  };
}

/** What an idea was distilled from; nothing where it was not. */
export function sourcesNodes(l10n: L10n, idea: Idea): TreeNode[] {
  const sources = idea.sources ?? [];
  if (sources.length === 0) return [];
  const id = `idea:${slugOf(idea)}:sources`;
  const titles = [...new Set(sources.map(({ title }) => title))];
  const children = sources.map((source, index) => ({
    id: `${id}:${index}`,
    label: `“${source.quote}”`,
    description: kindWords(l10n, source),
    tooltip: sourceText(l10n, source),
    icon: "quote",
    spoken: `${kindWords(l10n, source)}, ${source.title}: ${source.quote}`,
    subject: { idea: idea.Name },
  }));
  return [
    {
      id,
      label: l10n.t("Distilled from"),
      description: titles.join(" · "),
      icon: "book",
      open: false,
      children,
      subject: { idea: idea.Name },
    },
  ];
}

/** What is known of where an idea stands among others, for its own tooltip. */
export function evidenceTexts(l10n: L10n, idea: Idea): string[] {
  const papers = (idea.novelty?.papers ?? []).slice(0, 3).map((paper) => `- ${paperLine(paper)}`);
  const sources = [...new Map((idea.sources ?? []).map((source) => [source.title, source])).values()];
  const from = sources.map((source) => `- ${[asText(source.title), placeOf(source)].filter(Boolean).join(" ")}`);
  return [
    ...noveltyTexts(l10n, idea),
    ...(papers.length > 0 ? [papers.join("\n")] : []),
    ...(from.length > 0 ? [`${l10n.t("Distilled from")}:\n${from.join("\n")}`] : []),
  ];
}

/** The verdict that holds with its reason; the check's as well, where the researcher says otherwise. */
function noveltyTexts(l10n: L10n, { novelty }: Idea): string[] {
  if (!novelty) return [];
  const told = ({ verdict, reason }: Pick<Novelty, "verdict" | "reason">) =>
    asText(`${verdictWords(l10n, verdict)}. ${reason}`);
  const checked = l10n.t("Novelty: {0}", told(novelty));
  const { overruled } = novelty;
  return overruled
    ? [l10n.t("Novelty, as you say: {0}", told(overruled)), l10n.t("The check said: {0}", told(novelty))]
    : [checked];
}

function verdictWords(l10n: L10n, verdict: Novelty["verdict"] | undefined): string {
  if (!verdict) return l10n.t("not checked");
  return {
    novel: l10n.t("novel"),
    overlaps: l10n.t("overlaps with known work"),
    unknown: l10n.t("unknown"),
  }[verdict];
}

type Paper = Novelty["papers"][number];

function paperNode(l10n: L10n, paper: Paper, id: string, idea: Idea): TreeNode {
  const { title, year, quote, why, url, retracted } = paper;
  const texts = [why && asText(why), quote && asText(`“${quote}”`), url && asLink(url)].filter(Boolean);
  return {
    id,
    label: title,
    description: [year, retracted ? l10n.t("retracted") : "", why]
      .filter((part) => part !== undefined && part !== "")
      .join(" · "),
    ...(texts.length > 0 ? { tooltip: [`**${asText(title)}**`, ...texts].join("\n\n") } : {}),
    icon: retracted ? "warning" : "book",
    subject: { idea: idea.Name },
  };
}

function paperLine({ title, year, url }: Paper): string {
  return [asText(year === undefined ? title : `${title} (${year})`), url && asLink(url)].filter(Boolean).join(" ");
}

function sourceText(l10n: L10n, source: IdeaSource): string {
  const parts = [asText(source.point ?? ""), asText(`“${source.quote}”`), placeOf(source)];
  return [`**${asText(source.title)}** · ${kindWords(l10n, source)}`, ...parts].filter(Boolean).join("\n\n");
}

function placeOf({ link, file }: IdeaSource): string {
  return link ? asLink(link) : asText(file ?? "");
}

function kindWords(l10n: L10n, { kind }: IdeaSource): string {
  if (kind === "limitation") return l10n.t("Limitation");
  if (kind === "method") return l10n.t("Method to carry over");
  return kind === "question" ? l10n.t("Open question") : l10n.t("Passage");
}

/** An address that a service of literature gave; what is none that a browser opens stays text. */
function asLink(url: string): string {
  return /^https?:\/\/[^\s<>()[\]`\\]+$/.test(url) ? `<${url}>` : asText(url);
}
