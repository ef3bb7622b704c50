import type { Bundle } from "../../../research/bundle";

/** The page that a reader of the archive opens first. `statement` is about the use of models. */
export function bundleReadme(bundle: Bundle, statement: string): string {
  const { title, commit, base, runs, dollars, leftOut } = bundle;
  const short = (hash: string) => hash.slice(0, 12);
  return `# ${title}

| here | what |
|---|---|
| \`paper.pdf\`, \`review*.json\`, \`costs.json\` | the paper as it was compiled last, its reviews, what it cost (${dollars.toFixed(2)} US dollars) |
| \`experiment/\` | every file of commit ${short(commit)}: code, results of the runs, figures, LaTeX source |
| \`base/\` | the code as it was when the idea began (${short(base)}) |
| \`changes.mbox\` | every change between the two, a commit each, with who made it |
| \`journal/\` | what happened, step by step, and each question to a model with its answer (\`blobs/\`) |
| \`bundle.json\` | this list for programs: the commit of each run, and the SHA-256 of each file |

## Runs

| run | name | commit | how it ended |
|--:|---|---|---|
${runs.map(({ number, name, commit: at, outcome }) => `| ${number} | ${name.replaceAll("|", "\\|")} | ${short(at)} | ${outcome} |`).join("\n")}

## To run one again

\`\`\`sh
cp -r base again && cd again && git init -q && git add -A && git commit -qm base && git am --committer-date-is-author-date ../changes.mbox
\`\`\`

gives every commit again, under new names; \`git log\` shows which change belongs to which run. \`experiment/template.json\` says how an experiment is started, \`experiment/run_*/env.json\` what it ran on.

## The use of language models

${statement}

## Before this is published

\`journal/\` holds prompts and answers word for word, with paths of the machine that it was made on and whatever the project's files said. Keys and passwords are never
written there. The licence of the code is the one in \`experiment/\`, where there is one; a bundle grants none.
${leftOut.length > 0 ? `\n## Left out, being larger than 50 MB\n\n${leftOut.map(({ path, bytes }) => `- \`${path}\` (${Math.round(bytes / 1e6)} MB)`).join("\n")}\n` : ""}`;
}
