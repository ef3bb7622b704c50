/** A SEARCH/REPLACE block as models send it: name, fence, block. */
export function block(path: string, search: string, replace: string, language = "python"): string {
  const body = ["<<<<<<< SEARCH", ...(search === "" ? [] : [search]), "=======", ...(replace === "" ? [] : [replace])];
  return [path, `\`\`\`${language}`, ...body, ">>>>>>> REPLACE", "```", ""].join("\n");
}
