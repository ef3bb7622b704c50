"""Checks that a run must pass before its numbers count: `python guards.py --out_dir=run_<i>`, after the run, with the same code.

They need two entry points of `experiment.py`: `build_model(task)` and what it hands to `run_benchmark`, `fit(task, watch)`. Where one of
them is missing or does not work, the guards that need it are not passed. Locked.
"""
from __future__ import annotations

import math
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp

import numpy as np
import torch
from torch.nn.modules.module import register_module_forward_hook, register_module_forward_pre_hook
from torch.optim.optimizer import register_optimizer_step_post_hook

import evaluate
import operations
from evaluate import ENOUGH, PROTOCOLS, Record, judged, lesson_of
from guarding import Experiment, Failed, Run, experiment_under, guard_run, read_json, refuse_replaced, same_means
from operations import Split, split_table, table_of

DEVICE = evaluate.current_device()
os.environ["AI_SCIENTIST_COMPILE"] = "off"  # a compiled model could not be watched
PROBED = "x_plus_y"  # the operation on which training is watched


@lru_cache(maxsize=None)
def experiment() -> Experiment:
    return experiment_under(evaluate, operations)


def evaluator_used(run: Run) -> str:
    """The first seed is measured again from its weights, in a process where nothing else was done; steps must be those of the curves."""
    refuse_replaced(experiment())
    same_means(run)
    curves = read_json(run.folder / "curves.json")
    for operation in run.results:
        steps_of_curves(run, operation, curves.get(operation, {}))
        loss, accuracy = measured_again(run, operation)
        for metric, again in (("val_loss", loss), ("val_accuracy", accuracy)):
            recorded = run.values(operation, metric)[0]
            if abs(again - recorded) > 0.01 * max(1.0, abs(again)):
                raise Failed(f"The run recorded a {metric} of {recorded:.4f} on {operation}; its model, measured again, has {again:.4f}.")
    return "The first seed of each operation, measured again from the kept weights, is as recorded; so are the steps of every seed."


def measured_again(run: Run, operation: str) -> tuple[float, float]:
    scale, weights = run.extra["scale"], run.folder / f"model_{operation}.npz"
    if not weights.exists():
        raise Failed(f"The run kept no weights of {operation} (model_{operation}.npz), so its model cannot be checked.")
    table, seed = table_of(operation, scale), run.extra["seeds"][0]
    task, watch = lesson_of(operation, seed, scale, table.symbols, split_table(table, seed), DEVICE, Record(Path(mkdtemp())))
    model = experiment().part("build_model")(task)
    with np.load(weights, allow_pickle=False) as kept:
        state = {name.replace("_orig_mod.", ""): torch.from_numpy(kept[name]) for name in kept.files}
    try:
        model.load_state_dict(state)
    except RuntimeError as error:
        raise Failed(f"The model that build_model() makes is not the one that was judged on {operation}: {' '.join(str(error).split())[:300]}") from error
    return judged(model.float(), watch.validation_pairs, watch.validation_answers, table.symbols)


def steps_of_curves(run: Run, operation: str, curves: dict) -> None:
    """The steps to understanding are the first point of the curve that is high enough, else the limit."""
    limit, recorded = PROTOCOLS[run.extra["scale"]].step_limit, run.values(operation, "steps_to_99")
    found = [curve for name, curve in curves.items() if name.startswith("val_accuracy")]
    if len(found) != len(recorded):
        raise Failed(f"curves.json has {len(found)} curves of val_accuracy for the {len(recorded)} seeds of {operation}.")
    for curve, steps in zip(found, recorded):
        drawn = next((step for step, accuracy in zip(curve["x"], curve["y"]) if accuracy >= ENOUGH - 1e-7), limit)
        if drawn != steps:
            raise Failed(f"A seed of {operation} recorded {steps:g} steps to {ENOUGH:.0%}; its curve says {drawn:g}.")


@dataclass
class Lesson:
    """What training did on the smallest scale, with answers that were drawn at random: pairs that the model was fed while gradients were on,
    steps of optimizers, updates that were reported, and the share of validation pairs that came out right.
    """

    fed: set[tuple[int, ...]]
    split: Split
    optimizer_steps: int
    reported: int
    accuracy: float
    symbols: int


@lru_cache(maxsize=None)
def lesson() -> Lesson:
    """Random answers cannot be generalised: whoever knows those of the validation pairs has seen them."""
    table = table_of(PROBED, "probe")
    true = split_table(table, 0)
    random = np.random.default_rng(7)
    answers = (random.integers(0, table.symbols, len(part)).astype(np.int64) for part in (true.train_pairs, true.validation_pairs))
    split = Split(true.train_pairs, next(answers), true.validation_pairs, next(answers))
    task, watch = lesson_of(PROBED, 0, "probe", table.symbols, split, DEVICE, Record(Path(mkdtemp())))
    fed, steps, depth = set(), [0], [0]

    def enter(_module: torch.nn.Module, inputs: tuple) -> None:
        depth[0] += 1
        rows = inputs[0] if inputs and isinstance(inputs[0], torch.Tensor) else None
        if depth[0] == 1 and rows is not None and torch.is_grad_enabled() and not rows.is_floating_point() and rows.dim() == 2:
            fed.update(map(tuple, rows[:, :2].tolist()))

    def leave(*_: object) -> None:
        depth[0] -= 1

    def stepped(*_: object) -> None:
        steps[0] += 1

    training = experiment().fit
    hooks = [register_module_forward_pre_hook(enter), register_module_forward_hook(leave), register_optimizer_step_post_hook(stepped)]
    try:
        torch.manual_seed(0)
        fitted = training(task, watch)
    finally:
        for hook in hooks:
            hook.remove()
    _, accuracy = judged(fitted.model, watch.validation_pairs, watch.validation_answers, table.symbols)
    return Lesson(fed, split, steps[0], watch.calls, accuracy, table.symbols)


def train_test_overlap(run: Run) -> str:
    """The halves share no pair, and training feeds none of the other half to the model."""
    for operation in run.results:
        split = split_table(table_of(operation, run.extra["scale"]), run.extra["seeds"][0])
        if common := pairs_of(split.train_pairs) & pairs_of(split.validation_pairs):
            raise Failed(f"{len(common)} pairs of {operation} are in both halves.")
    fed, foreign = lesson().fed, lesson().fed & pairs_of(lesson().split.validation_pairs)
    if not fed:
        raise Failed("Training never called the model with pairs of operands, so what it was trained on cannot be seen.")
    if foreign:
        raise Failed(f"{len(foreign)} of the {len(fed)} pairs that the model was trained on are validation pairs.")
    return f"The halves share no pair, and the {len(fed)} pairs that the model was trained on are all from its own half."


def pairs_of(pairs: np.ndarray) -> set[tuple[int, ...]]:
    return set(map(tuple, pairs.tolist()))


def shuffled_labels(run: Run) -> str:
    """Chance, with four standard errors of the share of right answers."""
    count, chance = len(lesson().split.validation_pairs), 1 / lesson().symbols
    bound = chance + 4 * math.sqrt(chance * (1 - chance) / count)
    if lesson().accuracy > bound:
        raise Failed(f"Trained on random answers, the model gives {lesson().accuracy:.0%} of the random answers that it never saw; chance is {chance:.0%}. It knows the validation answers.")
    return f"Trained on random answers, the model gives {lesson().accuracy:.0%} of those that it never saw; chance is {chance:.0%}."


def updates_counted(run: Run) -> str:
    steps, reported = lesson().optimizer_steps, lesson().reported
    if steps == 0:
        raise Failed("Training takes no step of a torch.optim.Optimizer, so its updates cannot be counted.")
    if steps > reported:
        raise Failed(f"Training takes {steps} steps of the optimizer and reports {reported} updates, so its steps to {ENOUGH:.0%} say nothing.")
    return f"Every update is reported ({steps} on the smallest scale)."


if __name__ == "__main__":
    guard_run({
        "evaluator-used": evaluator_used,
        "train-test-overlap": train_test_overlap,
        "shuffled-labels": shuffled_labels,
        "updates-counted": updates_counted,
    })  # fmt: skip
