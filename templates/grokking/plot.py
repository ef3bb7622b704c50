"""Draws the figures of an idea from every labelled run: `python plot.py`, in the folder that holds the runs.

Reads `run_*/final_info.json`, and `curves.json` where it is; writes PNG files beside this script's runs.
"""
from __future__ import annotations

import json
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.ticker import LogLocator, NullFormatter, ScalarFormatter

# Which runs are drawn, in this order, and what the legend calls them. A run that is not named here is left out.
labels = {
    "run_0": "Baseline",
}

TITLES = {"x_plus_y": "$x + y$", "x_minus_y": "$x - y$", "x_div_y": "$x / y$", "permutation": "Permutations"}  # of panels
FULL_WIDTH = 6.75  # inches, the text width of a paper's page, so that letters keep their size in print
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")  # Okabe and Ito, safe for colour-blind eyes
MARKERS = ("o", "s", "^", "D", "v", "P", "X")

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
    operations = list(next(iter(runs.values()))["metrics"])
    draw_curves(runs, operations, "accuracy", "Accuracy", "accuracy.png")
    draw_curves(runs, operations, "loss", "Loss (nats)", "loss.png")
    draw_steps(runs, operations, "steps_to_99.png")


def read_run(folder: Path) -> dict:
    """One run: `metrics`, and `curves` (empty when not recorded)."""
    curves = folder / "curves.json"
    return {
        "metrics": json.loads((folder / "final_info.json").read_text(encoding="utf-8")),
        "curves": json.loads(curves.read_text(encoding="utf-8")) if curves.exists() else {},
    }


def draw_curves(runs: dict, operations: list[str], metric: str, axis: str, file: str) -> None:
    """Validation solid, training dashed, against the update on a logarithmic axis; every seed is a line, since seeds grok at their own time."""
    figure, panels = plt.subplots(1, len(operations), figsize=(FULL_WIDTH, 2.1), sharey=True, squeeze=False)
    for panel, operation in zip(panels[0], operations):
        for place, (name, run) in enumerate(runs.items()):
            curves = run["curves"].get(operation, {})
            steps, values = seeds_of(curves, f"train_{metric}")
            for line in values:
                panel.plot(steps, line, "--", color=colour(place), linewidth=0.7, alpha=0.55)
            steps, values = seeds_of(curves, f"val_{metric}")
            for index, line in enumerate(values):
                panel.plot(steps, line, color=colour(place), linewidth=1.2, alpha=0.85, label=labels[name] if index == 0 else None)
        panel.set(title=TITLES.get(operation, operation), xlabel="Update", xscale="log")
        panel.xaxis.set_major_locator(LogLocator(subs=(1, 3)))
        panel.xaxis.set_major_formatter(ScalarFormatter())
        panel.xaxis.set_minor_formatter(NullFormatter())
    if metric == "accuracy":
        panels[0, 0].set_ylim(-0.03, 1.03)
    else:
        panels[0, 0].set_ylim(bottom=0)
    panels[0, 0].set_ylabel(axis)
    finish(figure, panels[0, 0], file, "Solid: validation, one line per seed; dashed: training")


def seeds_of(curves: dict, metric: str) -> tuple[list, np.ndarray]:
    """Steps, and one row of values per seed, as far as every seed has them."""
    found = [curve for name, curve in curves.items() if name.split(" (")[0] == metric]
    length = min((len(curve["x"]) for curve in found), default=0)
    return (found[0]["x"][:length] if found else []), np.array([curve["y"][:length] for curve in found], dtype=float)


def draw_steps(runs: dict, operations: list[str], file: str) -> None:
    """Updates until 99 % of the validation pairs are right. Seeds that never got there stand hollow at the limit, which is a lower bound."""
    figure, panels = plt.subplots(1, len(operations), figsize=(FULL_WIDTH, 2.1), sharey=True, squeeze=False)
    for panel, operation in zip(panels[0], operations):
        for place, (name, run) in enumerate(runs.items()):
            values = run["metrics"].get(operation, {}).get("final_info_dict", {})
            steps, reached = values.get("steps_to_99", []), values.get("reached_99", [])
            if not steps:
                continue
            panel.plot(place, float(np.mean(steps)), color=colour(place), marker=MARKERS[place % len(MARKERS)], markersize=6, linestyle="none", label=labels[name])
            for at, step, there in zip(place + np.linspace(0.16, 0.34, len(steps)), steps, reached):
                panel.scatter(at, step, s=12, marker="o" if there else "^", facecolor=colour(place) if there else "none", edgecolor=colour(place), linewidths=0.8, alpha=0.8)
        panel.set(title=TITLES.get(operation, operation), xticks=[], xlim=(-0.6, len(runs) - 0.4))
        panel.grid(axis="x", visible=False)
    panels[0, 0].set_ylim(bottom=0, top=1.1 * panels[0, 0].get_ylim()[1])
    panels[0, 0].set_ylabel("Updates to 99 %\nvalidation accuracy")
    note = "Mean over seeds, and single seeds as small dots; hollow triangles: seeds that never got there, counted with the limit; lower is better"
    finish(figure, panels[0, 0], file, note)


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
