"""Draws the figures of an idea from every labelled run: `python plot.py`, in the folder that holds the runs.

Reads `run_*/final_info.json`, and `curves.json` and `samples.npz` where they are; writes PNG files beside this script's runs.
"""
from __future__ import annotations

import json
import math
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

# Which runs are drawn, in this order, and what the legend calls them. A run that is not named here is left out.
labels = {
    "run_0": "Baseline",
}

FULL_WIDTH = 6.75  # inches, the text width of a paper's page, so that letters keep their size in print
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")  # Okabe and Ito, safe for colour-blind eyes
MARKERS = ("o", "s", "^", "D", "v", "P", "X")
# Two-sided 97.5 % quantile of Student's t for 1, 2, 3 ... degrees of freedom; beyond the table the normal value is close enough.
T_QUANTILES = (12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131)

plt.rcParams.update({
    "figure.dpi": 250, "savefig.dpi": 250, "savefig.bbox": "tight", "savefig.pad_inches": 0.04,
    "font.family": "serif", "font.serif": ["STIXGeneral"], "mathtext.fontset": "stix",
    "font.size": 9, "axes.titlesize": 9.5, "axes.labelsize": 9, "xtick.labelsize": 8, "ytick.labelsize": 8, "legend.fontsize": 8,
    "axes.spines.top": False, "axes.spines.right": False, "axes.linewidth": 0.7, "axes.grid": True, "axes.axisbelow": True,
    "grid.color": "#dddddd", "grid.linewidth": 0.5, "lines.linewidth": 1.3, "legend.frameon": False,
})  # fmt: skip


def main() -> None:
    runs = {name: read_run(Path(name)) for name in labels if (Path(name) / "final_info.json").exists()}
    if not runs:
        raise SystemExit("No run named in `labels` has a final_info.json here, so there is nothing to draw.")
    datasets = list(next(iter(runs.values()))["metrics"])
    draw_training_loss(runs, datasets)
    draw_samples(runs, datasets)
    draw_metric(runs, datasets, "kl_divergence", "KL divergence (nats)", "kl_divergence.png")
    draw_metric(runs, datasets, "eval_loss", "Held-out error (MSE)", "eval_loss.png")


def read_run(folder: Path) -> dict:
    """One run: `metrics`, `curves` (empty when not recorded) and `samples` (empty when not recorded)."""
    curves, samples = folder / "curves.json", folder / "samples.npz"
    return {
        "metrics": json.loads((folder / "final_info.json").read_text(encoding="utf-8")),
        "curves": json.loads(curves.read_text(encoding="utf-8")) if curves.exists() else {},
        "samples": dict(np.load(samples, allow_pickle=False)) if samples.exists() else {},
    }


def draw_training_loss(runs: dict, datasets: list[str]) -> None:
    """Mean over seeds, with a band from the lowest to the highest seed; one panel per data set."""
    if not any(run["curves"] for run in runs.values()):
        return
    figure, panels = plt.subplots(1, len(datasets), figsize=(FULL_WIDTH, 2.0), sharey=True, squeeze=False)
    for panel, dataset in zip(panels[0], datasets):
        for place, (name, run) in enumerate(runs.items()):
            curves = list(run["curves"].get(dataset, {}).values())
            if curves:
                length = min(len(curve["x"]) for curve in curves)
                steps, losses = curves[0]["x"][:length], np.array([curve["y"][:length] for curve in curves], dtype=float)
                panel.plot(steps, losses.mean(axis=0), color=colour(place), label=labels[name])
                panel.fill_between(steps, losses.min(axis=0), losses.max(axis=0), color=colour(place), alpha=0.2, linewidth=0)
        panel.set(title=dataset, xlabel="Training step")
    panels[0, 0].set_ylabel("Training loss (MSE)")
    note = "Mean over seeds, band from lowest to highest seed; losses under different noise schedules cannot be compared"
    finish(figure, panels[0, 0], "training_loss.png", note)


def draw_samples(runs: dict, datasets: list[str]) -> None:
    """Held-out points in the first row, then each run's generated points (first seed), all on the same axes."""
    rows = {name: run for name, run in runs.items() if run["samples"]}
    if not rows:
        return
    height = 0.55 + 1.3 * (len(rows) + 1)
    figure, panels = plt.subplots(
        len(rows) + 1, len(datasets), figsize=(FULL_WIDTH, height), sharex=True, sharey=True, squeeze=False, layout="constrained"
    )
    first = next(iter(rows.values()))["samples"]
    for column, dataset in enumerate(datasets):
        draw_points(panels[0, column], first.get(f"{dataset}_real"), "#555555")
        panels[0, column].set_title(dataset)
        panels[-1, column].set_xlabel("$x_1$ (units of spread)")
        for place, (name, run) in enumerate(rows.items()):
            draw_points(panels[place + 1, column], run["samples"].get(f"{dataset}_generated"), colour(list(runs).index(name)))
    for row, title in enumerate(["Held-out data", *(labels[name] for name in rows)]):
        panels[row, 0].set_ylabel(f"{title}\n$x_2$ (units of spread)")
    save(figure, "samples.png", [labels[name] for name in rows])


def draw_points(panel, points: np.ndarray | None, shade: str) -> None:
    """At most 1,500 points; axes as wide as every data set needs, so that stray points stay visible up to three spreads."""
    panel.set(xlim=(-2.9, 2.9), ylim=(-2.3, 2.3), aspect="equal", xticks=(-2, 0, 2), yticks=(-2, 0, 2))
    if points is not None:
        panel.scatter(points[:1500, 0], points[:1500, 1], s=1.6, color=shade, alpha=0.55, linewidths=0, rasterized=True)


def draw_metric(runs: dict, datasets: list[str], metric: str, axis: str, file: str) -> None:
    """Mean and 95 % interval over seeds of each run, single seeds as small dots; one panel per data set, lower is better."""
    figure, panels = plt.subplots(1, len(datasets), figsize=(FULL_WIDTH, 2.1), squeeze=False)
    for panel, dataset in zip(panels[0], datasets):
        for place, (name, run) in enumerate(runs.items()):
            seeds, mean = values_of(run["metrics"].get(dataset, {}), metric)
            if mean is None:
                continue
            panel.errorbar(place, mean, yerr=half_interval(seeds), color=colour(place), marker=MARKERS[place % len(MARKERS)],
                           markersize=5, capsize=3, linestyle="none", label=labels[name])  # fmt: skip
            panel.scatter(place + np.linspace(0.14, 0.26, len(seeds)), seeds, s=6, color=colour(place), alpha=0.5, linewidths=0)
            if place == 0:
                panel.axhline(mean, color=colour(place), linewidth=0.8, linestyle=":", zorder=0.5)
        panel.set(title=dataset, xticks=[], xlim=(-0.6, len(runs) - 0.4))
        panel.grid(axis="x", visible=False)
        panel.ticklabel_format(axis="y", useOffset=False)
    panels[0, 0].set_ylabel(axis)
    finish(figure, panels[0, 0], file, "Mean over seeds, 95 % interval (Student's t); small dots: single seeds; dotted: mean of the first run; lower is better")


def values_of(result: dict, metric: str) -> tuple[list[float], float | None]:
    """The values per seed (empty when not recorded) and their mean (None when the run does not have the metric)."""
    seeds = result.get("final_info_dict", {}).get(metric, [])
    return seeds, result.get("means", {}).get(metric)


def half_interval(seeds: list[float]) -> float:
    """Half the width of the two-sided 95 % interval of the mean; 0 for fewer than two seeds."""
    count = len(seeds)
    if count < 2:
        return 0.0
    quantile = T_QUANTILES[count - 2] if count - 2 < len(T_QUANTILES) else 1.96
    return quantile * float(np.std(seeds, ddof=1)) / math.sqrt(count)


def colour(place: int) -> str:
    return COLOURS[place % len(COLOURS)]


def finish(figure, first_panel, file: str, note: str = "") -> None:
    """One legend above all panels, an optional note below, then the file."""
    handles, names = first_panel.get_legend_handles_labels()
    figure.tight_layout(w_pad=0.8)
    figure.legend(handles, names, loc="lower center", bbox_to_anchor=(0.5, 0.99), ncol=min(4, max(1, len(names))))
    if note:
        figure.text(0.5, -0.01, note, ha="center", va="top", fontsize=7.5, color="#555555")
    save(figure, file, names)


def save(figure, file: str, series: list[str]) -> None:
    """Writes the PNG; its `Series` text entry names what is drawn, so that a reader without eyes can check the legend."""
    figure.savefig(file, metadata={"Title": Path(file).stem.replace("_", " "), "Series": "; ".join(series)})
    plt.close(figure)


if __name__ == "__main__":
    main()
