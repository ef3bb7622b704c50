import { commandsNamed } from "../document";
import type { LatexPaper, PaperPart } from "../paper";
import type { Finding, Rule } from "../rule";

const HIDING = /\b(?:iclr|neurips|nips|icml|acl|emnlp|naacl|cvpr|iccv|eccv|aaai|colm|tmlr|conference)\w*/i;
const SHOWN = /\b(?:final|accepted|preprint)\b/;
const NOBODY = /anonym|under review|double[- ]blind|HERE\b|withheld/i;
const OWN_ADDRESS =
  /(?:github\.com|gitlab\.com|bitbucket\.org|huggingface\.co|drive\.google\.com|dropbox\.com|[\w-]{1,60}\.github\.io)\/[^\s{}]+/gi;
const HOSTS = ["github.", "gitlab.com", "bitbucket.org", "huggingface.co", "google.com", "dropbox.com"];
const OURS =
  /\bour (?:\w+ ){0,2}(?:code|implementation|repository|project|data|models?|scripts|software)\b|\bcode (?:is|and|will|to|for|of)\b|\b(?:is|are|be|made) (?:publicly |openly |freely )?available\b|\bwe (?:\w+ )?(?:release|publish|provide|share|open-source)\b|\breleased (?:at|on|under)\b|\bproject page\b/i;
const MAIL = /[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5}/g;
const EARLIER =
  /\b(?:our|my) (?:previous|earlier|prior|recent|own) (?:work|paper|study|research|publication|results?)\b[^.]{0,60}\\[a-z]*cite/gi;
const INSTITUTION =
  /\b(?:University|Universität|Université|Institut\w*|Laborator\w+|College|Academy|Inc\.|GmbH|Ltd\b|Research Cent\w+|Google|Microsoft|Meta AI|OpenAI|DeepMind|Anthropic|IBM)\b/;

/** What tells reviewers who wrote a paper that is to be anonymous. */
export const identityRevealed: Rule = {
  id: "identity-revealed",
  severity: "warning",
  check(paper) {
    if (!paper.conventions?.anonymous) return [];
    const names = paper.parts.flatMap(authorNames);
    return paper.parts.flatMap((source) => [
      ...printedAuthors(source, paper),
      ...thanks(source),
      ...addresses(source),
      ...namesInText(source, names),
      ...matches(
        source,
        EARLIER,
        (text) => `“${text.split("\\")[0]!.trim()}” says who wrote the paper. Cite it as the work of others.`,
      ),
    ]);
  },
};

/** Conference styles leave the authors out until they are told that the paper is final. */
function printedAuthors(source: PaperPart, { parts }: LatexPaper): Finding[] {
  const styles = parts.flatMap((part) => commandsNamed(part, /^(?:usepackage|documentclass)$/));
  const final = parts.some(({ commands }) => [...commands.keys()].some((name) => /finalcopy$/.test(name)));
  const hidden = styles.some(
    ({ groups, optional }) => HIDING.test(groups[0]?.text ?? "") && !optional.some(({ text }) => SHOWN.test(text)),
  );
  if (hidden && !final) return [];
  return commandsNamed(source, /^(?:author|affil|affiliation|institute|address|email)$/).flatMap(
    ({ name, groups: [group] }) =>
      group === undefined || NOBODY.test(group.text) || !/\p{Lu}/u.test(group.text)
        ? []
        : [
            {
              source,
              start: group.start,
              end: group.end,
              severity: "error" as const,
              message:
                name === "author"
                  ? "The paper is to be anonymous, and this prints who wrote it."
                  : "The paper is to be anonymous, and this prints where its authors work.",
            },
          ],
  );
}

function authorNames(source: PaperPart): string[] {
  return commandsNamed(source, /^author$/)
    .flatMap(({ groups }) => (groups[0]?.text ?? "").split(/\\(?:and|And|AND|\\)|,|&|\n/))
    .map((name) => name.replace(/\\[a-zA-Z]+\*?(?:\[[^\]]*\]|\{[^{}]*\})*|[${}^\d*]/g, "").trim())
    .filter(
      (name) =>
        /^\p{Lu}[\p{L}.'-]+(?: \p{Lu}[\p{L}.'-]*)+$/u.test(name) && !NOBODY.test(name) && !INSTITUTION.test(name),
    );
}

function namesInText(source: PaperPart, names: readonly string[]): Finding[] {
  return [...new Set(names)].flatMap((name) => {
    const found: Finding[] = [];
    const { prose, body } = source;
    for (let at = prose.indexOf(name, body.start); at >= 0; at = prose.indexOf(name, at + name.length))
      if (!commandsNamed(source, /^author$/).some(({ start, end }) => start < at && at < end))
        found.push({
          source,
          start: at,
          end: at + name.length,
          message: `“${name}” is one of the authors, and the paper is to be anonymous.`,
        });
    return found;
  });
}

function thanks(source: PaperPart): Finding[] {
  const headings = commandsNamed(source, /^(?:(?:sub)*section|paragraph)$/).filter(({ groups }) =>
    /acknowledg|^\s*funding|thanks/i.test(groups[0]?.text ?? ""),
  );
  const environments = source.environments
    .filter(({ name }) => /^ack(?:nowledge?ments?|s)?$/i.test(name))
    .map(({ start, bodyStart }) => ({ start, end: bodyStart }));
  return [...headings, ...environments].map(({ start, end }) => ({
    source,
    start,
    end,
    message: "Acknowledgements say who wrote the paper. Leave them out until it is accepted.",
  }));
}

function addresses(source: PaperPart): Finding[] {
  const { text, body, comments } = source;
  const shown = (index: number) =>
    index >= body.start && index < body.end && !comments.some(({ start, end }) => start <= index && index < end);
  const repositories = [...(HOSTS.some((host) => text.includes(host)) ? text.matchAll(OWN_ADDRESS) : [])].filter(
    ({ 0: all, index }) =>
      shown(index) &&
      !/anonym/i.test(all) &&
      OURS.test(/[^.]*$/.exec(text.slice(Math.max(body.start, index - 200), index))![0]),
  );
  const mails = [...(source.prose.includes("@") ? source.prose.matchAll(MAIL) : [])].filter(
    ({ 0: all, index }) => index >= body.start && !/anonym|example/i.test(all),
  );
  return [
    ...repositories.map(({ 0: all, index }) => ({
      source,
      start: index,
      end: index + all.length,
      message: "This address may say who wrote the paper. Use an anonymous copy for the review.",
    })),
    ...mails.map(({ 0: all, index }) => ({
      source,
      start: index,
      end: index + all.length,
      message: "This address says who wrote the paper.",
    })),
  ];
}

function matches(source: PaperPart, pattern: RegExp, message: (text: string) => string): Finding[] {
  return [...source.live.matchAll(pattern)]
    .filter(({ index }) => index >= source.body.start)
    .map(({ 0: all, index }) => ({ source, start: index, end: index + all.indexOf("\\"), message: message(all) }));
}
