"""Kernel ridge regression on noisy samples of three functions: `python experiment.py --out_dir=run_<i>`.

The functions, the noise, the metrics and the record are in `evaluate.py`, which stays as it is. How a function is estimated from
its samples is here.
"""
from __future__ import annotations

import argparse
from typing import Callable

import numpy as np

from evaluate import run_benchmark

BANDWIDTH = 0.1  # of the Gaussian kernel, in units of x
RIDGE = 1e-3  # weight of the penalty for each training point


def kernel(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Gaussian kernel between places of shapes (n,) and (m,): (n, m)."""
    distance = left[:, None] - right[None, :]
    return np.exp(-0.5 * (distance / BANDWIDTH) ** 2)


def fit(x: np.ndarray, y: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
    """Learns from noisy values `y` (n,) at places `x` (n,); gives the estimate at any places."""
    gram = kernel(x, x)
    weights = np.linalg.solve(gram + RIDGE * len(x) * np.eye(len(x)), y)
    return lambda places: kernel(places, x) @ weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out_dir", default="run_0", help="folder that receives the record of the run")
    run_benchmark(fit, parser.parse_args().out_dir)


if __name__ == "__main__":
    main()
