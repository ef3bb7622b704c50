"""Checks that a run must pass before its numbers count: `python guards.py --out_dir=run_<i>`, after the run, with the same code.

They need what `experiment.py` hands to `run_benchmark`, `fit(x, y)`. Where it does not work, the guards that need it are not passed. Locked.
"""
from __future__ import annotations

from functools import lru_cache

import numpy as np

import evaluate
from evaluate import FUNCTIONS, GRID, REPEATS, measure, samples_of
from guarding import Experiment, Failed, Run, experiment_under, guard_run, refuse_replaced, same_means, watching_calls

LOOKS = 10  # data sets of each function on which an estimator is watched


@lru_cache(maxsize=None)
def experiment() -> tuple[Experiment, list[str]]:
    with watching_calls("evaluate.py") as called:
        return experiment_under(evaluate), called


def data_sets(name: str) -> list[tuple[np.ndarray, np.ndarray]]:
    generator = np.random.default_rng([99, *name.encode()])
    return [samples_of(name, generator) for _ in range(LOOKS)]


def evaluator_used(run: Run) -> str:
    """The first seed is measured again, in a process where nothing else was done; an estimator that draws at random may differ a little."""
    refuse_replaced(experiment()[0])
    same_means(run)
    fit, seed = experiment()[0].fit, run.extra["seeds"][0]
    x, y = data_sets("sine")[0]
    margin = 1e-4 if np.array_equal(fit(x, y)(GRID), fit(x, y)(GRID)) else 0.25
    for name in run.results:
        again, _ = measure(fit, name, seed, REPEATS[run.extra["scale"]])
        for metric in ("test_mse", "worst_mse"):
            recorded = run.values(name, metric)[0]
            if abs(again[metric] - recorded) > margin * again[metric]:
                raise Failed(f"The run recorded a {metric} of {recorded:.5f} on {name}; measured again, it is {again[metric]:.5f}.")
    return "The errors of the first seed, measured again, are the recorded ones on every function."


def train_test_overlap(run: Run) -> str:
    """What is estimated, and the noise-free values that an estimate is judged by, are in evaluate.py: an estimator asks nothing there."""
    samples, fit = [data_sets(name)[0] for name in FUNCTIONS], experiment()[0].fit
    with watching_calls("evaluate.py") as called:
        for x, y in samples:
            fit(x, y)(GRID)
    if asked := sorted({*experiment()[1], *called}):
        raise Failed(f"The estimator calls {', '.join(asked)} of evaluate.py. It may learn from the samples that it is given only.")
    return "The estimator keeps to the samples that it is given."


def learns_from_samples(run: Run) -> str:
    """Samples of the mirrored functions are estimated about as well: whoever knows the functions by heart gets them wrong."""
    errors = {"usual": 0.0, "mirrored": 0.0}
    for name, function in FUNCTIONS.items():
        for x, y in data_sets(name):
            for case, sign in (("usual", 1.0), ("mirrored", -1.0)):
                estimate = np.asarray(experiment()[0].fit(x, sign * y)(GRID), dtype=float)
                errors[case] += float(np.mean((estimate - sign * function(GRID)) ** 2)) / (LOOKS * len(FUNCTIONS))
    if errors["mirrored"] > 3.0 * errors["usual"] + 0.05:
        raise Failed(f"The functions are estimated with an error of {errors['usual']:.4f}, their mirror images with {errors['mirrored']:.4f}. The estimator knows the functions.")
    return f"Mirrored functions are estimated as well (error {errors['mirrored']:.4f}) as the usual ones ({errors['usual']:.4f})."


if __name__ == "__main__":
    guard_run({
        "evaluator-used": evaluator_used,
        "train-test-overlap": train_test_overlap,
        "learns-from-samples": learns_from_samples,
    })  # fmt: skip
