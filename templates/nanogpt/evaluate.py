"""What a run is measured by: the protocol, the losses, the clock and the record. Locked: an idea may change the model and how it is
trained (`experiment.py`), never how it is judged. Training code sees the training characters only.
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

from text_data import SOURCES, Split, split_text


@dataclass(frozen=True)
class Protocol:
    """What is trained on, by which seeds, and on how many characters a model is judged (and watched while it learns)."""

    seeds: dict[str, tuple[int, ...]]
    context: int  # characters that a prediction may look back on
    judged_characters: int
    watched_characters: int
    watch_every: int  # training steps


PROTOCOLS = {
    "probe": Protocol({"moby_dick": (0, 1)}, 32, 2_048, 512, 10),  # for the guards and for tests: its numbers say nothing
    "smoke": Protocol({"moby_dick": (0, 1, 2)}, 64, 6_600, 1_280, 20),
    "full": Protocol({"shakespeare_char": (0, 1, 2), "enwik8": (0,), "text8": (0,)}, 256, 1_000_000, 65_536, 250),
}
ROWS = 64  # windows judged at once, bounds memory


@dataclass(frozen=True)
class Task:
    """What `fit` and `build_model` are given. `train`: numbers of the training characters (n,), uint8, each below `vocabulary`."""

    dataset: str
    scale: str
    context: int
    vocabulary: int
    train: torch.Tensor


@dataclass
class Fitted:
    """What training hands back. `model` is judged: `model(characters)` takes int64 (batch, length), length up to the context, and gives
    logits (batch, length, vocabulary) for the character that follows each. `tokens_seen`: characters that training looked at,
    repeats included. `diagnostics`: further named numbers worth keeping; they are shown beside the results, not judged.
    """

    model: torch.nn.Module
    tokens_seen: int
    diagnostics: dict[str, float] = field(default_factory=dict)


def run_benchmark(fit: Callable[[Task, Watch], Fitted], out_dir: str) -> None:
    """Trains and judges one model per data set and seed, and writes the record of the run into `out_dir`."""
    scale, device, started = current_scale(), current_device(), time.perf_counter()
    protocol, record = PROTOCOLS[scale], Record(Path(out_dir))
    splits = {dataset: split_text(dataset) for dataset in current_datasets(protocol)}  # a text that is missing stops the run at once
    for dataset, split in splits.items():
        for seed in current_seeds() or protocol.seeds.get(dataset, (0,)):
            measure(fit, dataset, seed, scale, split, device, record)
    record.write({"scale": scale, "device": str(device), "wall_time_seconds": time.perf_counter() - started, **peak_memory(device)})


def measure(fit: Callable, dataset: str, seed: int, scale: str, split: Split, device: torch.device, record: Record) -> None:
    """One model: trained, timed, judged on the validation text, recorded."""
    protocol = PROTOCOLS[scale]
    train, validation = (torch.from_numpy(part).to(device) for part in (split.train, split.validation))
    task, watch = Task(dataset, scale, protocol.context, split.vocabulary, train), Watch(dataset, seed, protocol, train, validation, record)
    torch.manual_seed(seed)
    fitted = fit(task, watch)
    seconds = watch.training_seconds()
    metrics = {
        "val_loss": loss_on(fitted.model, validation, protocol.context, protocol.judged_characters, split.vocabulary),
        "train_loss": loss_on(fitted.model, train, protocol.context, protocol.judged_characters, split.vocabulary),
        "tokens_per_second": fitted.tokens_seen * (1 - 1 / watch.calls) / seconds,
        "training_time": seconds,
    }
    refuse_infinite(dataset, seed, metrics)
    print(f"{dataset} seed {seed} done: " + ", ".join(f"{name} {value:.4f}" for name, value in metrics.items()), flush=True)
    record.add_model(dataset, seed, metrics, fitted, split.source)


@torch.no_grad()
def loss_on(model: torch.nn.Module, characters: torch.Tensor, context: int, most: int, vocabulary: int) -> float:
    """Mean cross-entropy in nats per character, float32, over at most `most` characters in windows spread evenly over the text."""
    was_training = model.training
    model.eval()
    total, windows = 0.0, windows_of(characters, context, most)
    for part in windows.split(ROWS):
        logits = model(part[:, :-1])
        if tuple(logits.shape) != (len(part), context, vocabulary):
            raise SystemExit(f"The model gave logits of shape {tuple(logits.shape)}, not {(len(part), context, vocabulary)}.")
        total += F.cross_entropy(logits.float().flatten(0, 1), part[:, 1:].flatten(), reduction="sum").item()
    model.train(was_training)
    return total / (len(windows) * context)


def windows_of(characters: torch.Tensor, context: int, most: int) -> torch.Tensor:
    """int64 (windows, context + 1): at most `most` predicted characters, no character predicted twice."""
    fitting = (len(characters) - 1) // context
    count = max(1, min(fitting, most // context))
    starts = (torch.arange(count, device=characters.device) * fitting // count) * context
    return characters[starts[:, None] + torch.arange(context + 1, device=characters.device)].long()


class Watch:
    """Called by training after every step: `watch(step, model, loss)`. Draws the curves and keeps the time that watching takes apart.

    The clock starts after the first step, which pays for compilation and warming up.
    """

    def __init__(self, dataset: str, seed: int, protocol: Protocol, train: torch.Tensor, validation: torch.Tensor, record: Record) -> None:
        self.dataset, self.seed, self.protocol, self.record = dataset, seed, protocol, record
        self.train, self.validation = train, validation
        self.calls, self.watching, self.started = 0, 0.0, 0.0

    def __call__(self, step: int, model: torch.nn.Module, loss: torch.Tensor) -> None:
        self.calls += 1
        if self.calls > 1 and step % self.protocol.watch_every != 0:
            return
        before = self.now()
        with torch.no_grad():
            vocabulary = model(self.validation[:1, None].long()).shape[-1]
        losses = {
            name: loss_on(model, text, self.protocol.context, self.protocol.watched_characters, vocabulary)
            for name, text in (("train_loss", self.train), ("val_loss", self.validation))
        }
        refuse_infinite(self.dataset, self.seed, {**losses, "loss": float(loss)})
        print(f"{self.dataset} seed {self.seed} step {step} train {losses['train_loss']:.3f} val {losses['val_loss']:.3f}", flush=True)
        for name, value in losses.items():
            self.record.add_to_curve(self.dataset, f"{name} (seed {self.seed})", step, value)
        after = self.now()
        if self.calls == 1:
            self.started = after
        else:
            self.watching += after - before

    def training_seconds(self) -> float:
        if self.calls < 2:
            raise SystemExit("Training must call watch(step, model, loss) after every step; it was called fewer than two times.")
        return self.now() - self.started - self.watching

    def now(self) -> float:
        if self.train.device.type == "cuda":
            torch.cuda.synchronize(self.train.device)
        return time.perf_counter()


class Record:
    """What a run leaves behind: `final_info.json`, `curves.json`, `extra.json` and, for the guards, `model_<data set>.npz`."""

    def __init__(self, out_dir: Path) -> None:
        self.out_dir = out_dir
        self.values: dict[str, dict[str, list[float]]] = {}
        self.curves: dict[str, dict[str, dict]] = {}
        self.models: dict[str, list] = {"parameters": [], "tokens_seen": [], "seeds": [], "diagnostics": []}
        self.sources: dict[str, str] = {}
        out_dir.mkdir(parents=True, exist_ok=True)

    def add_to_curve(self, dataset: str, name: str, step: int, value: float) -> None:
        curve = self.curves.setdefault(dataset, {}).setdefault(name, {"x": [], "y": [], "xLabel": "step"})
        curve["x"].append(step)
        curve["y"].append(value)
        self.write_json("curves.json", self.curves)

    def add_model(self, dataset: str, seed: int, metrics: dict, fitted: Fitted, source: str) -> None:
        """The weights of a data set's first seed are kept in half precision, enough to measure them again."""
        if dataset not in self.values:
            weights = {name: value.detach().cpu() for name, value in fitted.model.state_dict().items()}
            halved = {name: (value.half() if value.is_floating_point() else value).numpy() for name, value in weights.items()}
            np.savez(self.out_dir / f"model_{dataset}.npz", **halved)
        for name, value in metrics.items():
            self.values.setdefault(dataset, {}).setdefault(name, []).append(value)
        self.models["parameters"].append(sum(p.numel() for p in fitted.model.parameters()))
        self.models["tokens_seen"].append(fitted.tokens_seen)
        self.models["seeds"].append(seed)
        self.models["diagnostics"].append({"dataset": dataset, "seed": seed, **fitted.diagnostics})
        self.sources[dataset] = source

    def write(self, circumstances: dict) -> None:
        """`final_info.json` comes last: where it is, the record is whole."""
        extra = {
            "trainable_parameters": max(self.models["parameters"]),
            "tokens_seen": max(self.models["tokens_seen"]),
            "seeds": list(dict.fromkeys(self.models["seeds"])),
            **circumstances,
            "data_sources": self.sources,
            "diagnostics": [entry for entry in self.models["diagnostics"] if len(entry) > 2],
        }
        self.write_json("extra.json", extra)
        self.write_json("final_info.json", {dataset: summary(values) for dataset, values in self.values.items()})

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


def refuse_infinite(dataset: str, seed: int, metrics: dict[str, float]) -> None:
    """Stops the run when a number is not finite: such a run has measured nothing."""
    for name, value in metrics.items():
        if not math.isfinite(value):
            raise SystemExit(f"{dataset}, seed {seed}: {name} is {value}; training diverged.")


def current_scale() -> str:
    """`AI_SCIENTIST_SCALE`: smoke or full (the default); probe, the smallest, is for guards and tests."""
    scale = os.environ.get("AI_SCIENTIST_SCALE", "full")
    if scale not in PROTOCOLS:
        raise SystemExit(f"AI_SCIENTIST_SCALE is {scale!r}; it must be one of {', '.join(PROTOCOLS)}.")
    return scale


def current_datasets(protocol: Protocol) -> list[str]:
    """`AI_SCIENTIST_DATASETS`, names with commas between, else those of the protocol."""
    names = [name.strip() for name in os.environ.get("AI_SCIENTIST_DATASETS", "").split(",") if name.strip()]
    for name in names:
        if name not in SOURCES:
            raise SystemExit(f"AI_SCIENTIST_DATASETS names {name!r}; the texts are {', '.join(SOURCES)}.")
    return names or list(protocol.seeds)


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
