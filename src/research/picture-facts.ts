import { type FigureFault, fault, faultsOfDrawing } from "./figure-faults";
import type { DrawnFigure } from "./figure-record";
import { isBlank, isReadable, type Png, pixelsOf, pngIn } from "./picture";

/** What is known of a picture on disk. */
export type PictureFacts = {
  readonly sha256: string;
  /** Of its pixels alone: two files with the same show the same. Empty for what is no picture. */
  readonly content: string;
  readonly blank: boolean;
};

/** What the surroundings can do with bytes. */
export type Bytes = { sha256(bytes: Uint8Array): string; inflate(bytes: Uint8Array): Uint8Array };

export function pictureFacts(bytes: Uint8Array, able: Bytes): PictureFacts {
  const png = pngIn(bytes);
  return {
    sha256: able.sha256(bytes),
    content: png || bytes.length >= SMALLEST ? able.sha256(png ? png.data : bytes) : "",
    blank: png !== undefined && isReadable(png) && isBlankInside(png, able),
  };
}

/** Bytes. What is smaller is no picture of any kind. */
const SMALLEST = 200;

/** A picture that cannot be read is broken, not blank: LaTeX says so. */
function isBlankInside(png: Png, { inflate }: Bytes): boolean {
  try {
    const pixels = pixelsOf(png, inflate(png.data));
    return pixels !== undefined && isBlank(png, pixels);
  } catch {
    return false;
  }
}

/** A picture of a paper with all that is known of its making. */
export type KnownPicture = {
  readonly facts: Pick<PictureFacts, "content">;
  /** What was drawn into it, if the picture is still the one that was recorded. */
  readonly drawn: DrawnFigure | undefined;
  /** What is wrong with it wherever it is shown. */
  readonly faults: readonly FigureFault[];
};

/** `changedData` were read for it, or are what it must have been drawn from, and are not what they were. */
export function knownPicture(
  facts: Pick<PictureFacts, "content" | "blank">,
  drawn: DrawnFigure | undefined,
  changedData: readonly string[],
): KnownPicture {
  const [first] = changedData;
  const more = changedData.length > 1 ? ` and ${changedData.length - 1} more` : "";
  const faults = [
    ...(facts.blank && !drawn
      ? [fault("figure-blank", "It is blank: all of it has one colour. Draw it again, or leave it out.")]
      : []),
    ...(drawn ? faultsOfDrawing(drawn) : []),
    ...(first
      ? [
          fault(
            "outdated-figure",
            `It was drawn before ${first}${more} changed. Run plot.py again, so that it shows the results as they are.`,
          ),
        ]
      : []),
    ...(drawn?.look?.problems ?? []).map(({ what, fix }) => fault("figure-seen", `${what} ${fix}`.trim())),
  ];
  return { facts, drawn, faults };
}

/** A picture of which only the record is at hand, right after it was drawn. */
export function asDrawn(drawn: DrawnFigure): KnownPicture {
  return knownPicture({ content: drawn.sha256, blank: false }, drawn, []);
}
