import { roleOf } from "../roles";
import type { Setting } from "../settings";
import { spoken } from "../settings";
import { metricLabel } from "../wording";
import { capital, count, dataSet, listed, paragraphs, runName, sentences, tex } from "./latex-text";
import { cite, type Material } from "./material";
import { directionWords } from "./statements";

/** Data, model, training, metrics, statistics and machine, as the code and the recorded environment have them. */
export function setup(material: Material): string {
  return paragraphs([
    dataText(material),
    trainingText(material),
    settingsTable(material),
    metricText(material),
    comparisonText(material),
    machineText(material),
  ]);
}

function dataText({ datasets, references, field, seeds }: Material): string {
  const names = datasets.map(
    (name) => `${dataSet(name)}${/dino/i.test(name) ? cite(references, /same stats, different graphs/i) : ""}`,
  );
  const planar =
    field.name === "diffusion"
      ? " They are distributions of points in the plane, so that every sample can be looked at."
      : "";
  return `\\paragraph{Data.} ${sentences(
    `The data ${names.length === 1 ? "set is" : "sets are"} ${listed(names)}.${planar}`,
    `They are made or loaded by code that no variant changes${seeds > 1 ? ", and the part that is held out is never seen in training" : ""}.`,
  )}`;
}

function trainingText({ code, budget, environment, field }: Material): string {
  const optimiser = /\bAdamW\b/.test(code)
    ? "AdamW"
    : (/\b(?:optim\.|optim import )(Adam|SGD|RMSprop|Adagrad)\b/.exec(code)?.[1] ?? "");
  const activation = /\bgelu\b/i.test(code)
    ? "GELU"
    : /\brelu\b/i.test(code)
      ? "ReLU"
      : /\bsilu\b/i.test(code)
        ? "SiLU"
        : "";
  const amounts = budget
    .filter(([name]) => !/report|log|every|save/.test(name))
    .map(([name, number]) => `${tex(spoken(name))} ${number}`);
  const facts = [
    optimiser ? `The optimiser is ${optimiser}.` : "",
    activation
      ? `The hidden layers use the ${activation} activation${/[Rr]esidual/.test(code) ? " and residual connections" : ""}.`
      : "",
    /exponential moving average|MovingAverage|\bEMA\b|ema_/i.test(code) && field.name === "diffusion"
      ? "The weights that are evaluated are an exponential moving average of the trained ones."
      : "",
    amounts.length > 0 ? `The budget of a run is: ${listed(amounts)}.` : "",
    environment["trainable parameters"]
      ? `The baseline has ${environment["trainable parameters"]} trainable parameters.`
      : "",
    environment["training samples seen"]
      ? `It sees ${environment["training samples seen"]} training samples in all.`
      : "",
  ];
  const text = sentences(...facts);
  return text ? `\\paragraph{Model and training.} ${text} Table~\\ref{tab:settings} lists the settings.` : "";
}

/** Constants of the baseline that a reader needs to do it again. */
function settingsTable({ settings, field }: Material): string {
  const shown = settings.filter((setting) => roleOf(setting) || isNamedNumber(setting)).slice(0, 10);
  if (shown.length === 0) return "";
  const rows = shown.map(
    ({ name, value }) => `${capital(tex(spoken(name)))} & ${tex(value.replace(/["'_]/g, ""))} \\\\`,
  );
  return `\\begin{table}[t]
\\centering
\\caption{Settings of the baseline, ${tex(field.subject)}. A variant changes only what its description says.}\\label{tab:settings}
\\begin{tabular}{lr}
\\toprule
Setting & Value \\\\
\\midrule
${rows.join("\n")}
\\bottomrule
\\end{tabular}
\\end{table}`;
}

function isNamedNumber({ form, name, value }: Setting): boolean {
  return form === "constant" && /^\d/.test(value) && !/path|dir|seed|__/i.test(name);
}

function metricText({ metrics, primary, references }: Material): string {
  const items = metrics.map((metric) => {
    const unit = metric.unit ? ` (${tex(metric.unit)})` : "";
    const role = metric.name === primary.name ? " This is the metric that decides." : "";
    return `\\item \\emph{${tex(capital(metricLabel(metric.name)))}}${unit}. ${sentences(tex(metric.description), directionWords(metric))}${role}`;
  });
  if (metrics.every(({ description, direction }) => !description && !direction)) {
    const names = listed(metrics.map(({ name }) => tex(metricLabel(name))));
    return `\\paragraph{Metrics.} Every run is judged by ${names}. The ${tex(metricLabel(primary.name))} decides. The project does not state in which direction they are good.`;
  }
  const estimator = /nearest-neighbou?r/i.test(primary.description)
    ? ` The divergence is estimated from distances to nearest neighbours${cite(references, /divergence estimation for multi/i, /kullback-leibler divergence est/i)}.`
    : "";
  return `\\paragraph{Metrics.} Every run is judged by the following quantities.${estimator}\n\\begin{itemize}\n${items.join("\n")}\n\\end{itemize}`;
}

function comparisonText({ seeds, environment, variants }: Material): string {
  const named = listed(variants.map(({ name }) => runName(name)));
  const list = environment.seeds ? ` (${tex(environment.seeds)})` : "";
  return `\\paragraph{Comparisons.} ${
    seeds > 1
      ? `${capital(named)} ${variants.length === 1 ? "is" : "are"} compared with the baseline over ${count(seeds)} seeds${list}. Means are given with half of their 95\\,\\% interval (Student's $t$), differences with the interval of the paired differences where both ran the same seeds, and with Welch's interval, which allows for unequal variances, where they did not. A difference counts as better or worse only when its interval, corrected by Holm's method for the comparisons of that metric on that data set, excludes zero.`
      : `${capital(named)} ${variants.length === 1 ? "is" : "are"} compared with the baseline by one recorded value for each data set and metric. Without repetitions nothing is known about noise, and no difference is called an improvement.`
  } No setting was tuned for any run, the baseline included.`;
}

function machineText({ environment, code }: Material): string {
  const fact = (name: string) => (environment[name] && environment[name] !== "none" ? tex(environment[name]) : "");
  const software = [
    fact("Python") && `Python~${fact("Python")}`,
    /\btorch\b/.test(code) && fact("torch") && `PyTorch~${fact("torch")}`,
    fact("numpy") && `NumPy~${fact("numpy")}`,
  ].filter((part): part is string => Boolean(part));
  const machine = [
    fact("CPU"),
    fact("cores") && `${fact("cores")} cores`,
    fact("memory (GB)") && `${fact("memory (GB)")}~GB of memory`,
    fact("GPU") ? fact("GPU") : /\btorch\b/.test(code) && environment.GPU === "none" ? "no GPU" : "",
  ].filter(Boolean);
  if (software.length + machine.length === 0) return "";
  return `\\paragraph{Machine.} ${sentences(
    machine.length > 0 ? `All runs were made on one machine: ${machine.join(", ")}.` : "",
    fact("operating system") ? `Its operating system is ${fact("operating system")}.` : "",
    software.length > 0 ? `The software is ${listed(software)}.` : "",
    fact("scale") ? `The scale of the runs is the one that the project calls \`\`${fact("scale")}''.` : "",
  )}`;
}
