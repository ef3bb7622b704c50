/** Where a project has its paper. */
export const PAPER_SOURCE = "latex/template.tex";
