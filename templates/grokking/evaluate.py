"""What a run is measured by: the protocol, accuracy and loss, the clock and the record. Locked: an idea may change the model and how it
is trained (`experiment.py`), never how it is judged. Training code sees the training half of a table only.
"""
from __future__ import annotations

import json
import math
import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable

import numpy as np
import torch
from torch.nn import functional as F

from operations import OPERATIONS, Split, Table, split_table, table_of


@dataclass(frozen=True)
class Protocol:
    """How many updates a model has, and how often (in updates) it is looked at while it learns."""

    seeds: tuple[int, ...]
    step_limit: int
    watch_every: int


PROTOCOLS = {
    "probe": Protocol((0, 1), 40, 10),  # for the guards and for tests: its numbers say nothing
    "smoke": Protocol((0, 1), 600, 20),
    "full": Protocol((0, 1, 2), 7_500, 20),
}
ENOUGH = 0.99  # validation accuracy that counts as having understood
ROWS = 4_096  # pairs judged at once, bounds memory


@dataclass(frozen=True)
class Task:
    """What `fit` and `build_model` are given: the training half of a table, `pairs` (n, 2) and `answers` (n,), int64 symbols below
    `symbols`, on the device that is used. Training takes at most `step_limit` updates.
    """

    operation: str
    scale: str
    symbols: int
    step_limit: int
    pairs: torch.Tensor
    answers: torch.Tensor


@dataclass
class Fitted:
    """What training hands back. `model` is judged: `model(pairs)` takes int64 (n, 2) and gives logits (n, symbols). `samples_seen`:
    training pairs used, repeats included. `diagnostics`: further named numbers worth keeping; they are shown beside the results, not judged.
    """

    model: torch.nn.Module
    samples_seen: int
    diagnostics: dict[str, float] = field(default_factory=dict)


def run_benchmark(fit: Callable[[Task, Watch], Fitted], out_dir: str) -> None:
    """Trains and judges one model per operation and seed, and writes the record of the run into `out_dir`."""
    scale, device, started = current_scale(), current_device(), time.perf_counter()
    record = Record(Path(out_dir))
    for operation in OPERATIONS:
        table = table_of(operation, scale)
        for seed in current_seeds() or PROTOCOLS[scale].seeds:
            measure(fit, operation, seed, scale, table, device, record)
    record.write({"scale": scale, "device": str(device), "wall_time_seconds": time.perf_counter() - started, **peak_memory(device)})


def measure(fit: Callable, operation: str, seed: int, scale: str, table: Table, device: torch.device, record: Record) -> None:
    """One model: trained, watched, judged on both halves of the table, recorded."""
    protocol, split = PROTOCOLS[scale], split_table(table, seed)
    task, watch = lesson_of(operation, seed, scale, table.symbols, split, device, record)
    torch.manual_seed(seed)
    started = time.perf_counter()
    fitted = fit(task, watch)
    seconds = time.perf_counter() - started - watch.watching
    if watch.calls == 0:
        raise SystemExit("Training must call watch(step, model, loss) after every update; it never did.")
    val_loss, val_accuracy = judged(fitted.model, watch.validation_pairs, watch.validation_answers, table.symbols)
    train_loss, train_accuracy = judged(fitted.model, task.pairs, task.answers, table.symbols)
    metrics = {
        "steps_to_99": float(watch.understood_at or protocol.step_limit),
        "reached_99": float(watch.understood_at is not None),
        "val_accuracy": val_accuracy,
        "val_loss": val_loss,
        "train_accuracy": train_accuracy,
        "train_loss": train_loss,
        "training_time": seconds,
    }
    refuse_infinite(operation, seed, metrics)
    print(f"{operation} seed {seed} done: " + ", ".join(f"{name} {value:.4f}" for name, value in metrics.items()), flush=True)
    record.add_model(operation, seed, metrics, fitted, table.source)


def lesson_of(operation: str, seed: int, scale: str, symbols: int, split: Split, device: torch.device, record: Record) -> tuple[Task, Watch]:
    parts = (split.train_pairs, split.train_answers, split.validation_pairs, split.validation_answers)
    pairs, answers, validation_pairs, validation_answers = (torch.from_numpy(part).to(device) for part in parts)
    task = Task(operation, scale, symbols, PROTOCOLS[scale].step_limit, pairs, answers)
    return task, Watch(task, seed, PROTOCOLS[scale], validation_pairs, validation_answers, record)


@torch.no_grad()
def judged(model: torch.nn.Module, pairs: torch.Tensor, answers: torch.Tensor, symbols: int) -> tuple[float, float]:
    """Mean cross-entropy in nats, and the share of pairs whose answer has the largest logit; float32."""
    was_training = model.training
    model.eval()
    loss, right = torch.zeros((), device=pairs.device), torch.zeros((), device=pairs.device)
    for part, wanted in zip(pairs.split(ROWS), answers.split(ROWS)):
        logits = model(part)
        if tuple(logits.shape) != (len(part), symbols):
            raise SystemExit(f"The model gave logits of shape {tuple(logits.shape)}, not {(len(part), symbols)}.")
        loss += F.cross_entropy(logits.float(), wanted, reduction="sum")
        right += (logits.argmax(dim=1) == wanted).sum()
    model.train(was_training)
    return loss.item() / len(pairs), right.item() / len(pairs)


class Watch:
    """Called by training after every update: `watch(step, model, loss)`, steps counted from 1. Draws the curves, notes the first look at
    which the validation accuracy is enough, and keeps the time that watching takes apart.
    """

    def __init__(self, task: Task, seed: int, protocol: Protocol, validation_pairs: torch.Tensor, validation_answers: torch.Tensor, record: Record) -> None:
        self.task, self.seed, self.protocol, self.record = task, seed, protocol, record
        self.validation_pairs, self.validation_answers = validation_pairs, validation_answers
        self.calls, self.watching = 0, 0.0
        self.understood_at: int | None = None

    def __call__(self, step: int, model: torch.nn.Module, loss: torch.Tensor) -> None:
        self.calls += 1
        if step != self.calls or step > self.protocol.step_limit:
            raise SystemExit(f"watch() was told of update {step} at its call {self.calls}; training has {self.protocol.step_limit} updates, each reported once.")
        if step % self.protocol.watch_every != 0:
            return
        before = time.perf_counter()
        val_loss, val_accuracy = judged(model, self.validation_pairs, self.validation_answers, self.task.symbols)
        train_loss, train_accuracy = judged(model, self.task.pairs, self.task.answers, self.task.symbols)
        seen = {"val_accuracy": val_accuracy, "train_accuracy": train_accuracy, "val_loss": val_loss, "train_loss": train_loss}
        refuse_infinite(self.task.operation, self.seed, {**seen, "loss": float(loss)})
        if self.understood_at is None and val_accuracy >= ENOUGH:
            self.understood_at = step
        self.record.add_to_curves(self.task.operation, self.seed, step, seen)
        if step % (10 * self.protocol.watch_every) == 0:
            print(f"{self.task.operation} seed {self.seed} step {step} " + ", ".join(f"{name} {value:.3f}" for name, value in seen.items()), flush=True)
            self.record.write_curves()
        self.watching += time.perf_counter() - before


class Record:
    """What a run leaves behind: `final_info.json`, `curves.json`, `extra.json` and, for the guards, `model_<operation>.npz`."""

    def __init__(self, out_dir: Path) -> None:
        self.out_dir = out_dir
        self.values: dict[str, dict[str, list[float]]] = {}
        self.curves: dict[str, dict[str, dict]] = {}
        self.models: dict[str, list] = {"parameters": [], "samples_seen": [], "seeds": [], "diagnostics": []}
        self.sources: dict[str, str] = {}
        out_dir.mkdir(parents=True, exist_ok=True)

    def add_to_curves(self, operation: str, seed: int, step: int, seen: dict[str, float]) -> None:
        for name, value in seen.items():
            curve = self.curves.setdefault(operation, {}).setdefault(f"{name} (seed {seed})", {"x": [], "y": [], "xLabel": "step"})
            curve["x"].append(step)
            curve["y"].append(round(value, 7))

    def write_curves(self) -> None:
        self.write_json("curves.json", self.curves)

    def add_model(self, operation: str, seed: int, metrics: dict, fitted: Fitted, source: str) -> None:
        """The weights of an operation's first seed are kept, so that they can be measured again."""
        if operation not in self.values:
            weights = {name: value.detach().float().cpu().numpy() for name, value in fitted.model.state_dict().items()}
            np.savez(self.out_dir / f"model_{operation}.npz", **weights)
        for name, value in metrics.items():
            self.values.setdefault(operation, {}).setdefault(name, []).append(value)
        self.models["parameters"].append(sum(p.numel() for p in fitted.model.parameters()))
        self.models["samples_seen"].append(fitted.samples_seen)
        self.models["seeds"].append(seed)
        self.models["diagnostics"].append({"dataset": operation, "seed": seed, **fitted.diagnostics})
        self.sources[operation] = source

    def write(self, circumstances: dict) -> None:
        """`final_info.json` comes last: where it is, the record is whole."""
        extra = {
            "trainable_parameters": max(self.models["parameters"]),
            "samples_seen": max(self.models["samples_seen"]),
            "seeds": list(dict.fromkeys(self.models["seeds"])),
            **circumstances,
            "data_sources": self.sources,
            "diagnostics": [entry for entry in self.models["diagnostics"] if len(entry) > 2],
        }
        self.write_curves()
        self.write_json("extra.json", extra)
        self.write_json("final_info.json", {operation: summary(values) for operation, values in self.values.items()})

    def write_json(self, name: str, content: dict) -> None:
        """Beside its place first, so that whoever reads while the run lasts never finds half a file."""
        draft = self.out_dir / f"{name}.part"
        draft.write_text(json.dumps(content) + "\n", encoding="utf-8")
        replace_patiently(draft, self.out_dir / name)


def replace_patiently(draft: Path, target: Path) -> None:
    """Windows refuses to replace a file while somebody reads it; whoever does is soon done."""
    for _ in range(20):
        try:
            draft.replace(target)
            return
        except PermissionError:
            time.sleep(0.05)
    draft.replace(target)


def summary(values: dict[str, list[float]]) -> dict:
    """Mean over seeds and its standard error, std(ddof=1) / sqrt(n); the standard error of a single seed is left out."""
    means = {name: float(np.mean(seeds)) for name, seeds in values.items()}
    stderrs = {name: float(np.std(seeds, ddof=1) / math.sqrt(len(seeds))) for name, seeds in values.items() if len(seeds) > 1}
    return {"means": means, "stderrs": stderrs, "final_info_dict": values}


def refuse_infinite(operation: str, seed: int, metrics: dict[str, float]) -> None:
    """Stops the run when a number is not finite: such a run has measured nothing."""
    for name, value in metrics.items():
        if not math.isfinite(value):
            raise SystemExit(f"{operation}, seed {seed}: {name} is {value}; training diverged.")


def current_scale() -> str:
    """`AI_SCIENTIST_SCALE`: smoke or full (the default); probe, the smallest, is for guards and tests."""
    scale = os.environ.get("AI_SCIENTIST_SCALE", "full")
    if scale not in PROTOCOLS:
        raise SystemExit(f"AI_SCIENTIST_SCALE is {scale!r}; it must be one of {', '.join(PROTOCOLS)}.")
    return scale


def current_seeds() -> tuple[int, ...]:
    """`AI_SCIENTIST_SEEDS`, numbers with commas between; empty when it is not set."""
    text = os.environ.get("AI_SCIENTIST_SEEDS", "")
    try:
        return tuple(int(word) for word in text.split(",")) if text.strip() else ()
    except ValueError:
        raise SystemExit(f"AI_SCIENTIST_SEEDS is {text!r}; whole numbers with commas between are expected, as in 0,1,2.") from None


def current_device() -> torch.device:
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def peak_memory(device: torch.device) -> dict[str, float]:
    """The most memory that tensors took on a GPU, in MB; nothing on a CPU."""
    return {"peak_gpu_memory_mb": torch.cuda.max_memory_allocated(device) / 2**20} if device.type == "cuda" else {}
