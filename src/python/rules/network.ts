import type { Call } from "../calls";
import { mentioned, type Remark } from "../mentions";
import { isOwnModule } from "../packages";
import type { Program } from "../program";
import type { Context, Finding, Rule } from "../rule";

/** Talks to other machines, or fetches data and weights from them. */
export const network: Rule = {
  id: "network",
  check: (program, context) => [...modules(program, context), ...mentioned(program, REMARKS), ...fetched(program)],
};

/** What is there to talk to other machines, by the first part of its name or more. */
const TALKING =
  /^(?:socket|socketserver|urllib\.(?:request|robotparser)|http\.(?:client|server)|ftplib|smtplib|smtpd|poplib|imaplib|nntplib|telnetlib|xmlrpc|asyncore|asynchat|requests|requests_\w+|urllib3|aiohttp|httpx|httplib2|websockets?|paramiko|pycurl|tornado|flask|fastapi|uvicorn|gradio|streamlit|grpc|zmq|boto3|botocore|s3fs|gcsfs|google\.cloud|azure|dropbox|slack_sdk|telegram|discord|pymongo|redis|psycopg2?|pymysql|scapy|pysftp|selenium|playwright|openai|anthropic|cohere|replicate|webbrowser)(?:\.|$)/;
/** Packages that send a run to a service, or fetch data and models from one. */
const SERVICES =
  /^(?:wandb|mlflow|comet_ml|neptune|clearml|aim|huggingface_hub|datasets|gdown|kaggle|kagglehub|pooch|tensorflow_datasets|tfds|modelscope|dvc)(?:\.|$)/;

/** One mention a module is enough: where it is imported, or where it is used unimported. */
function modules(program: Program, { policy }: Context): Finding[] {
  const seen = new Set<string>();
  return program.references.flatMap(({ node, names }) => {
    const name = names.find((one) => TALKING.test(one) || SERVICES.test(one));
    const module = name && (TALKING.exec(name) ?? SERVICES.exec(name))![0].replace(/\.$/, "");
    if (!name || !module || seen.has(module) || isOwnModule(module.split(".")[0]!, policy.files)) return [];
    seen.add(module);
    return [{ node, message: SERVICES.test(name) ? service(module) : talking(module) }];
  });
}

function talking(module: string): string {
  return `Uses ${module}, which talks to other machines: a run is to need nothing but its own files, and what is sent cannot be taken back. Reject this unless the idea needs it.`;
}

function service(module: string): string {
  return `Uses ${module}, which sends to or fetches from a service: a run then depends on it, and what is sent cannot be taken back. Record in --out_dir instead, or name files in “data” of template.json.`;
}

const REMARKS: readonly Remark[] = [
  {
    names:
      /^asyncio\.(?:open_connection|start_server|open_unix_connection)$|^asyncio\..*\.create_connection$|^multiprocessing\.connection\.(?:Client|Listener)$/,
    say: talking,
  },
  {
    names:
      /^(?:torch\.hub\.(?:load\w*|download\w*|list|help)|torch\.utils\.model_zoo\.\w+|torchvision\.datasets\.utils\.download\w*|sklearn\.datasets\.(?:fetch_\w+)|(?:tensorflow\.)?keras\.datasets\.\w+\.load_data|(?:tensorflow\.)?keras\.utils\.get_file|nltk\.download|spacy\.cli\.download|seaborn\.load_dataset|statsmodels\.datasets\.get_rdataset|scipy\.datasets\.\w+|transformers\.pipeline|sentence_transformers\.SentenceTransformer|open_clip\.create_model\w*|clip\.load|whisper\.load_model)$/,
    say: (name) => fetching(name),
  },
];

function fetching(what: string): string {
  return `Fetches from the network with ${what}: the run fails without a connection, and changes when the source does. Name the files in “data” of template.json, or reject this.`;
}

/** Arguments by which a call fetches: `download=True`, weights by name, an address. */
function fetched(program: Program): Finding[] {
  return program.calls.flatMap((call) => {
    const how = fetchesBy(program, call);
    return how ? [{ node: call.node, message: fetching(how) }] : [];
  });
}

function fetchesBy(program: Program, call: Call): string | undefined {
  const names = program.names(call.callee);
  for (const { keyword, value } of call.arguments) {
    if ((keyword === "download" || keyword === "pretrained") && program.constant(value) === true)
      return `${keyword}=True`;
    const isWeights = keyword === "weights" || keyword === "weights_backbone";
    if (isWeights && names.some((name) => /^torchvision\.models\./.test(name)) && program.constant(value) !== null)
      return `${keyword}=…`;
  }
  const first = call.arguments.find(({ keyword }) => keyword === "")?.value;
  const text = first && program.constant(first);
  if (typeof text !== "string") return undefined;
  const owner = names.find((name) => /(?:^|\.)(?:from_pretrained|hf_hub_download|snapshot_download)$/.test(name));
  if (owner && !/^(?:\.|\/|~)/.test(text)) return owner;
  if (!/^(?:https?|ftp|s3|gs|wss?):\/\//i.test(text)) return undefined;
  return names.find((name) => READS.test(name));
}

/** Readers that take an address as well as a path. */
const READS =
  /^(?:pandas\.read_\w+|polars\.(?:read|scan)_\w+|numpy\.(?:loadtxt|genfromtxt|DataSource)|numpy\.lib\.\w+|imageio\..*|xarray\.open_\w+|fsspec\.\w+|matplotlib\.pyplot\.imread|skimage\.io\.imread|torch\.load|geopandas\.read_file)$/;
