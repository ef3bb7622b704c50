"""Draws the runs in `labels` that lie beside this file: `python plot.py`. One figure a metric, one panel a data set."""
import json
import math
import os
import re

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

# Only runs named here are drawn, in this order.
labels = {
    "run_0": "Baseline",
}

COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"]  # told apart by colour-blind readers too
MARKERS = "osD^vP"

plt.rcParams.update({"font.size": 8, "axes.spines.top": False, "axes.spines.right": False, "savefig.dpi": 200, "savefig.bbox": "tight"})


def main():
    runs = {name: read_run(name) for name in labels if os.path.exists(os.path.join(name, "final_info.json"))}
    if not runs:
        raise SystemExit("None of the runs in `labels` is here; run the experiment first.")
    first = next(iter(runs.values()))
    for metric in sorted({metric for numbers in first.values() for metric in numbers}):
        draw(runs, [name for name, numbers in first.items() if metric in numbers], metric)


def read_run(folder):
    """Data set -> metric -> (mean, standard error or 0)."""
    with open(os.path.join(folder, "final_info.json"), encoding="utf-8") as file:
        content = json.load(file)
    result = {}
    for dataset, numbers in content.items():
        means = numbers.get("means", numbers) if isinstance(numbers, dict) else {"value": numbers}
        errors = numbers.get("stderrs", {}) if isinstance(numbers, dict) else {}
        result[dataset] = {metric: (float(mean), error_of(errors, metric)) for metric, mean in means.items() if is_number(mean)}
    return result


def error_of(errors, metric):
    value = errors.get(metric, errors.get(metric.replace("_mean", "_stderr"), 0.0))
    return float(value) if is_number(value) else 0.0


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def draw(runs, datasets, metric):
    figure, panels = plt.subplots(1, len(datasets), figsize=(max(2.4, min(6.75, 2.25 * len(datasets))), 2.1), squeeze=False)
    for panel, dataset in zip(panels[0], datasets):
        for place, (run, numbers) in enumerate(runs.items()):
            if metric not in numbers.get(dataset, {}):
                continue
            mean, error = numbers[dataset][metric]
            style = {"color": COLOURS[place % len(COLOURS)], "marker": MARKERS[place % len(MARKERS)], "linestyle": "none"}
            panel.errorbar(place, mean, yerr=error, capsize=3, markersize=5, label=labels[run], **style)
        panel.set(title=dataset, xticks=[], xlim=(-0.6, len(runs) - 0.4))
    panels[0, 0].set_ylabel(metric)
    handles, names = panels[0, 0].get_legend_handles_labels()
    figure.tight_layout(w_pad=0.8)
    figure.legend(handles, names, loc="lower center", bbox_to_anchor=(0.5, 0.99), ncol=min(4, max(1, len(names))), frameon=False)
    figure.text(0.5, -0.01, "Bars: standard error over seeds, where it is known", ha="center", va="top", fontsize=7, color="#555555")
    file = re.sub(r"\W+", "_", metric).strip("_") + ".png"
    figure.savefig(file, metadata={"Title": metric, "Series": "; ".join(names)})
    plt.close(figure)


if __name__ == "__main__":
    main()
