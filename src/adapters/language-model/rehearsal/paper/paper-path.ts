/** Where every template keeps its paper. */
export const PAPER_PATH = "latex/template.tex";
