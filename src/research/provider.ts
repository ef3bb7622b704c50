/** An endpoint that speaks OpenAI's protocol, as its documentation describes it. */
export type Provider = {
  readonly id: string;
  readonly name: string;
  readonly baseUrl: string;
  /** Whether it wants a key; `optional` is up to whoever runs the server. */
  readonly key: "needed" | "optional";
  /** Where its keys are made, and where an account is topped up. */
  readonly keyPage?: string;
  readonly creditPage?: string;
  /** The environment variable in which its key is usually kept. */
  readonly variable?: string;
  /** A service in the cloud, or a server of the researcher's own. */
  readonly place: "cloud" | "own";
  /** A path that only a good key may read, for a provider whose list of models is open to everybody. */
  readonly keyCheck?: string;
  /** What its list of models wants beside, or instead of, the usual header. */
  readonly list?: {
    readonly headers: Readonly<Record<string, string>>;
    readonly keyHeader: string;
    readonly query: string;
  };
  /** How far it binds an answer to a JSON shape, where that is documented for all of its models. */
  readonly schema?: "json" | "none";
};

/**
 * The providers that are offered by name. Only documented facts stand here; what varies by model is asked of the endpoint
 * when a model is chosen. Anthropic's compatible endpoint ignores `response_format`, DeepSeek's knows `json_object` only.
 */
export const PROVIDERS: readonly Provider[] = [
  {
    id: "openai",
    name: "OpenAI",
    baseUrl: "https://api.openai.com/v1",
    key: "needed",
    keyPage: "https://platform.openai.com/api-keys",
    creditPage: "https://platform.openai.com/settings/organization/billing",
    variable: "OPENAI_API_KEY",
    place: "cloud",
  },
  {
    id: "anthropic",
    name: "Anthropic",
    baseUrl: "https://api.anthropic.com/v1",
    key: "needed",
    keyPage: "https://platform.claude.com/settings/keys",
    creditPage: "https://platform.claude.com/settings/billing",
    variable: "ANTHROPIC_API_KEY",
    place: "cloud",
    list: { headers: { "anthropic-version": "2023-06-01" }, keyHeader: "x-api-key", query: "?limit=1000" },
    schema: "none",
  },
  {
    id: "deepseek",
    name: "DeepSeek",
    baseUrl: "https://api.deepseek.com",
    key: "needed",
    keyPage: "https://platform.deepseek.com/api_keys",
    creditPage: "https://platform.deepseek.com/top_up",
    variable: "DEEPSEEK_API_KEY",
    place: "cloud",
    schema: "json",
  },
  {
    id: "gemini",
    name: "Google Gemini",
    baseUrl: "https://generativelanguage.googleapis.com/v1beta/openai",
    key: "needed",
    keyPage: "https://aistudio.google.com/apikey",
    variable: "GEMINI_API_KEY",
    place: "cloud",
  },
  {
    id: "openrouter",
    name: "OpenRouter",
    baseUrl: "https://openrouter.ai/api/v1",
    key: "needed",
    keyPage: "https://openrouter.ai/settings/keys",
    creditPage: "https://openrouter.ai/settings/credits",
    variable: "OPENROUTER_API_KEY",
    place: "cloud",
    keyCheck: "key",
  },
  {
    id: "ollama",
    name: "Ollama",
    baseUrl: "http://localhost:11434/v1",
    key: "optional",
    place: "own",
  },
  {
    id: "vllm",
    name: "vLLM",
    baseUrl: "http://localhost:8000/v1",
    key: "optional",
    variable: "VLLM_API_KEY",
    place: "own",
  },
];

/** The address of an endpoint in the one form that keys and knowledge about it are kept under. */
export function endpointOf(baseUrl: string): string {
  return baseUrl
    .trim()
    .replace(/\/+$/, "")
    .replace(/\/chat\/completions$/, "");
}

/** The provider that an address belongs to, if it is a known one: by origin, and on a machine of one's own by the whole. */
export function providerOf(baseUrl: string): Provider | undefined {
  const endpoint = endpointOf(baseUrl);
  return PROVIDERS.find(({ baseUrl: known, place }) =>
    place === "own" ? endpoint === known : originOf(endpoint) === originOf(known),
  );
}

/** A name for an endpoint in a sentence: the provider's, else its host. */
export function endpointName(baseUrl: string): string {
  return providerOf(baseUrl)?.name ?? hostOf(baseUrl);
}

export function hostOf(baseUrl: string): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl;
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : url;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The key that the environment has for an endpoint. A provider's variable is for that provider. `OPENAI_API_KEY` is for the
 * address that the environment names beside it, else for OpenAI, and goes nowhere else.
 */
export function keyInEnvironment(baseUrl: string, environment: Environment): string | undefined {
  const { OPENAI_API_KEY, OPENAI_BASE_URL, AI_SCIENTIST_MODEL_BASE_URL } = environment;
  const endpoint = endpointOf(baseUrl);
  const isNamed = (url: string | undefined) => url !== undefined && endpointOf(url) === endpoint;
  const provider = providerOf(endpoint);
  const own = (provider?.variable && environment[provider.variable]) || undefined;
  const meantForOther = provider?.id === "openai" && OPENAI_BASE_URL && !isNamed(OPENAI_BASE_URL);
  if (own && !meantForOther) return own;
  const meant = isNamed(OPENAI_BASE_URL) || (!provider && isNamed(AI_SCIENTIST_MODEL_BASE_URL));
  return (meant && OPENAI_API_KEY) || undefined;
}

/** Where a terminal keeps the key of an endpoint. */
export function keyVariable(baseUrl: string): string {
  return providerOf(baseUrl)?.variable ?? "OPENAI_API_KEY (with OPENAI_BASE_URL)";
}
