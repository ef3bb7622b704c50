/** A setting of an experiment: how a paper calls it, and how code does. */
export type ParameterKind = {
  readonly name: string;
  readonly said: RegExp;
  /** Matches wherever `said` does, and V8 is ready for it in a twentieth of the time: what is asked first. */
  readonly anywhere: RegExp;
  readonly coded: RegExp;
  /** What takes it by position: sizes of layers stand in `Linear(256, 256)`. */
  readonly givenTo: RegExp | undefined;
  /** Code calls it by so many names that any number that stands in it will do. */
  readonly loose: boolean;
  /** Counted in whole numbers. */
  readonly whole: boolean;
  /** Names that mean nothing else: where the code has one, no other name will do. */
  readonly exact: RegExp | undefined;
};

const WHOLE = /steps|size|epochs|dimension|heads|layers|length|seed|modulus|points|interval/;
const LOOSE =
  /^(?:data points|evaluation interval|regularisation weight|EMA interval|learning rate decay|vocabulary size|updates|warm-up)$/;

const EXACT: Readonly<Record<string, RegExp>> = {
  "embedding dimension": /emb(?!.*drop)|d_model/,
  "hidden dimension": /hidden(?!_?(?:layers?|param))/,
  "batch size": /batch_?size|(?:^|_)bs$/,
  "attention heads": /^(?:n|num)?_?(?:attn_|attention_)?n?heads?$/,
  "training steps":
    /^(?!.*(?:accum|warm|time_?step|eval|log|decay|diffusion|sampl|inference|random)).*(?:steps|iters?|iterations|updates)$/,
  layers: /^(?:n|num|number_of)?_?(?:hidden|transformer|decoder|encoder)?_?(?:layers?|blocks?)$|^depth$/,
  modulus: /prime|modulus|modulo|^p$|^mod$/,
  "diffusion steps": /time_?steps|diffusion_?steps|denoising_?steps/,
};

const kind = (name: string, said: string, coded: RegExp, givenTo?: RegExp): ParameterKind => ({
  name,
  said: new RegExp(`(?<![\\p{L}\\d])(?:${said})(?![\\p{L}])`, "giu"),
  anywhere: new RegExp(said, "iu"),
  coded,
  givenTo,
  loose: LOOSE.test(name),
  whole: WHOLE.test(name),
  exact: EXACT[name],
});

/** What sizes of layers are given to, and what whole networks are made by. */
const NETWORKS = /net|model|mlp|denoiser|transformer|gpt|encoder|decoder|block|unet|classifier/;
const LAYERS = new RegExp(`linear|conv|embed|attention|lstm|gru|norm|mixer|adapter|parameter|${NETWORKS.source}`);

/** The more special first: a “minimum learning rate” is no “learning rate”. */
export const PARAMETERS: readonly ParameterKind[] = [
  kind(
    "minimum learning rate",
    "min(?:imum|imal)?\\.? learning[- ]rates?",
    /(?:^|_)min_?(?:lr|learning_?rate)|eta_min/,
  ),
  kind(
    "warm-up",
    "(?:learning[- ]rate )?(?:linear )?warm-?ups?(?: (?:steps?|iter(?:ation)?s?|periods?|phases?|schedules?))?",
    /warm/,
  ),
  kind("learning rate decay", "learning[- ]rate decay(?: iterations?| steps?)?", /decay/),
  kind(
    "learning rate",
    "(?:(?:initial|base|peak|max(?:imum)?|constant|fixed|default|uniform) )?learning[- ]rates?|step[- ]sizes?|\\blr\\b",
    /^(?!min|eta|drop|decay|.*(?:drop|decay|iters|steps|warm|sched|frame|sample|noise))(?:[a-z0-9]+_)*(?:lr|learning_?rate|rate|step_size)s?(?:_[a-z0-9]+)?$/,
  ),
  kind(
    "weight decay",
    "weight[- ]decay(?: coefficient| rate)?|L2 (?:regulari[sz]ation|penalty)(?: (?:weight|strength|coefficient))?",
    /weight_?decay|(?:^|_)wd(?:$|_)|l2/,
  ),
  kind("batch size", "(?:mini-?)?batch(?:es)?(?:[- ]sizes?)?(?: of size)?", /batch/),
  kind(
    "EMA decay",
    "(?:EMA|exponential moving average|moving average)(?: \\(EMA\\))?(?: of (?:the )?(?:model )?(?:parameters|weights))?(?:[:,]? ?(?:with )?(?:an? )?(?:decay|rate|momentum|factor|coefficient)+(?: (?:rate|factor))?)?|decay (?:rate|factor)",
    /ema|(?:^|_)(?:decay|beta|mu|momentum)(?:$|_)/,
  ),
  kind("EMA interval", "updated every", /every|interval|ema|freq/),
  kind(
    "diffusion steps",
    "(?:diffusion|denoising|noise|sampling|reverse) (?:time-?)?steps?|time-?steps?|schedule(?= ?\\(?T ?=)|(?<=diffusion (?:process|model)s? (?:has|have|uses?|with|of|takes?|consists of) [\\d,.]+ )steps",
    /time_?steps?|diffusion_?steps?|num_steps|(?:^|_)t(?:$|_)|n_steps|steps/,
  ),
  kind(
    "training steps",
    "(?:training|gradient|optimi[sz]ation|optimi[sz]er|update) (?:steps?|iterations?|updates?)|(?:max(?:imum)? )?(?:number of )?(?:training )?iter(?:ation)?s|(?<=(?:train|optimi[sz]|batch)\\p{L}* [^.;]{0,40}\\bfor [\\d,.k]+ )(?:steps|updates)|step(?= (?:training|ablation|experiment)s?\\b)",
    /^(?!.*accum).*(?:steps|iters?|iterations|updates)/,
  ),
  kind("updates", "gradient updates|update steps|updates", /updates|steps|iters/),
  kind("epochs", "(?:training )?epochs?", /epoch/),
  kind(
    "embedding dimension",
    "(?:(?:time|token|input|positional|style|sinusoidal|model) )?embeddings?[- ](?:dim(?:ension)?s?|size|width)(?:ality)?|embeddings?(?= (?:have|has|with|of|use) [\\d,]+ dim)|-?dim(?:ensional)? embeddings?|d_?model",
    /emb|dim|d_model|width|hidden/,
    LAYERS,
  ),
  kind("model dimension", "dimensions(?! of)|model dimension|model width", /emb|dim|d_model|width|hidden/, LAYERS),
  kind(
    "hidden dimension",
    "hidden[- ](?:dim(?:ension)?s?|size|width|units?|channels?|features?|state size)(?:ality)?|(?:units|neurons|nodes)(?: (?:each|per (?:hidden )?layer))?|hidden units|-?dim(?:ensional)? (?:hidden|model|network)|layer width|width|(?<=\\d )wide",
    /hidden|dim|width|units|embd|channels|(?:^|_)ff(?:$|_)|^(?!.*(?:batch|buffer|vocab|block|train|test|eval|sample|ensemble|data|set_|pool|population|window|step|patch|kernel|beam)).*size|d_model|features/,
    LAYERS,
  ),
  kind("feed-forward dimension", "feed-?forward (?:dim(?:ension)?|size|width)", /ff|mlp|dim|hidden/, LAYERS),
  kind(
    "attention heads",
    "(?:attention |self-attention )?heads?",
    /head/,
    /attention|transformer|encoder|decoder|gpt|block/,
  ),
  kind(
    "layers",
    "(?:(?:hidden|transformer|decoder|encoder|attention|residual|linear|MLP|fully[- ]connected)[- ])*(?:layers?|blocks?)",
    /layer|block(?!_?(?:size|len))|depth/,
    NETWORKS,
  ),
  kind("dropout", "dropout(?: (?:rate|probability))?", /drop/, /drop/),
  kind(
    "context length",
    "context (?:length|size|window)s?|block size|sequence length|context",
    /block_?size|context|seq_?len|max_?len/,
  ),
  kind(
    "gradient clipping",
    "(?:gradient[- ])?clip(?:ping|ped)?(?: (?:norm|threshold|value|at))?|gradient norm",
    /clip/,
    /clip/,
  ),
  kind("discount factor", "discount(?:ing)?(?: factors?| rates?)?", /gamma|discount/),
  kind(
    "replay buffer",
    "(?:replay )?buffer(?: size| (?:holds|stores|has|keeps))?|transitions",
    /buffer|replay|capacity/,
  ),
  kind("patience", "patience", /patience/),
  kind("top-k", "top[- ]k(?: sampling)?|top(?= \\d+ \\p{L})", /top_?k/),
  kind("beam width", "beam (?:width|size)", /beam/),
  kind("folds", "folds", /fold/),
  kind("momentum", "momentum(?: coefficient)?", /momentum|beta/),
  kind("β₁", "β_?1|beta_?1", /beta/),
  kind("β₂", "β_?2|beta_?2", /beta/),
  kind("betas", "betas|β(?: values| parameters)?(?=\\s*[=(])", /beta/),
  kind("seed", "(?:fixed |random |manual )+seeds?(?: of)?", /^(?!n_|num_|number_of_).*seed/, /seed/),
  kind("modulus", "(?:prime )?modulus|prime", /^p$|mod|prime/, /data|mod/),
  kind(
    "training fraction",
    "(?:training|train) (?:fraction|share|split|ratio)|(?<=split[^.;]{0,40})(?:training|train)(?=\\s*\\(\\d)|of (?:all |the |all of the )?(?:available )?(?:pairs|data|examples|samples|points|entries|equations)(?: (?:are|is|were))? (?:used )?for training",
    /frac|split|ratio/,
  ),
  kind("probability", "probabilit(?:y|ies)", /prob|(?:^|_)p(?:$|_)/),
  kind("temperature", "temperature", /temp/),
  kind(
    "data points",
    "(?:data |training |synthetic |sample )?(?:points|samples|examples)(?: (?:per|each|for (?:training|each)))?",
    /(?:^|_)n(?:$|_)|num|size|samples|points|count|total/,
    /get|data|sample|make|rand|arange|linspace/,
  ),
  kind(
    "evaluation interval",
    "(?:evaluat(?:ed|ions?)|logging|checkpoints?) (?:interval|every)",
    /eval|interval|every|log/,
  ),
  kind("vocabulary size", "vocab(?:ulary)?(?: size)?", /vocab/),
  kind(
    "regularisation weight",
    "(?:regulari[sz]ation|penalty|loss) (?:weight|coefficient|strength)|(?:style |auxiliary )?loss weight",
    /weight|lambda|coef|alpha|reg|l1/,
  ),
];
