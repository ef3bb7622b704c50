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

from point_sets import DATASETS, split_points

NEIGHBOURS = 5  # k of the nearest-neighbour divergence estimate
NOISE_LEVELS = torch.linspace(-4.0, 6.0, 11)  # log signal-to-noise ratios at which noise prediction is tested
DISTANCE_ROWS = 1024  # rows of a distance matrix computed at once, bounds memory


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
    examples used, repeats included. `diagnostics`: further named numbers worth keeping; they are recorded, not judged.
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
    record.write({"scale": scale, "seeds": list(seeds), "device": str(device), "wall_time_seconds": time.perf_counter() - started})


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
    print(f"{dataset} seed {seed} done: " + ", ".join(f"{name} {value:.4f}" for name, value in metrics.items()), flush=True)
    record.add_model(dataset, seed, metrics, fitted, generated, split)


def kl_divergence(real: torch.Tensor, generated: torch.Tensor, neighbours: int = NEIGHBOURS) -> float:
    """Kullback-Leibler divergence D(real || generated) in nats, from samples of shape (n, d) and (m, d).

    The estimator of Wang, Kulkarni and Verdu (IEEE Transactions on Information Theory 55(5), 2009) and Perez-Cruz (IEEE ISIT 2008),
    a relative of the entropy estimator of Kozachenko and Leonenko (1987): for each real point compare the distance to its k-th
    nearest generated point with the distance to its k-th nearest other real point. Consistent, but for finite samples it may be
    slightly negative.
    """
    count, dimensions = real.shape
    within = nearest_distances(real, real, neighbours + 1)  # the nearest is the point itself
    across = nearest_distances(real, generated, neighbours)
    smallest = torch.finfo(torch.float32).tiny
    log_ratio = torch.log(across.clamp_min(smallest)) - torch.log(within.clamp_min(smallest))
    return dimensions * log_ratio.double().mean().item() + math.log(len(generated) / (count - 1))


def nearest_distances(points: torch.Tensor, others: torch.Tensor, rank: int) -> torch.Tensor:
    """Distance from each of `points` to its `rank`-th nearest of `others`, shape (n,)."""
    exact = "donot_use_mm_for_euclid_dist"  # the fast form loses the small distances that matter here
    blocks = (torch.cdist(part, others, compute_mode=exact) for part in points.split(DISTANCE_ROWS))
    return torch.cat([block.topk(rank, dim=1, largest=False).values[:, -1] for block in blocks])


def noise_prediction_error(predict_noise: Callable, held_out: torch.Tensor, seed: int) -> float:
    """Mean squared error of the predicted noise, averaged over `NOISE_LEVELS`: the same ruler whatever schedule was trained with."""
    source, errors = torch.Generator().manual_seed(20_000 + seed), []
    for log_snr in NOISE_LEVELS.tolist():
        noise = torch.randn(held_out.shape, generator=source).to(held_out.device)
        signal = 1.0 / (1.0 + math.exp(-log_snr))
        noisy = math.sqrt(signal) * held_out + math.sqrt(1.0 - signal) * noise
        predicted = predict_noise(noisy, torch.full((len(noisy),), log_snr, device=held_out.device))
        errors.append(torch.mean((predicted - noise) ** 2).item())
    return sum(errors) / len(errors)


class Record:
    """What a run leaves behind: `final_info.json`, `curves.json`, `samples.npz` and `extra.json`."""

    def __init__(self, out_dir: Path) -> None:
        self.out_dir = out_dir
        self.values: dict[str, dict[str, list[float]]] = {}
        self.curves: dict[str, dict[str, dict[str, list[float]]]] = {}
        self.samples: dict[str, np.ndarray] = {}
        self.models: dict[str, list] = {"parameters": [], "samples_seen": [], "diagnostics": []}
        self.sources: dict[str, str] = {}
        out_dir.mkdir(parents=True, exist_ok=True)

    def add_to_curve(self, dataset: str, seed: int, step: int, loss: float) -> None:
        curve = self.curves.setdefault(dataset, {}).setdefault(str(seed), {"step": [], "loss": []})
        curve["step"].append(step)
        curve["loss"].append(loss)

    def add_model(self, dataset: str, seed: int, metrics: dict, fitted: Fitted, generated: torch.Tensor, split) -> None:
        for name, value in metrics.items():
            self.values.setdefault(dataset, {}).setdefault(name, []).append(value)
        self.models["parameters"].append(sum(p.numel() for module in fitted.modules for p in module.parameters()))
        self.models["samples_seen"].append(fitted.samples_seen)
        self.models["diagnostics"].append({"dataset": dataset, "seed": seed, **fitted.diagnostics})
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
        self.write_json("curves.json", self.curves)
        self.write_json("extra.json", extra)
        self.write_json("final_info.json", {dataset: summary(values) for dataset, values in self.values.items()})

    def write_json(self, name: str, content: dict) -> None:
        (self.out_dir / name).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


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
    if tuple(generated.shape) != (count, 2):
        raise SystemExit(f"{dataset}, seed {seed}: generate({count}) returned shape {tuple(generated.shape)}, not ({count}, 2).")
    if not torch.isfinite(generated).all():
        raise SystemExit(f"{dataset}, seed {seed}: the generated points are not all finite; training or sampling diverged.")


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
