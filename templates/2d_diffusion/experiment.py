"""A denoising diffusion model (DDPM) for points in the plane: `python experiment.py --out_dir=run_<i>`.

Data, metrics and records are in `evaluate.py`, which stays as it is. Everything about the model, its training and its sampling is
here. The scale, smoke (a laptop) or full (one large GPU), comes from the environment variable AI_SCIENTIST_SCALE.
"""
from __future__ import annotations

import argparse
import copy
import math
from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional as F

from evaluate import Fitted, Report, current_scale, run_benchmark

# --- Model -------------------------------------------------------------------------------------------------------------------
HIDDEN_WIDTH = 96  # units of each hidden layer
HIDDEN_LAYERS = 3  # residual blocks
COORDINATE_FREQUENCIES = 4  # sinusoids per coordinate; 0 feeds the bare coordinates
NOISE_FREQUENCIES = 8  # sinusoids for the noise level

# --- Training ----------------------------------------------------------------------------------------------------------------
LEARNING_RATE = 4e-3
WEIGHT_DECAY = 0.0
EMA_DECAY = 0.999  # of the moving average of the weights, which is what is evaluated; 0 evaluates the last weights

# --- Diffusion ---------------------------------------------------------------------------------------------------------------
NOISE_SCHEDULE = "linear"  # or "cosine"


@dataclass(frozen=True)
class Budget:
    """How much work a scale allows; nothing else depends on the scale."""

    training_steps: int
    batch_size: int
    diffusion_steps: int
    report_every: int  # training steps between two points of the loss curve


BUDGETS = {
    "smoke": Budget(training_steps=400, batch_size=128, diffusion_steps=50, report_every=50),
    "full": Budget(training_steps=5_000, batch_size=256, diffusion_steps=100, report_every=100),
}


class Sinusoids(nn.Module):
    """Each input value x with sin and cos of x times 1, 2, 4, ...: (n, d) -> (n, d * (1 + 2 * frequencies))."""

    def __init__(self, frequencies: int) -> None:
        super().__init__()
        self.register_buffer("factors", 2.0 ** torch.arange(frequencies, dtype=torch.float32))

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        angles = (values.unsqueeze(-1) * self.factors).flatten(1)
        return torch.cat([values, torch.sin(angles), torch.cos(angles)], dim=1)


class ResidualBlock(nn.Module):
    """Adds to its input what one layer makes of it."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.layer = nn.Linear(width, width)

    def forward(self, hidden: torch.Tensor) -> torch.Tensor:
        return hidden + F.gelu(self.layer(hidden))


class Denoiser(nn.Module):
    """Predicts the noise in noisy points (n, 2) from their coordinates and log signal-to-noise ratios (n,)."""

    def __init__(self) -> None:
        super().__init__()
        self.coordinates = Sinusoids(COORDINATE_FREQUENCIES)
        self.noise_level = Sinusoids(NOISE_FREQUENCIES)
        inputs = 2 * (1 + 2 * COORDINATE_FREQUENCIES) + (1 + 2 * NOISE_FREQUENCIES)
        blocks = [ResidualBlock(HIDDEN_WIDTH) for _ in range(HIDDEN_LAYERS)]
        self.layers = nn.Sequential(nn.Linear(inputs, HIDDEN_WIDTH), *blocks, nn.Linear(HIDDEN_WIDTH, 2))

    def forward(self, points: torch.Tensor, log_snr: torch.Tensor) -> torch.Tensor:
        level = self.noise_level(log_snr.unsqueeze(1) / 8.0)  # log ratios reach from about -10 to 10
        return self.layers(torch.cat([self.coordinates(points), level], dim=1))


class Diffusion:
    """The forward process in `steps` steps: `signal[t]` is the share of the variance that is still signal after step t + 1."""

    def __init__(self, steps: int, device: torch.device) -> None:
        beta = noise_schedule(NOISE_SCHEDULE, steps)
        self.beta = beta.float().to(device)
        self.signal = torch.cumprod(1.0 - beta, dim=0).float().to(device)
        self.log_snr = torch.log(self.signal) - torch.log1p(-self.signal)
        self.steps = steps

    def add_noise(self, points: torch.Tensor, noise: torch.Tensor, step: torch.Tensor) -> torch.Tensor:
        signal = self.signal[step].unsqueeze(1)
        return signal.sqrt() * points + (1.0 - signal).sqrt() * noise

    def generate(self, denoiser: nn.Module, count: int) -> torch.Tensor:
        """Ancestral sampling from pure noise, shape (count, 2)."""
        points = torch.randn(count, 2, device=self.signal.device)
        for step in reversed(range(self.steps)):
            noise = denoiser(points, self.log_snr[step].expand(count))
            share = self.beta[step] / (1.0 - self.signal[step]).sqrt()
            points = (points - share * noise) / (1.0 - self.beta[step]).sqrt()
            if step > 0:
                left = (1.0 - self.signal[step - 1]) / (1.0 - self.signal[step])
                points = points + (left * self.beta[step]).sqrt() * torch.randn_like(points)
        return points


def noise_schedule(name: str, steps: int) -> torch.Tensor:
    """Variance added by each step, shape (steps,), between 0 and 1."""
    if name == "linear":  # the usual 1e-4 .. 0.02 of a thousand steps, stretched to fewer
        return torch.linspace(0.1 / steps, 20.0 / steps, steps, dtype=torch.float64).clamp(max=0.999)
    if name == "cosine":
        time = torch.linspace(0.0, 1.0, steps + 1, dtype=torch.float64)
        signal = torch.cos((time + 0.008) / 1.008 * math.pi / 2) ** 2
        return (1.0 - signal[1:] / signal[:-1]).clamp(max=0.999)
    raise ValueError(f"There is no noise schedule named {name!r}.")


class MovingAverage:
    """A copy of a model whose weights follow the trained ones slowly; early steps count more, so that it starts without lag."""

    def __init__(self, model: nn.Module, decay: float) -> None:
        self.model, self.decay, self.updates = copy.deepcopy(model).requires_grad_(False), decay, 0

    @torch.no_grad()
    def update(self, model: nn.Module) -> None:
        self.updates += 1
        decay = min(self.decay, self.updates / (self.updates + 10.0))
        for average, current in zip(self.model.parameters(), model.parameters()):
            average.lerp_(current, 1.0 - decay)


def fit(train_points: torch.Tensor, report: Report) -> Fitted:
    """Trains one denoiser on points of shape (n, 2); `report(step, loss)` adds to the loss curve."""
    budget, device = BUDGETS[current_scale()], train_points.device
    diffusion, denoiser = Diffusion(budget.diffusion_steps, device), Denoiser().to(device)
    average = MovingAverage(denoiser, EMA_DECAY)
    optimizer = torch.optim.AdamW(denoiser.parameters(), lr=LEARNING_RATE, weight_decay=WEIGHT_DECAY, foreach=True)
    recent = torch.zeros((), device=device)  # sum of the losses since the last report
    for training_step in range(1, budget.training_steps + 1):
        points = train_points[torch.randint(len(train_points), (budget.batch_size,), device=device)]
        diffusion_step = torch.randint(budget.diffusion_steps, (budget.batch_size,), device=device)
        noise = torch.randn_like(points)
        predicted = denoiser(diffusion.add_noise(points, noise, diffusion_step), diffusion.log_snr[diffusion_step])
        loss = F.mse_loss(predicted, noise)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        average.update(denoiser)
        recent += loss.detach()
        if training_step % budget.report_every == 0:
            report(training_step, recent.item() / budget.report_every)
            recent.zero_()
    model = average.model
    return Fitted(
        predict_noise=model,
        generate=lambda count: diffusion.generate(model, count),
        modules=[denoiser],
        samples_seen=budget.training_steps * budget.batch_size,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out_dir", default="run_0", help="folder that receives the record of the run")
    run_benchmark(fit, parser.parse_args().out_dir)


if __name__ == "__main__":
    main()
