import type { CodeFacts } from "../../python/code-facts";
import type { Evidence, RunEvidence } from "../evidence";
import { isCounter } from "../rules/settings";

/** Whether code gives something a number or a text, by its name or by its place: `n_head`, `dropout.p`. */
export function hasSetting(code: CodeFacts, name: string): boolean {
  return numbersNamed(code, name).length > 0 || textsNamed(code, name).length > 0;
}

export function numbersNamed({ named, placed }: CodeFacts, name: string): number[] {
  return [...(named.get(name) ?? placed.numbers.get(name) ?? [])];
}

/** The same of what runs were made with: `repeats.smoke` alone where all were made at the scale `smoke`. */
export function numbersMeant({ environments }: Evidence, code: CodeFacts, name: string): number[] {
  const [scale, ...others] = new Set(environments.flatMap((one) => one.scale ?? []));
  const own = scale === undefined || others.length > 0 ? [] : numbersNamed(code, `${name}.${scale.toLowerCase()}`);
  return own.length > 0 ? own : numbersNamed(code, name);
}

export function textsNamed({ texts, placed }: CodeFacts, name: string): string[] {
  return [...(texts.get(name) ?? placed.texts.get(name) ?? [])].filter((text) => /[a-z\d]/i.test(text));
}

/** A name as the code has it: `Dropout.p` and `config.n_head` are known as well. Undefined where nothing is called so. */
export function settingNamed({ code }: Evidence, name: string): string | undefined {
  const key = name.trim().toLowerCase();
  const parts = /^[\w.]+$/.test(key) ? key.split(".") : [];
  return [key, parts.slice(-2).join("."), parts.at(-1) ?? ""].find((one) => hasSetting(code, one));
}

/**
 * Other runs whose own programs have something that the run's has not. A program that has little of theirs stands on others, of
 * which nobody knows here which.
 */
export function otherProgramsWith(
  { runs }: Evidence,
  { code: own }: RunEvidence,
  has: (code: CodeFacts) => boolean,
): RunEvidence[] {
  if (own === undefined) return [];
  const isMuchOf = ({ words }: CodeFacts) => [...words].filter((word) => own.words.has(word)).length > words.size / 2;
  return runs.filter(({ code }) => code !== undefined && has(code) && isMuchOf(code));
}

/** Names of pictures, of shapes of arrays and of what is printed: no paper speaks of them. */
const IDLE =
  /(?:font|marker|label|line|legend|tick|grid|title|edge|face|colou?r|cmap|figsize|dpi|alpha$|^ax|axis|axes|subplot|hspace|wspace|nrows|ncols?$|zorder|indent|keepdim|rotation|bbox|linestyle|loc$|capsize|^dim$|\bdim$|decimals|^xs?$|^ys?$|encoding|mode$|\bfmt|suffix|prefix|path|dir$|file|^(?:str|float|int|bool|dict|list|tuple|none|ndarray|tensor|full|smoke|run|run_name|looks)$|^(?:help|description|backend|device|dataset|start|end|name|type|iter_num|total|count|correct|args|max|min|half|diagonal|reduction|abar|seed_offset|best_\w+|global_step|emb|mean|alphas?_?\w*prod|alphas|logits|infos?|index|outputs?|rows|device_type|kth|half_dim|[abcdfghijloqrsuvwxyz])$|^(?:clamp|repeat|std)\.|ddof$|\.(?:params|split|dim)$|num_embeddings$|normalized_shape$)/;
/** Words of names that stand for what papers tell about how something was done. */
const TELLING =
  /(?:^|[._])(?:lr|rates?|dim|dims|sizes?|width|depth|layers?|heads?|epochs?|steps?|iters?|iterations|max_iters|batch|batches|dropout|decay|warm\w*|seeds?|betas?|beta\d|weights?|hidden|units|num|n|interval|every|freq\w*|frac\w*|split|ratio|temperature|schedule\w*|optim\w*|threshold|momentum|clip\w*|norm|emb\w*|embd|block|vocab\w*|timesteps|noise|scale|gamma|eps\w*|tau|lambda|k|p|clusters?|components?|samples?|points|degree|order|patience|tolerance|tol|capacity|context|window|length|kernel\w*|channels?|features|budget|horizon|episodes?|discount|train\w*|test\w*|val\w*|eval\w*|modulus|prime|factor|sigma|std|var\w*|mean|bias|ema|update\w*|init\w*|activation|loss|limit|range|first)(?=$|[._\d])/;

/** The names that can be asked for, those first that papers most likely speak of. */
export function usefulNames({ code, datasets, metrics }: Evidence): string[] {
  const { named, texts, placed } = code;
  const isResult = (name: string) => metrics.some(({ key }) => key.toLowerCase() === name);
  // What only counts up from nothing is no setting, unless its name says so.
  const isCount = (name: string) => !TELLING.test(name) && !texts.has(name) && isCounter(numbersNamed(code, name));
  // `{"moons": 3}` is told as `num_seeds.moons`.
  const sets = new Set(datasets.map((name) => name.toLowerCase()));
  const own = [...named.keys(), ...texts.keys()].filter((name) => !sets.has(name));
  const byPlace = [...placed.numbers.keys(), ...placed.texts.keys()].filter(
    (name) => !isSameAsOwn(code, name) && !placed.handedOn.has(name),
  );
  const all = [...new Set([...own, ...byPlace])].filter(
    (name) =>
      /^[a-z][\w. -]*$/.test(name) && !IDLE.test(name) && !/\.\d+$/.test(name) && !isResult(name) && !isCount(name),
  );
  return all.toSorted((one, other) => rankOf(one) - rankOf(other) || (one < other ? -1 : 1));
}

/** `kmeans.n_clusters` says no more than `n_clusters` where both are the same. What stands in a list is meant by that, and `k` by itself is anything. */
function isSameAsOwn(code: CodeFacts, name: string): boolean {
  const [head = "", bare = ""] = name.split(".");
  if (code.named.has(head) || bare.length < SHORT) return false;
  const values = (one: string) => [...numbersNamed(code, one), ...textsNamed(code, one)].toSorted().join();
  return (code.named.has(bare) || code.texts.has(bare)) && values(bare) === values(name);
}

const SHORT = 5;

/** Single letters and factors of anything come last. */
function rankOf(name: string): number {
  if (name.length < 2 || /\.(?:times|limit|eps)$/.test(name)) return 2;
  return TELLING.test(name) ? 0 : 1;
}

/** What Python and its arrays do anywhere. */
const EVERYWHERE = new Set(
  `abs all any append apply arange argmax argmin array as_tensor asarray astype backward ceil clamp clip clone close concatenate contiguous copy cpu cuda detach dict dump enumerate eval exit exp extend expand eye filter flatten float floor format full get getattr hasattr int is_available isinstance item items join keys len list load load_state_dict log lower makedirs map max mean min mkdir next no_grad numel numpy open ones parameters permute pow print range read repeat reshape reversed round save set size slice sort sorted split sqrt squeeze stack state_dict std str strip sum super sin cos tensor to tolist train transpose tuple type uniform unsqueeze update values var view where write zeros zeros_like zero_grad zip cat main parse_args add_argument float32 step forward isfinite isnan named_parameters upper startswith endswith replace manual_seed from_numpy synchronize device randint rand randn hstack vstack dumps loads exists defaultdict pop index count perf_counter`.split(
    /\s+/,
  ),
);

/** Whether every program may call it: `split` is that of a text as often as that of data. */
export function isEverywhere(name: string): boolean {
  return EVERYWHERE.has(name.toLowerCase());
}

/** What the code calls, without what every program does. */
export function calledNames({ code }: Evidence): string[] {
  return [...code.placed.called]
    .filter((name) => name.length > 2 && !EVERYWHERE.has(name) && !IDLE.test(name))
    .toSorted();
}
