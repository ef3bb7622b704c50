"""What a run is measured by: the protocol, the metrics and the record. Locked: an idea may change how a model is trained and how
it samples (`experiment.py`), never how it is judged. Training code sees the training points only.
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

from metrics import kl_divergence, noise_prediction_error
from point_sets import DATASETS, split_points


@dataclass(frozen=True)
class Protocol:
    """How much is drawn: points per set for training and for evaluation, and points generated for the divergence."""

    train_points: int
    held_out_points: int
    generated_points: int


PROTOCOLS = {"smoke": Protocol(4_000, 2_000, 2_000), "full": Protocol(100_000, 10_000, 10_000)}
DEFAULT_SEEDS = (0, 1, 2)

Report = Callable[[int, float], None]


@dataclass
class Fitted:
    """What training hands back.

    `predict_noise(points, log_snr)`: noisy points (n, 2) and their log signal-to-noise ratios (n,) to the predicted noise (n, 2),
    where a noisy point is sqrt(a) * point + sqrt(1 - a) * noise and log_snr = log(a / (1 - a)).
    `generate(n)`: n new points (n, 2). `modules`: every trained module, their parameters are counted. `samples_seen`: training
    examples used, repeats included. `diagnostics`: further named numbers worth keeping; they are shown beside the results, not judged.
    """

    predict_noise: Callable[[torch.Tensor, torch.Tensor], torch.Tensor]
    generate: Callable[[int], torch.Tensor]
    modules: list[torch.nn.Module]
    samples_seen: int
    diagnostics: dict[str, float] = field(default_factory=dict)


def run_benchmark(fit: Callable[[torch.Tensor, Report], Fitted], out_dir: str) -> None:
    """Trains and judges one model per point set and seed, and writes the record of the run into `out_dir`."""
    scale, seeds, device, started = current_scale(), current_seeds(), current_device(), time.perf_counter()
    protocol, record = PROTOCOLS[scale], Record(Path(out_dir))
    warm_up(device)
    for dataset in DATASETS:
        for seed in seeds:
            measure(fit, dataset, seed, protocol, device, record)
    record.write({"scale": scale, "seeds": list(seeds), "device": str(device), "wall_time_seconds": time.perf_counter() - started, **peak_memory(device)})


def measure(fit: Callable, dataset: str, seed: int, protocol: Protocol, device: torch.device, record: Record) -> None:
    """One model: trained, timed, judged on held-out points, recorded."""
    split = split_points(dataset, seed, protocol.train_points, protocol.held_out_points)
    held_out = torch.from_numpy(split.held_out).to(device)

    def report(step: int, loss: float) -> None:
        print(f"{dataset} seed {seed} step {step} loss {loss:.3f}", flush=True)
        record.add_to_curve(dataset, seed, step, loss)

    torch.manual_seed(seed)
    fitted, training_time = timed(lambda: fit(torch.from_numpy(split.train).to(device), report), device)
    with torch.no_grad():
        fitted.generate(16)  # the first call pays for set-up that is not sampling
        torch.manual_seed(10_000 + seed)
        generated, inference_time = timed(lambda: fitted.generate(protocol.generated_points), device)
        refuse_unusable(dataset, seed, generated, protocol.generated_points)
        metrics = {
            "training_time": training_time,
            "eval_loss": noise_prediction_error(fitted.predict_noise, held_out, seed),
            "inference_time": inference_time,
            "kl_divergence": kl_divergence(held_out, generated),
        }
    refuse_infinite(dataset, seed, metrics)
    print(f"{dataset} seed {seed} done: " + ", ".join(f"{name} {value:.4f}" for name, value in metrics.items()), flush=True)
    record.add_model(dataset, seed, metrics, fitted, generated, split)


class Record:
    """What a run leaves behind: `final_info.json`, `curves.json`, `samples.npz` and `extra.json`."""

    def __init__(self, out_dir: Path) -> None:
        self.out_dir = out_dir
        self.values: dict[str, dict[str, list[float]]] = {}
        self.curves: dict[str, dict[str, dict]] = {}
        self.samples: dict[str, np.ndarray] = {}
        self.models: dict[str, list] = {"parameters": [], "samples_seen": [], "diagnostics": []}
        self.sources: dict[str, str] = {}
        out_dir.mkdir(parents=True, exist_ok=True)

    def add_to_curve(self, dataset: str, seed: int, step: int, loss: float) -> None:
        """One curve per seed, `{"x": steps, "y": losses}`, rewritten as it grows; a loss that is no number is left out."""
        if not math.isfinite(loss):
            return
        curve = self.curves.setdefault(dataset, {}).setdefault(f"training_loss (seed {seed})", {"x": [], "y": [], "xLabel": "step"})
        curve["x"].append(step)
        curve["y"].append(loss)
        self.write_json("curves.json", self.curves)

    def add_model(self, dataset: str, seed: int, metrics: dict, fitted: Fitted, generated: torch.Tensor, split) -> None:
        for name, value in metrics.items():
            self.values.setdefault(dataset, {}).setdefault(name, []).append(value)
        self.models["parameters"].append(sum(p.numel() for module in fitted.modules for p in module.parameters()))
        self.models["samples_seen"].append(fitted.samples_seen)
        diagnostics = {name: finite_or_none(value) for name, value in fitted.diagnostics.items()}
        self.models["diagnostics"].append({"dataset": dataset, "seed": seed, **diagnostics})
        self.sources[dataset] = split.source
        self.samples.setdefault(f"{dataset}_real", split.held_out)
        self.samples.setdefault(f"{dataset}_generated", generated.float().cpu().numpy())

    def write(self, circumstances: dict) -> None:
        """`final_info.json` comes last: where it is, the record is whole."""
        extra = {
            "trainable_parameters": max(self.models["parameters"]),
            "samples_seen": max(self.models["samples_seen"]),
            **circumstances,
            "data_sources": self.sources,
            "diagnostics": [entry for entry in self.models["diagnostics"] if len(entry) > 2],
        }
        np.savez_compressed(self.out_dir / "samples.npz", **self.samples)
        self.write_json("extra.json", extra)
        self.write_json("final_info.json", {dataset: summary(values) for dataset, values in self.values.items()})

    def write_json(self, name: str, content: dict) -> None:
        """Beside its place first, so that whoever reads while the run lasts never finds half a file."""
        draft = self.out_dir / f"{name}.part"
        draft.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
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


def timed(work: Callable, device: torch.device) -> tuple:
    """The result of `work` and its wall-clock time in seconds, work queued on a GPU included."""
    started = time.perf_counter()
    result = work()
    if device.type == "cuda":
        torch.cuda.synchronize(device)
    return result, time.perf_counter() - started


def warm_up(device: torch.device) -> None:
    """Pays once for what the first training step of a process costs, so that the first model is not timed with it."""
    layer = torch.nn.Linear(8, 8).to(device)
    optimizer = torch.optim.AdamW(layer.parameters())
    for _ in range(3):
        layer(torch.randn(8, 8, device=device)).square().mean().backward()
        optimizer.step()


def refuse_unusable(dataset: str, seed: int, generated: torch.Tensor, count: int) -> None:
    """Stops the run when what was generated cannot be judged."""
    if tuple(generated.shape) != (count, 2):
        raise SystemExit(f"{dataset}, seed {seed}: generate({count}) returned shape {tuple(generated.shape)}, not ({count}, 2).")
    if not torch.isfinite(generated).all():
        raise SystemExit(f"{dataset}, seed {seed}: the generated points are not all finite; training or sampling diverged.")


def refuse_infinite(dataset: str, seed: int, metrics: dict[str, float]) -> None:
    """Stops the run when a metric is not a number: such a run has measured nothing."""
    for name, value in metrics.items():
        if not math.isfinite(value):
            raise SystemExit(f"{dataset}, seed {seed}: {name} is {value}, which is no measurement.")


def finite_or_none(value: float) -> float | None:
    """JSON has no word for what is not finite."""
    return float(value) if math.isfinite(value) else None


def current_scale() -> str:
    """`AI_SCIENTIST_SCALE`: smoke or full (the default)."""
    scale = os.environ.get("AI_SCIENTIST_SCALE", "full")
    if scale not in PROTOCOLS:
        raise SystemExit(f"AI_SCIENTIST_SCALE is {scale!r}; it must be one of {', '.join(PROTOCOLS)}.")
    return scale


def current_seeds() -> tuple[int, ...]:
    """`AI_SCIENTIST_SEEDS`, numbers with commas between, else `DEFAULT_SEEDS`."""
    text = os.environ.get("AI_SCIENTIST_SEEDS", "")
    try:
        return tuple(int(word) for word in text.split(",")) if text.strip() else DEFAULT_SEEDS
    except ValueError:
        raise SystemExit(f"AI_SCIENTIST_SEEDS is {text!r}; whole numbers with commas between are expected, as in 0,1,2.") from None


def current_device() -> torch.device:
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def peak_memory(device: torch.device) -> dict[str, float]:
    """The most memory that tensors took on a GPU, in MB; nothing on a CPU."""
    return {"peak_gpu_memory_mb": torch.cuda.max_memory_allocated(device) / 2**20} if device.type == "cuda" else {}
