/** A paper may name any file of this machine as a part of it; what is no LaTeX is not sent to a model. */
export const LATEX_FILE = /\.(?:tex|ltx|bbl|tikz|pgf)$/i;
