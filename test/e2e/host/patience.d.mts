/** How long anything that must come is waited for, in milliseconds. */
export const PATIENCE: number;
/** Where whole stages of an idea are walked in between. */
export const LONG_PATIENCE: number;
