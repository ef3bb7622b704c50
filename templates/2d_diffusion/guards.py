"""Checks that a run must pass before its numbers count: `python guards.py --out_dir=run_<i>`, after the run, with the same code.

They need what `experiment.py` hands to `run_benchmark`, `fit(train_points, report)`. Where it does not work, the guards that need it are
not passed. Locked.
"""
from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import torch

import evaluate
import metrics
import point_sets
from evaluate import PROTOCOLS
from guarding import Experiment, Failed, Run, experiment_under, guard_run, refuse_replaced, same_means, watching_calls
from metrics import kl_divergence, nearest_distances, noise_prediction_error
from point_sets import split_points

DEVICE = evaluate.current_device()
PROBED = "circle"  # the set on which training is watched, at smoke scale
SAME = 1e-5  # distance at which two points are one, in units of the set's spread


@dataclass
class Lesson:
    """What training did once at smoke scale: functions of the data's module that it called, and its noise prediction on held-out points."""

    called: list[str]
    usual_error: float
    fresh_error: float


@lru_cache(maxsize=None)
def experiment() -> tuple[Experiment, list[str]]:
    with watching_calls("point_sets.py") as called:
        return experiment_under(evaluate, metrics, point_sets), called


@lru_cache(maxsize=None)
def lesson() -> Lesson:
    os.environ["AI_SCIENTIST_SCALE"] = "smoke"
    protocol, training = PROTOCOLS["smoke"], experiment()[0].fit
    split = split_points(PROBED, 0, protocol.train_points, protocol.held_out_points)
    train, held_out = (torch.from_numpy(points).to(DEVICE) for points in (split.train, split.held_out))
    torch.manual_seed(0)
    with watching_calls("point_sets.py") as called:
        fitted = training(train, lambda step, loss: None)
    with torch.no_grad():
        usual = noise_prediction_error(fitted.predict_noise, held_out, 0)
        fresh = np.mean([noise_prediction_error(fitted.predict_noise, held_out, seed) for seed in (777_001, 777_002)])
    return Lesson(called, usual, float(fresh))


def held_out_of(run: Run, dataset: str) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Training, held-out and generated points of the first seed."""
    protocol = PROTOCOLS[run.extra["scale"]]
    split = split_points(dataset, run.extra["seeds"][0], protocol.train_points, protocol.held_out_points)
    with np.load(run.folder / "samples.npz", allow_pickle=False) as kept:
        real, generated = kept[f"{dataset}_real"], kept[f"{dataset}_generated"]
    if not np.array_equal(real, split.held_out):
        raise Failed(f"The points in samples.npz are not the held-out points of {dataset}.")
    return tuple(torch.from_numpy(points).to(DEVICE) for points in (split.train, split.held_out, generated))


def evaluator_used(run: Run) -> str:
    """The divergence of the first seed is estimated again from the points that the run kept."""
    refuse_replaced(experiment()[0])
    same_means(run)
    for dataset in run.results:
        _, held_out, generated = held_out_of(run, dataset)
        again, recorded = kl_divergence(held_out, generated), run.values(dataset, "kl_divergence")[0]
        if abs(again - recorded) > 0.005 + 0.01 * abs(again):
            raise Failed(f"The run recorded a kl_divergence of {recorded:.4f} on {dataset}; the points that it kept have {again:.4f}.")
    return "The divergence of the first seed, estimated again from the kept points, is the recorded one on every set."


def train_test_overlap(run: Run) -> str:
    """The splits share no point (each run refuses that), and training does not draw points itself."""
    if called := sorted({*experiment()[1], *lesson().called}):
        raise Failed(f"Training calls {', '.join(called)} of point_sets.py itself. It may learn from the points that it is given only.")
    for dataset in run.results:
        held_out_of(run, dataset)
    return "Training and held-out points share none, and training keeps to the points that it is given."


def no_copies(run: Run) -> str:
    """A sampler that repeats training points has learnt nothing, whatever its divergence."""
    for dataset in run.results:
        train, _, generated = held_out_of(run, dataset)
        copied = (nearest_distances(generated[:1000], train, 1) < SAME).float().mean().item()
        if copied > 0.01:
            raise Failed(f"{copied:.0%} of the points generated for {dataset} are training points.")
    return "Generated points are no copies of training points."


def fresh_noise(run: Run) -> str:
    """The noise that the evaluator adds can be drawn again by whoever knows its seed; noise that nobody has drawn yet cannot."""
    usual, fresh = lesson().usual_error, lesson().fresh_error
    if fresh > 1.3 * usual + 0.02:
        raise Failed(f"The model predicts the evaluator's noise with an error of {usual:.3f}, and other noise with {fresh:.3f}. It knows the noise.")
    return f"Noise that the evaluator never drew is predicted as well as its own (error {fresh:.3f} and {usual:.3f} on {PROBED})."


if __name__ == "__main__":
    guard_run({
        "evaluator-used": evaluator_used,
        "train-test-overlap": train_test_overlap,
        "no-copies": no_copies,
        "fresh-noise": fresh_noise,
    })  # fmt: skip
