/** HTML and Markdown, which TeX prints as they stand. */
export const MARKDOWN = {
  // Stars behind the numbers of a table say how significant they are, and a level follows those of its note.
  bold: /(?<![\d*}$])\*\*(?![\s*&])[^*\n]{0,199}[^*\s&]\*\*(?!\*)|(?<![\w_\\])__[^_\n]{1,200}__(?!\w)/,
  heading: /^[ \t]*#{1,6}[ \t].*$/m,
  // In the middle of a line it may be a quotation in a quotation.
  fence: /^[ \t]*```[\w+-]*[ \t]*$/m,
  link: /(?<!\\\w{0,20})\[[^\]\n]{1,100}\]\(https?:[^)\s]{0,300}\)/,
};

/** Tags of prose and entities; not the `<s>` and `<pad>` of tokenisers, nor `a < b`. */
export const HTML =
  /<\/?(?:b|i|u|em|strong|br|hr|p|div|span|sub|sup|h[1-6]|ul|ol|li|table|tr|td|th|thead|tbody|img|font|center|figure|figcaption|blockquote)(?:\s+[a-z-]+=[^<>\n]*)?\s*\/?>|<a\s+href[^<>\n]*>|<!--|&(?:nbsp|amp|lt|gt|quot|mdash|ndash|hellip|times|le|ge|#\d+);/i;
