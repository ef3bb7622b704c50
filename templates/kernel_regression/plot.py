"""Draws the runs in `labels` that lie beside this file: `python plot.py`."""
from __future__ import annotations

import json
import math
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

# Only runs named here are drawn, in this order.
labels = {
    "run_0": "Baseline",
}

COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"]  # told apart by colour-blind readers too
MARKERS = "osD^vP"
FULL_WIDTH = 6.75  # inches of a text block
T_QUANTILES = [12.71, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262]  # two-sided 95 %, 1 to 9 degrees of freedom

plt.rcParams.update({"font.size": 8, "axes.spines.top": False, "axes.spines.right": False, "savefig.dpi": 200, "savefig.bbox": "tight"})


def main() -> None:
    runs = {name: read_run(Path(name)) for name in labels if (Path(name) / "final_info.json").exists()}
    if not runs:
        raise SystemExit("None of the runs in `labels` is here; run the experiment first.")
    draw_metric(runs, "test_mse", "Test error (MSE)", "test_mse.png")
    draw_metric(runs, "worst_mse", "Worst test error (MSE)", "worst_mse.png")
    draw_estimates(runs, "estimates.png")


def read_run(folder: Path) -> dict:
    curves = folder / "curves.json"
    return {
        "metrics": json.loads((folder / "final_info.json").read_text(encoding="utf-8")),
        "curves": json.loads(curves.read_text(encoding="utf-8")) if curves.exists() else {},
    }


def draw_metric(runs: dict, metric: str, axis: str, file: str) -> None:
    """Mean and 95 % interval over seeds of each run; one panel per function, lower is better."""
    names = list(next(iter(runs.values()))["metrics"])
    figure, panels = plt.subplots(1, len(names), figsize=(FULL_WIDTH, 2.1), squeeze=False)
    for panel, name in zip(panels[0], names):
        for place, (run, record) in enumerate(runs.items()):
            seeds = record["metrics"].get(name, {}).get("final_info_dict", {}).get(metric, [])
            if not seeds:
                continue
            style = {"color": COLOURS[place % len(COLOURS)], "marker": MARKERS[place % len(MARKERS)], "linestyle": "none"}
            panel.errorbar(place, np.mean(seeds), yerr=half_interval(seeds), capsize=3, markersize=5, label=labels[run], **style)
        panel.set(title=name, xticks=[], xlim=(-0.6, len(runs) - 0.4))
        panel.set_ylim(bottom=0)
    panels[0, 0].set_ylabel(axis)
    finish(figure, panels[0, 0], file, "Mean over seeds, 95 % interval (Student's t); lower is better")


def half_interval(seeds: list[float]) -> float:
    """Half the width of the two-sided 95 % interval of the mean; 0 for fewer than two seeds."""
    count = len(seeds)
    if count < 2:
        return 0.0
    quantile = T_QUANTILES[count - 2] if count - 2 < len(T_QUANTILES) else 1.96
    return quantile * float(np.std(seeds, ddof=1)) / math.sqrt(count)


def draw_estimates(runs: dict, file: str) -> None:
    """One data set of each function with its estimate by every run, and the function itself."""
    drawn = {run: record["curves"] for run, record in runs.items() if record["curves"]}
    if not drawn:
        return
    first = next(iter(drawn.values()))
    figure, panels = plt.subplots(1, len(first), figsize=(FULL_WIDTH, 2.1), sharey=True, squeeze=False)
    for panel, (name, shown) in zip(panels[0], first.items()):
        samples, function = named(shown, "samples"), shown["function"]
        panel.scatter(samples["x"], samples["y"], s=4, color="#999999", linewidths=0, label="Samples")
        panel.plot(function["x"], function["y"], color="#222222", linewidth=0.8, linestyle=":", label="Function")
        for run, curves in drawn.items():
            colour, estimate = COLOURS[list(runs).index(run) % len(COLOURS)], named(curves[name], "estimate")
            panel.plot(estimate["x"], estimate["y"], color=colour, linewidth=1.1, label=labels[run])
        panel.set(title=name, xlabel="x")
    panels[0, 0].set_ylabel("f(x)")
    finish(figure, panels[0, 0], file, "The first data set of the first seed")


def named(curves: dict, title: str) -> dict:
    """The curve of that title, whatever its seed."""
    return next(curve for name, curve in curves.items() if name.startswith(title))


def finish(figure, panel, file: str, note: str) -> None:
    """One legend above all panels, a note below, then the file; its `Series` entry names what is drawn."""
    handles, names = panel.get_legend_handles_labels()
    figure.tight_layout(w_pad=0.8)
    figure.legend(handles, names, loc="lower center", bbox_to_anchor=(0.5, 0.99), ncol=min(5, max(1, len(names))), frameon=False)
    figure.text(0.5, -0.01, note, ha="center", va="top", fontsize=7.5, color="#555555")
    figure.savefig(file, metadata={"Title": Path(file).stem.replace("_", " "), "Series": "; ".join(names)})
    plt.close(figure)


if __name__ == "__main__":
    main()
