import { commandsNamed } from "../document";
import { isFinished, type LatexPaper, type PaperPart } from "../paper";
import type { Finding, Rule } from "../rule";
import { blankOut } from "../span";

/** What every reader knows, and names that nobody spells out: machines, formats, venues, data sets. */
const KNOWN = new Set(
  "AAAI ACL ACM AMD AND API AUC AWS BERT BLEU CIFAR CNN COCO CPU CSV CUDA CVPR DNA DOI ECCV EMNLP FAQ FFT FLOP FLOPS FLOPs GAN GELU GLUE GMM GNN GPT GPU GRU HPC HTML HTTP HTTPS ICCV ICLR ICML IEEE IMDB IID ISBN JAX JMLR JPEG JSON LLM LSTM MAE MIT MLE MLP MNIST MSE MSRA NAACL NASA NLP NOT NYU ODE PCA PDE PDF PNG PSNR RAM RBF RELU RGB RMSE RNG RNN ROC ROUGE SDE SGD SQL SSD SSH STL SVD SVHN SVM TFLOPS TMLR TPU UCI UCLA URL USA UTF VAE VRAM WWW XML YAML ZIP TODO FIXME TBD HERE ANOVA NVIDIA BSD GNU LGPL CC0 ASCII".split(
    " ",
  ),
);
const CAPITALS = /[A-Z]{3,6}/g;
const BEFORE = /[\p{L}\p{N}\\@:/._'’-]$/u;
const AFTER = /^(?:s|'s|’s)?(?:[\p{L}\p{N}/_-]|\.\w|\\_)/u;
const ROMAN = /^[IVXLCDM]+$/;
const MAKERS = /^(?:newacronym|acro|acrodef|DeclareAcronym|newglossaryentry|acronym|newacro|nomenclature|abbrev)$/;
/** Used only once or twice it is in passing. */
const LEAST_USES = 3;

/** An acronym that is used again and again and written out nowhere. */
export const undefinedAcronym: Rule = {
  id: "undefined-acronym",
  severity: "info",
  check(paper) {
    if (
      !isFinished(paper) ||
      paper.parts.some(({ commands }) => [...commands.keys()].some((name) => MAKERS.test(name)))
    )
      return [];
    const title = paper.parts
      .flatMap((part) => commandsNamed(part, /^title$/))
      .map(({ groups }) => groups[0]?.text ?? "")
      .join(" ");
    const texts = paper.parts.map((source) => ({ source, text: runningText(source) }));
    const all = texts.map(({ text }) => text).join("\n");
    const uses = new Map<string, { readonly first: Finding; count: number }>();
    for (const { source, text } of texts)
      for (const { 0: name, index } of text.matchAll(CAPITALS)) {
        if (BEFORE.test(text.slice(Math.max(0, index - 2), index))) continue;
        if (AFTER.test(text.slice(index + name.length, index + name.length + 4))) continue;
        const known = uses.get(name);
        if (known) known.count++;
        else uses.set(name, { first: findingAt(source, index, name), count: 1 });
      }
    return [...uses].flatMap(([name, { first, count }]) =>
      count < LEAST_USES || KNOWN.has(name) || ROMAN.test(name) || title.includes(name) || isDefined(name, all)
        ? []
        : [first],
    );
  },
};

function findingAt(source: PaperPart, start: number, name: string): Finding {
  return {
    source,
    start,
    end: start + name.length,
    message: `${name} is never written out. Say once what it stands for.`,
  };
}

/** Without names in the text of programs, without headings in capitals and without references. */
function runningText(source: PaperPart): string {
  const { prose, body, environments } = source;
  const set = commandsNamed(source, /^(?:texttt|textsc|code|author|thanks|affiliation|institution|address)$/);
  const lists = environments.filter(({ name }) =>
    /^(?:thebibliography|tikzpicture|algorithm|algorithmic)\*?$/.test(name),
  );
  return blankOut(prose, [{ start: 0, end: body.start }, ...set, ...lists]);
}

/** `long form (ABC)`, `ABC (long form)`, `ABC stands for …`. */
function isDefined(name: string, text: LatexPaper["parts"][number]["prose"]): boolean {
  return new RegExp(
    String.raw`[([]\s*(?:\\[a-z]+\{)?(?:the )?${name}s?\b|\b${name}s?\}?\s*(?:\([\p{L}]|,? (?:short for|stands? for|abbreviates|denotes|which stands|i\.e\.|or )|\\footnote)|[“"‘']${name}`,
    "u",
  ).test(text);
}
