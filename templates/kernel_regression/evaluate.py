"""What a run is measured by: the functions, the noise, the metrics and the record. Locked: an idea may change how a function is
estimated (`experiment.py`), never how the estimate is judged. An estimator sees noisy samples only.
"""
from __future__ import annotations

import json
import math
import os
import time
from pathlib import Path
from typing import Callable

import numpy as np

FUNCTIONS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "sine": lambda x: np.sin(6.0 * x),  # smooth everywhere
    "steps": lambda x: np.minimum(np.floor(4.0 * x), 3.0) / 2.0 - 0.75,  # flat with three jumps
    "chirp": lambda x: np.sin(20.0 * x**2),  # slow at the left, fast at the right
}

SAMPLES = 60  # noisy samples per data set
NOISE = 0.15  # standard deviation of their noise
GRID = np.linspace(0.0, 1.0, 400)  # where estimates are judged, without noise
REPEATS = {"smoke": 20, "full": 500}  # data sets per function and seed
DEFAULT_SEEDS = (0, 1, 2, 3, 4)

Estimate = Callable[[np.ndarray], np.ndarray]


def run_benchmark(fit: Callable[[np.ndarray, np.ndarray], Estimate], out_dir: str) -> None:
    """Estimates each function from many data sets per seed, and writes the record of the run into `out_dir`."""
    scale, seeds, started = current_scale(), current_seeds(), time.perf_counter()
    fit(*samples_of("sine", np.random.default_rng(0)))  # the first solution of a process is slow and would be timed
    values: dict[str, dict[str, list[float]]] = {}
    curves: dict[str, dict[str, dict]] = {}
    for name in FUNCTIONS:
        for seed in seeds:
            metrics, shown = measure(fit, name, seed, REPEATS[scale])
            for metric, value in metrics.items():
                values.setdefault(name, {}).setdefault(metric, []).append(value)
            curves.setdefault(name, {title.format(seed=seed): {**curve, "xLabel": "x"} for title, curve in shown.items()})
            print(f"{name} seed {seed} done: test_mse {metrics['test_mse']:.5f}", flush=True)
    circumstances = {"scale": scale, "seeds": list(seeds), "device": "cpu", "samples_seen": SAMPLES, "data_sources": {name: "generator" for name in FUNCTIONS}}
    write_record(Path(out_dir), values, curves, {**circumstances, "wall_time_seconds": time.perf_counter() - started})


def measure(fit: Callable, name: str, seed: int, repeats: int) -> tuple[dict[str, float], dict[str, dict[str, list[float]]]]:
    """The metrics over `repeats` data sets, and the first of them with its estimate, for the figures."""
    generator = np.random.default_rng([seed, *name.encode()])
    errors, seconds, shown = [], 0.0, {}
    for _ in range(repeats):
        x, y = samples_of(name, generator)
        before = time.perf_counter()
        estimate = np.asarray(fit(x, y)(GRID), dtype=float)
        seconds += time.perf_counter() - before
        if estimate.shape != GRID.shape or not np.isfinite(estimate).all():
            raise SystemExit(f"{name}, seed {seed}: the estimate is not {len(GRID)} finite numbers.")
        errors.append(float(np.mean((estimate - FUNCTIONS[name](GRID)) ** 2)))
        shown = shown or shown_of(name, x, y, estimate)
    return {"test_mse": float(np.mean(errors)), "worst_mse": max(errors), "fit_time": seconds / repeats}, shown


def shown_of(name: str, x: np.ndarray, y: np.ndarray, estimate: np.ndarray) -> dict[str, dict[str, list[float]]]:
    """One data set with its estimate, and the function itself, as curves."""
    drawn = {"samples (seed {seed})": (x, y), "estimate (seed {seed})": (GRID, estimate), "function": (GRID, FUNCTIONS[name](GRID))}
    return {title: {"x": places.tolist(), "y": values.tolist()} for title, (places, values) in drawn.items()}


def samples_of(name: str, generator: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Places drawn evenly from 0 to 1, in order, and the function's values there with noise."""
    x = np.sort(generator.uniform(0.0, 1.0, SAMPLES))
    return x, FUNCTIONS[name](x) + NOISE * generator.standard_normal(SAMPLES)


def write_record(out_dir: Path, values: dict, curves: dict, circumstances: dict) -> None:
    """`final_info.json` comes last: where it is, the record is whole."""
    out_dir.mkdir(parents=True, exist_ok=True)
    write_json(out_dir / "curves.json", curves)
    write_json(out_dir / "extra.json", circumstances)
    write_json(out_dir / "final_info.json", {name: summary(metrics) for name, metrics in values.items()})


def write_json(path: Path, content: dict) -> None:
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def summary(values: dict[str, list[float]]) -> dict:
    """Mean over seeds and its standard error, std(ddof=1) / sqrt(n); the standard error of a single seed is left out."""
    means = {metric: float(np.mean(seeds)) for metric, seeds in values.items()}
    errors = {metric: float(np.std(seeds, ddof=1) / math.sqrt(len(seeds))) for metric, seeds in values.items() if len(seeds) > 1}
    return {"means": means, "stderrs": errors, "final_info_dict": values}


def current_scale() -> str:
    """`AI_SCIENTIST_SCALE`: smoke or full (the default)."""
    scale = os.environ.get("AI_SCIENTIST_SCALE", "full")
    if scale not in REPEATS:
        raise SystemExit(f"AI_SCIENTIST_SCALE is {scale!r}; it must be one of {', '.join(REPEATS)}.")
    return scale


def current_seeds() -> tuple[int, ...]:
    """`AI_SCIENTIST_SEEDS`, numbers with commas between, else `DEFAULT_SEEDS`."""
    text = os.environ.get("AI_SCIENTIST_SEEDS", "")
    try:
        return tuple(int(word) for word in text.split(",")) if text.strip() else DEFAULT_SEEDS
    except ValueError:
        raise SystemExit(f"AI_SCIENTIST_SEEDS is {text!r}; whole numbers with commas between are expected, as in 0,1,2.") from None
