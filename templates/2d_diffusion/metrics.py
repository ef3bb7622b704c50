"""How good generated points and predicted noise are. Locked: an idea is judged by these functions and must not change them."""
from __future__ import annotations

import math
from typing import Callable

import torch

NEIGHBOURS = 5  # k of the nearest-neighbour divergence estimate
NOISE_LEVELS = torch.linspace(-4.0, 6.0, 11)  # log signal-to-noise ratios at which noise prediction is tested
DISTANCE_ROWS = 1024  # rows of a distance matrix computed at once, bounds memory


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
