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
from torch.nn import functional as F
from torch.nn.modules.module import register_module_forward_hook, register_module_forward_pre_hook

import evaluate
import text_data
from evaluate import PROTOCOLS, Record, Task, Watch, loss_on, windows_of
from guarding import HERE, Experiment, Failed, Run, experiment_under, guard_run, refuse_replaced, same_means, watching_files
from text_data import SOURCES, split_text

SEEN = 16  # characters by which a stretch of text is recognised
TOLERANCE = 1e-4  # of logits that must not move, relative to the largest logit
DEVICE = evaluate.current_device()
os.environ["AI_SCIENTIST_COMPILE"] = "off"  # a compiled model could not be watched


@lru_cache(maxsize=None)
def experiment() -> Experiment:
    return experiment_under(evaluate, text_data)


@lru_cache(maxsize=None)
def task_of(dataset: str, scale: str) -> Task:
    split = split_text(dataset)
    return Task(dataset, scale, PROTOCOLS[scale].context, split.vocabulary, torch.from_numpy(split.train).to(DEVICE))


def model_of(run: Run, dataset: str) -> tuple[torch.nn.Module, Task]:
    """The first seed's trained model, built again by `build_model` with the weights that the run kept."""
    task, weights = task_of(dataset, run.extra["scale"]), run.folder / f"model_{dataset}.npz"
    if not weights.exists():
        raise Failed(f"The run kept no weights of {dataset} (model_{dataset}.npz), so its model cannot be checked.")
    model = experiment().part("build_model")(task)
    with np.load(weights, allow_pickle=False) as kept:
        state = {name.replace("_orig_mod.", ""): torch.from_numpy(kept[name]) for name in kept.files}
    try:
        model.load_state_dict({name: value.float() if value.is_floating_point() else value for name, value in state.items()})
    except RuntimeError as error:
        raise Failed(f"The model that build_model() makes is not the one that was judged on {dataset}: {' '.join(str(error).split())[:300]}") from error
    return model.float().eval(), task


def evaluator_used(run: Run) -> str:
    """The recorded loss of the first seed is measured again from its weights, in a process where nothing else was done."""
    refuse_replaced(experiment())
    same_means(run)
    for dataset in run.results:
        model, task = model_of(run, dataset)
        validation = torch.from_numpy(split_text(dataset).validation).to(DEVICE)
        again = loss_on(model, validation, task.context, PROTOCOLS[task.scale].judged_characters, task.vocabulary)
        recorded = run.values(dataset, "val_loss")[0]
        if abs(again - recorded) > 0.01 * max(1.0, again):
            raise Failed(f"The run recorded a val_loss of {recorded:.4f} on {dataset}; its model, measured again, has {again:.4f}.")
    return f"The val_loss of the first seed, measured again from the kept weights, is the recorded one ({', '.join(run.results)})."


@torch.no_grad()
def no_future_leak(run: Run) -> str:
    """Characters after t are changed: the logits up to t must not move. With the trained weights, and with disturbed ones, since a
    leak may hide behind weights that are still zero. Other rows of the batch must not matter either.
    """
    for dataset in run.results:
        model, task = model_of(run, dataset)
        rows = windows_of(torch.from_numpy(split_text(dataset).validation).to(DEVICE), task.context, 4 * task.context)[:, :-1]
        for state in ("trained", "disturbed"):
            if state == "disturbed":
                torch.manual_seed(0)
                for parameter in model.parameters():
                    parameter.add_(0.05 * torch.randn_like(parameter))
            for last in sorted({0, task.context // 4, task.context // 2, task.context - 2}):
                changed = rows.clone()
                changed[:, last + 1 :] = (changed[:, last + 1 :] + 1 + last % (task.vocabulary - 1)) % task.vocabulary
                moved = movement(model, rows, changed, slice(None), last)
                if moved > TOLERANCE:
                    raise Failed(
                        f"The model sees the future: on {dataset} ({state} weights), changing the characters after position {last} moved "
                        f"the logits up to it by {moved:.2g} of their size. A model must not look at what it predicts."
                    )
            others = torch.cat([rows[:1], (rows[1:] + 1) % task.vocabulary])
            if len(rows) > 1 and (moved := movement(model, rows, others, slice(0, 1), task.context - 1)) > TOLERANCE:
                raise Failed(f"On {dataset}, changing other rows of the batch moved the logits of the first by {moved:.2g} of their size.")
    return "Changing later characters, or other rows of the batch, moves no earlier logit."


def movement(model: torch.nn.Module, rows: torch.Tensor, changed: torch.Tensor, which: slice, last: int) -> float:
    before, after = model(rows)[which, : last + 1].float(), model(changed)[which, : last + 1].float()
    return ((before - after).abs().max() / before.abs().max().clamp_min(1.0)).item()


@torch.no_grad()
def chance_level(run: Run) -> str:
    """On characters drawn evenly at random nobody can do better than the logarithm of the alphabet's size."""
    found = []
    for dataset in run.results:
        model, task = model_of(run, dataset)
        text = torch.from_numpy(np.random.default_rng(0).integers(0, task.vocabulary, (32, task.context + 1))).to(DEVICE)
        losses = F.cross_entropy(model(text[:, :-1]).float().flatten(0, 1), text[:, 1:].flatten(), reduction="none")
        chance, margin = math.log(task.vocabulary), 5 * losses.std().item() / math.sqrt(len(losses))
        if losses.mean().item() < chance - margin:
            raise Failed(f"On random characters the model of {dataset} has a loss of {losses.mean().item():.3f}, less than the {chance:.3f} that is possible without seeing the answer.")
        found.append(f"{dataset} {losses.mean().item():.2f}, not below {chance:.2f}")
    return f"Random text is not predicted: {'; '.join(found)}."


@dataclass
class Lesson:
    """What training looked at on the smallest scale: files it opened, rows of characters (n, SEEN), characters counted and claimed."""

    opened: list[str]
    rows: list[np.ndarray]
    looked_at: int
    claimed: int


@lru_cache(maxsize=None)
def lesson() -> Lesson:
    """Training runs once on the smallest scale, with an eye on everything that the model is fed while gradients are on."""
    split = split_text("moby_dick")
    task, rows, counts, depth = task_of("moby_dick", "probe"), [], [0], [0]
    watch = Watch("moby_dick", 0, PROTOCOLS["probe"], task.train, torch.from_numpy(split.validation).to(DEVICE), Record(Path(mkdtemp())))

    def enter(_module: torch.nn.Module, inputs: tuple) -> None:
        depth[0] += 1
        fed = inputs[0] if inputs and isinstance(inputs[0], torch.Tensor) else None
        if depth[0] == 1 and fed is not None and torch.is_grad_enabled() and not fed.is_floating_point() and fed.dim() == 2:
            counts[0] += fed.numel()
            rows.append(fed.detach().cpu().numpy()[:, :SEEN])

    def leave(*_: object) -> None:
        depth[0] -= 1

    hooks = [register_module_forward_pre_hook(enter), register_module_forward_hook(leave)]
    training = experiment().fit  # started before files are watched, since starting opens the program itself
    try:
        torch.manual_seed(0)
        with watching_files() as opened:
            fitted = training(task, watch)
    finally:
        for hook in hooks:
            hook.remove()
    return Lesson(list(opened), rows, counts[0], fitted.tokens_seen)


def train_test_overlap(run: Run) -> str:
    """The splits share no place; and training neither opens the texts nor is fed stretches that only the validation text has."""
    texts = {str((HERE / source.path).resolve()) for source in SOURCES.values()}
    for path in lesson().opened:
        if str(Path(path).resolve()) in texts:
            raise Failed(f"Training opens {Path(path).name} itself. It may learn from the characters of task.train only.")
    split = split_text("moby_dick")
    train, validation = stretches(split.train), stretches(split.validation)
    foreign = sum(row.astype(np.uint8).tobytes() in validation - train for rows in lesson().rows for row in rows)
    if foreign:
        raise Failed(f"{foreign} of {sum(map(len, lesson().rows))} windows that the model was trained on are from the validation text.")
    return f"The splits are apart ({len(validation & train)} of {len(validation)} stretches of {SEEN} characters occur in both), and training keeps to its own."


def stretches(text: np.ndarray) -> set[bytes]:
    content = text.tobytes()
    return {content[place : place + SEEN] for place in range(len(content) - SEEN + 1)}


def tokens_counted(run: Run) -> str:
    looked_at, claimed = lesson().looked_at, lesson().claimed
    if looked_at == 0:
        raise Failed("Training never called the model with rows of characters, so what it looked at cannot be counted.")
    if not 0.95 <= claimed / looked_at <= 1.05:
        raise Failed(f"Training says that it looked at {claimed:,} characters on the smallest scale; it looked at {looked_at:,}.")
    return f"Training looked at as many characters as it says ({looked_at:,} on the smallest scale)."


if __name__ == "__main__":
    guard_run({
        "evaluator-used": evaluator_used,
        "no-future-leak": no_future_leak,
        "chance-level": chance_level,
        "train-test-overlap": train_test_overlap,
        "tokens-counted": tokens_counted,
    })  # fmt: skip
