/**
 * How long anything that must come is waited for, in milliseconds: as long as a machine may take that is several times slower
 * than ours and has other work. It claims nothing about speed; what comes is seen at once.
 */
export const PATIENCE = 120_000;

/** Where whole stages of an idea are walked in between. */
export const LONG_PATIENCE = 420_000;
