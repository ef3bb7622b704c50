/**
 * The document that a source says it is a part of, as a path from its own folder: `% !TEX root = ../main`, which editors of LaTeX have
 * agreed on. Quotes and the ending may be there or not.
 */
export function rootNamedIn(text: string): string | undefined {
  const named = /^[ \t]*%[ \t]*![ \t]*TEX[ \t]+root[ \t]*=[ \t]*["']?([^"'\n\r]+?)["']?[ \t]*$/im.exec(text)?.[1];
  return named === undefined || /\.(?:la)?tex$/i.test(named) ? named : `${named}.tex`;
}
