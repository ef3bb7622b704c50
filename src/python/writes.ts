import { argument, type Call } from "./calls";
import type { Program } from "./program";
import type { Node } from "./tree";

/** A call that writes a file or makes a folder, and the expression that says which. */
export type Write = { readonly node: Node; readonly path: Node; readonly what: "file" | "folder" };

/** Every write whose target is an expression of its own. */
export function writesIn(program: Program): Write[] {
  return program.calls.flatMap((call) => {
    const path = pathOfOpening(program, call) ?? pathOfCall(program, call) ?? pathOfMethod(program, call);
    return path ? [{ node: call.node, path, what: isFolder(program, call) ? "folder" : "file" }] : [];
  });
}

function isFolder(program: Program, { callee }: Call): boolean {
  return program.names(callee).some((name) => /(?:makedirs|mkdir|SummaryWriter)$/.test(name));
}

const OPENS =
  /^(?:builtins\.open|io\.open|codecs\.open|gzip\.open|bz2\.open|lzma\.open|zipfile\.ZipFile|tarfile\.open)$/;

/** `open(path, "w")`, and `path.open("w")`. */
function pathOfOpening(program: Program, call: Call): Node | undefined {
  const names = program.names(call.callee);
  if (names.some((name) => OPENS.test(name)) && isWriting(program, argument(call, 1, "mode")))
    return argument(call, 0, "file");
  if (names.includes("os.open"))
    return opensForWriting(program, argument(call, 1, "flags")) ? argument(call, 0, "path") : undefined;
  return isMethod(program, call, /^open$/) &&
    names.every((name) => !OPENS.test(name)) &&
    isWriting(program, argument(call, 0, "mode"))
    ? call.callee.children[0]
    : undefined;
}

function isWriting(program: Program, mode: Node | undefined): boolean {
  const text = mode && program.constant(mode);
  return typeof text === "string" && /[wax+]/.test(text) && /^[rwaxbtU+:|gz2]+$/.test(text);
}

function opensForWriting(program: Program, flags: Node | undefined): boolean {
  return flags !== undefined && /O_(?:WRONLY|RDWR|CREAT|TRUNC|APPEND)/.test(program.code(flags));
}

/** Functions that write where one of their arguments says, by its place and its keyword. */
const WRITERS: readonly (readonly [RegExp, number, string])[] = [
  [/^(?:numpy\.(?:save|savez|savez_compressed|savetxt)|os\.(?:makedirs|mkdir|mkfifo|chmod|truncate))$/, 0, "file"],
  [
    /^(?:torch\.save|joblib\.dump|imageio\.(?:v\d\.)?imwrite|scipy\.io\.\w*write|torchvision\.utils\.save_image)$/,
    1,
    "f",
  ],
  [/^shutil\.(?:copy|copy2|copyfile|copytree|move|unpack_archive)$/, 1, "dst"],
  [/^os\.(?:rename|renames|replace|link|symlink)$/, 1, "dst"],
  [
    /^(?:cv2\.imwrite|matplotlib\.pyplot\.(?:savefig|imsave)|logging\.FileHandler|sqlite3\.connect|shelve\.open|shutil\.make_archive)$/,
    0,
    "fname",
  ],
  [/^(?:logging\.basicConfig)$/, 99, "filename"],
  [/^(?:torch\.utils\.tensorboard|tensorboardX)\.SummaryWriter$/, 0, "log_dir"],
];

function pathOfCall(program: Program, call: Call): Node | undefined {
  for (const name of program.names(call.callee)) {
    const writer = WRITERS.find(([names]) => names.test(name));
    if (writer) return argument(call, writer[1], writer[2]);
  }
  return undefined;
}

/** Methods whose first argument is a path: of figures, tables, images. */
const SAVES = /^(?:savefig|to_csv|to_json|to_pickle|to_parquet|to_excel|to_feather|to_hdf|tofile|save|export_stl)$/;
/** Methods of a path that write to it. */
const OWN = /^(?:write_text|write_bytes|touch|symlink_to|hardlink_to)$/;
/** Methods of a path that write to another. */
const OTHER = /^(?:rename|replace)$/;

function pathOfMethod(program: Program, call: Call): Node | undefined {
  if (isMethod(program, call, OWN)) return call.callee.children[0];
  const first = argument(call, 0);
  if (isMethod(program, call, SAVES)) return first;
  const ofPath = program.names(call.callee).some((name) => /^pathlib\.\w*Path\(\)/.test(name));
  return ofPath && isMethod(program, call, OTHER) ? first : undefined;
}

function isMethod(program: Program, { callee }: Call, names: RegExp): boolean {
  const property = callee.type === "MemberExpression" ? callee.children[2] : undefined;
  return property?.type === "PropertyName" && names.test(program.code(property));
}
