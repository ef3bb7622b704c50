/** Whether an endpoint is on this machine (Ollama, vLLM, a proxy): nothing leaves it, and nobody sends a bill unless the prices say so. */
export function isLoopback(baseUrl: string): boolean {
  if (!URL.canParse(baseUrl.trim())) return false;
  const host = new URL(baseUrl.trim()).hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  return host === "localhost" || host.endsWith(".localhost") || host === "::1" || /^127(?:\.\d{1,3}){3}$/.test(host);
}
