# Runs a plotting script just as `python plot.py` would, and writes down what matplotlib drew into each picture: `.figures.json`, beside the
# script. Nothing here may change what the script does: whatever goes wrong while something is noted is dropped. Standard library only;
# works from Python 3.8 and with every matplotlib that has what is asked for.
import functools, hashlib, importlib.machinery, json, math, os, re, struct, sys, time, types

RECORD = ".figures.json"
MOST_SERIES = 60
MOST_READ = 200
LARGEST_READ = 20_000_000

script = sys.argv[1]
folder = os.getcwd()
figures = {}
opened = {}


def hash_of(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def inside(path):
    """The path below the script's folder, with slashes; None for what lies elsewhere."""
    near = os.path.relpath(os.path.abspath(os.fsdecode(path)), folder)
    return None if near.startswith("..") or os.path.isabs(near) else near.replace(os.sep, "/")


def follow_reading(event, args):
    """Remembers which data the script opened, so that it can be said later when a picture is older than they are."""
    if event != "open" or len(opened) >= MOST_READ or not isinstance(args[0], (str, bytes)):
        return
    try:
        writes = isinstance(args[1], str) and any(letter in args[1] for letter in "wax+")
        near = None if writes else inside(args[0])
        if near and near not in opened and near != RECORD and not near.endswith((".py", ".pyc", ".png", ".pdf")):
            opened[near] = None
    except Exception:
        pass


def data_read():
    for path, known in list(opened.items()):
        if known is None:
            there = os.path.join(folder, path)
            small = os.path.isfile(there) and os.path.getsize(there) <= LARGEST_READ
            opened[path] = hash_of(there) if small else ""
    return [{"path": path, "sha256": known} for path, known in sorted(opened.items()) if known]


def shown(artist):
    return artist is not None and artist.get_visible()


def text_of(artist):
    return artist.get_text().strip() if shown(artist) else ""


def colour_of(value):
    from matplotlib.colors import to_hex

    try:
        return to_hex(value)
    except Exception:
        return None


def counted(axes, points, data_coordinates):
    """How many points there are, how many are no numbers, and how many lie where the axes look."""
    import numpy

    points = numpy.asarray(numpy.ma.getdata(points), dtype=float).reshape(-1, 2)
    good = points[numpy.isfinite(points).all(axis=1)]
    seen = len(good)
    if data_coordinates:
        (left, right), (low, high) = sorted(axes.get_xlim()), sorted(axes.get_ylim())
        x, y = good[:, 0], good[:, 1]
        seen = int(((x >= left) & (x <= right) & (y >= low) & (y <= high)).sum())
    return {"points": len(points), "nonFinite": len(points) - len(good), "inView": seen}


def series_of(axes):
    """What is drawn, each under the name that the legend would give it; `axes.containers` hold bars and points with error bars."""
    found, parts = [], set()
    flat = axes.name == "rectilinear"
    for container in axes.containers:
        members = [one for one in container.get_children() if one is not None]
        parts.update(map(id, members))
        first = next((one for one in members if one.get_visible()), None)
        if first is None:
            continue
        kind = {"BarContainer": "bars", "ErrorbarContainer": "error bars"}.get(type(container).__name__, "points")
        entry = {"kind": kind, "label": container.get_label()}
        if kind == "bars":
            heights = [max(one.get_height(), one.get_width(), key=abs) if is_number(one) else math.nan for one in members]
            entry.update(points=len(heights), nonFinite=sum(not math.isfinite(one) for one in heights), inView=len(heights))
            entry["colour"] = colour_of(first.get_facecolor())
        elif hasattr(first, "get_xydata"):
            entry.update(counted(axes, first.get_xydata(), flat), **look_of(first))
        found.append(entry)
    for line in axes.lines:
        if id(line) in parts or not line.get_visible():
            continue
        in_data = flat and line.get_transform() == axes.transData
        kind = "points" if str(line.get_linestyle()) in ("None", "", " ") else "line"
        entry = {"kind": kind, "label": line.get_label(), **look_of(line)}
        found.append({**entry, **counted(axes, line.get_xydata(), in_data)})
    for collection in axes.collections:
        if id(collection) in parts or not collection.get_visible():
            continue
        name = type(collection).__name__
        entry = {"kind": "points" if name == "PathCollection" else "area", "label": collection.get_label()}
        if name == "PathCollection":
            in_data = flat and collection.get_offset_transform() == axes.transData
            entry.update(counted(axes, collection.get_offsets(), in_data))
            colours = {colour_of(one) for one in collection.get_facecolor()}
            entry["colour"] = colours.pop() if len(colours) == 1 else None
        found.append(entry)
    return [{**entry, "label": named(entry["label"])} for entry in found[:MOST_SERIES]]


def is_number(patch):
    return math.isfinite(patch.get_height()) and math.isfinite(patch.get_width())


def named(label):
    """A name that matplotlib made up itself begins with an underscore, and no legend has it."""
    label = str(label or "")
    return "" if label.startswith("_") else label


def look_of(line):
    return {"colour": colour_of(line.get_color()), "style": str(line.get_linestyle()), "marker": str(line.get_marker())}


def ticks_of(axis, axes):
    """What stands at the ticks: nothing, numbers or words."""
    if not axes.axison or not axis.get_visible():
        return [], "none"
    low, high = sorted(axis.get_view_interval())
    ticks = [one for one in axis.get_major_ticks() if low <= one.get_loc() <= high]
    texts = [text_of(one.label1) or text_of(one.label2) for one in ticks]
    texts = [one for one in texts if one]
    words = [one for one in texts if not is_numeral(one)]
    return texts[:40], "none" if not texts else "words" if len(words) * 2 > len(texts) else "numbers"


def is_numeral(text):
    """As ticks have it: “−0.5”, “$\\mathdefault{10^{-3}}$”, “20%”, “1.5k”. What has letters besides is a word: “Layer 3”, “run_1”."""
    return re.fullmatch(r"[-+\u2212\d.,e^\s\u00d7]*[%kKMGT]?", re.sub(r"\\mathdefault|\\times|[$\\{}]", "", text)) is not None


def axes_record(axes):
    legend = axes.get_legend()
    box = axes.get_position()
    record = {
        "title": " ".join(filter(None, (axes.get_title(loc).strip() for loc in ("left", "center", "right")))),
        "box": [round(value, 4) for value in (box.x0, box.y0, box.x1, box.y1)],
        "projection": axes.name,
        "framed": bool(axes.axison),
        "colourBar": hasattr(axes, "_colorbar"),
        "legend": [text_of(one) for one in legend.get_texts()] if shown(legend) else [],
        "texts": [text_of(one) for one in axes.texts if text_of(one)][:40],
        "series": series_of(axes),
        "patches": sum(shown(one) for one in axes.patches),
        "images": sum(shown(one) for one in axes.images),
        "photos": sum(shown(one) and getattr(one.get_array(), "ndim", 2) == 3 for one in axes.images),
        "tables": len(axes.tables),
    }
    for letter, axis in (("x", axes.xaxis), ("y", axes.yaxis)):
        texts, kind = ticks_of(axis, axes)
        label = text_of(axis.label) if axes.axison else ""
        record[letter] = {"label": label, "scale": axis.get_scale(), "ticks": kind, "tickTexts": texts if kind == "words" else []}
    return record


def hidden_texts(figure):
    """Tick labels and names of axes that are switched off, and ticks out of view, are there and not drawn."""
    hidden = set()
    from matplotlib.text import Text

    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            ticks = axis.get_major_ticks() + axis.get_minor_ticks()
            out = [axis] if not (axes.axison and axes.get_visible() and axis.get_visible()) else []
            out += [one for one in ticks if not low <= one.get_loc() <= high]
            for one in out:
                hidden.update(map(id, one.findobj(Text)))
    return hidden


def smallest_text(figure):
    from matplotlib.text import Text

    hidden = hidden_texts(figure)
    texts = [one for one in figure.findobj(Text) if id(one) not in hidden and text_of(one)]
    if not texts:
        return None
    least = min(texts, key=lambda one: one.get_fontsize())
    return {"points": round(float(least.get_fontsize()), 2), "text": text_of(least)[:80]}


def png_size(path):
    with open(path, "rb") as file:
        start = file.read(24)
    return struct.unpack(">II", start[16:24]) if start[:8] == b"\x89PNG\r\n\x1a\n" else None


def note(figure, name, wanted):
    from matplotlib import rcParams

    path = os.fspath(name)
    if not os.path.splitext(path)[1]:
        path += "." + (wanted.get("format") or rcParams["savefig.format"])
    near = inside(path)
    if near is None:
        return
    dpi = wanted.get("dpi") or rcParams["savefig.dpi"]
    dpi = float(figure.dpi if dpi == "figure" else dpi)
    pixels = png_size(path)
    inches = [one / dpi for one in pixels] if pixels else figure.get_size_inches()
    super_texts = {name: text_of(getattr(figure, "_" + name, None)) for name in ("suptitle", "supxlabel", "supylabel")}
    figures[near] = {
        "path": near,
        "sha256": hash_of(path),
        "inches": [round(float(one), 3) for one in inches],
        "dpi": dpi,
        "title": super_texts["suptitle"],
        "x": super_texts["supxlabel"],
        "y": super_texts["supylabel"],
        "legend": [text_of(one) for legend in figure.legends if shown(legend) for one in legend.get_texts()],
        "texts": [text_of(one) for one in figure.texts if text_of(one)][:40],
        "smallestText": smallest_text(figure),
        "axes": [axes_record(one) for one in figure.axes if one.get_visible()],
        "data": data_read(),
    }
    write_record()


def write_record():
    import matplotlib

    made = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    record = {"format": 1, "made": made, "matplotlib": matplotlib.__version__, "figures": [figures[one] for one in sorted(figures)]}
    draft = RECORD + ".draft"
    with open(os.path.join(folder, draft), "w", encoding="utf-8") as file:
        json.dump(clean(record), file, indent=1, ensure_ascii=False)
    os.replace(os.path.join(folder, draft), os.path.join(folder, RECORD))


def clean(value):
    """JSON knows neither NaN nor the numbers of numpy."""
    if isinstance(value, dict):
        return {key: clean(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [clean(one) for one in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value if value is None or isinstance(value, (bool, int, float, str)) else str(value)


def record_figures(figure_class):
    original = figure_class.savefig

    @functools.wraps(original)
    def savefig(self, fname, *args, **kwargs):
        answer = original(self, fname, *args, **kwargs)
        try:
            if isinstance(fname, (str, os.PathLike)):
                note(self, fname, kwargs)
        except Exception:
            pass
        return answer

    figure_class.savefig = savefig


class WhenLoaded:
    """Waits for the script to import matplotlib, so that nothing is imported which it does not want."""

    def find_spec(self, name, path=None, target=None):
        if name != "matplotlib.figure":
            return None
        sys.meta_path.remove(self)
        for finder in sys.meta_path:
            spec = finder.find_spec(name, path, target) if hasattr(finder, "find_spec") else None
            if spec is not None:
                break
        else:
            return None
        try:
            load = spec.loader.exec_module

            def exec_module(module):
                load(module)
                try:
                    record_figures(module.Figure)
                except Exception:
                    pass

            spec.loader.exec_module = exec_module
        except Exception:
            pass
        return spec


def forget_ours(error):
    """Takes this program out of the tracebacks of an error and of those that led to it, each once: cause and context are often the same."""
    waiting, done = [error], set()
    while waiting:
        one = waiting.pop()
        if one is None or id(one) in done:
            continue
        done.add(id(one))
        one.__traceback__ = without_ours(one.__traceback__)
        waiting += [one.__cause__, one.__context__]


def without_ours(trace):
    ours = globals()
    while trace is not None and trace.tb_frame.f_globals is ours:
        trace = trace.tb_next
    at = trace
    while at is not None:
        while at.tb_next is not None and at.tb_next.tb_frame.f_globals is ours:
            at.tb_next = at.tb_next.tb_next
        at = at.tb_next
    return trace


def run():
    path = os.path.abspath(script) if sys.version_info >= (3, 9) else script
    try:
        with open(path, "rb") as file:
            source = file.read()
    except OSError as error:
        print("%s: can't open file %r: %s" % (sys.executable, path, "[Errno %s] %s" % (error.errno, error.strerror)), file=sys.stderr)
        sys.exit(2)
    sys.argv = sys.argv[1:]
    sys.path[0] = os.path.dirname(os.path.abspath(script))
    main = types.ModuleType("__main__")
    main.__file__ = path
    main.__builtins__ = __builtins__
    main.__cached__ = None
    if sys.version_info < (3, 14):
        main.__annotations__ = {}
    main.__loader__ = importlib.machinery.SourceFileLoader("__main__", path)
    ours = sys.modules["__main__"]
    sys.modules["__main__"] = main
    sys.meta_path.insert(0, WhenLoaded())
    sys.addaudithook(follow_reading)
    try:
        exec(compile(source, path, "exec", dont_inherit=True), main.__dict__)
    except Exception as error:
        forget_ours(error)
        sys.excepthook(type(error), error, error.__traceback__)
        sys.exit(1)
    return ours


kept = run()
