"""A small transformer that writes text character by character: `python experiment.py --out_dir=run_<i>`.

Texts, losses and records are in `evaluate.py` and `text_data.py`, which stay as they are. Everything about the model and its training
is here. The scale, smoke (a laptop) or full (one large GPU), comes from the environment variable AI_SCIENTIST_SCALE.
"""
from __future__ import annotations

import argparse
import math
import os
from contextlib import nullcontext
from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional as F

from evaluate import Fitted, Task, Watch, run_benchmark

# --- Model -------------------------------------------------------------------------------------------------------------------
ACTIVATION = "gelu"  # of the feed-forward layers; or "relu_squared"
FEED_FORWARD_FACTOR = 4  # their inner layer is this many times as wide as the model

# --- Training ----------------------------------------------------------------------------------------------------------------
LEARNING_RATE = 1e-3  # at a width of 384; other widths scale it with the inverse square root
LAST_LEARNING_RATE = 0.1  # where the cosine ends, as a share of the full rate
WEIGHT_DECAY = 0.1  # of matrices; vectors have none
ADAM_BETA2 = 0.99
GRADIENT_CLIP = 1.0  # largest norm of the gradient


@dataclass(frozen=True)
class Budget:
    """How large the model is and how long it learns; nothing else depends on the scale."""

    layers: int
    heads: int
    width: int
    batch_size: int  # windows per step
    training_steps: int
    warmup_steps: int
    dropout: float


BUDGETS = {
    "probe": Budget(layers=1, heads=2, width=32, batch_size=8, training_steps=30, warmup_steps=5, dropout=0.0),
    "smoke": Budget(layers=2, heads=4, width=64, batch_size=16, training_steps=260, warmup_steps=20, dropout=0.0),
    "full": Budget(layers=6, heads=6, width=384, batch_size=64, training_steps=5_000, warmup_steps=100, dropout=0.2),
}
LARGE_TEXT = Budget(layers=6, heads=6, width=384, batch_size=128, training_steps=30_000, warmup_steps=200, dropout=0.0)


def budget_of(task: Task) -> Budget:
    """A text that is far too long to be learnt by heart gets more steps and no dropout."""
    return LARGE_TEXT if task.scale == "full" and len(task.train) > 10_000_000 else BUDGETS[task.scale]


class Attention(nn.Module):
    """Each character looks at itself and at those before it: (batch, length, width) -> the same."""

    def __init__(self, budget: Budget) -> None:
        super().__init__()
        self.heads, self.dropout = budget.heads, budget.dropout
        self.query_key_value = nn.Linear(budget.width, 3 * budget.width, bias=False)
        self.out = nn.Linear(budget.width, budget.width, bias=False)

    def forward(self, hidden: torch.Tensor) -> torch.Tensor:
        batch, length, width = hidden.shape
        parts = self.query_key_value(hidden).view(batch, length, 3, self.heads, width // self.heads)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        mixed = causal_attention(query, key, value, self.dropout if self.training else 0.0)
        return self.out(mixed.transpose(1, 2).reshape(batch, length, width))


def causal_attention(query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, dropout: float) -> torch.Tensor:
    """(batch, heads, length, size) each; no position sees a later one. One fused kernel where this PyTorch has it."""
    if hasattr(F, "scaled_dot_product_attention"):
        return F.scaled_dot_product_attention(query, key, value, dropout_p=dropout, is_causal=True)
    scores = query @ key.transpose(-2, -1) / math.sqrt(query.shape[-1])
    later = torch.ones(scores.shape[-2:], dtype=torch.bool, device=scores.device).triu(1)
    return F.dropout(scores.masked_fill(later, float("-inf")).softmax(dim=-1), dropout) @ value


class Block(nn.Module):
    """Attention, then a feed-forward layer; each reads a normalised copy and adds to the stream."""

    def __init__(self, budget: Budget) -> None:
        super().__init__()
        self.before_attention, self.attention = nn.LayerNorm(budget.width), Attention(budget)
        self.before_feed_forward = nn.LayerNorm(budget.width)
        self.inner = nn.Linear(budget.width, FEED_FORWARD_FACTOR * budget.width, bias=False)
        self.outer = nn.Linear(FEED_FORWARD_FACTOR * budget.width, budget.width, bias=False)
        self.dropout = nn.Dropout(budget.dropout)

    def forward(self, hidden: torch.Tensor) -> torch.Tensor:
        hidden = hidden + self.dropout(self.attention(self.before_attention(hidden)))
        return hidden + self.dropout(self.outer(activation(self.inner(self.before_feed_forward(hidden)))))


def activation(hidden: torch.Tensor) -> torch.Tensor:
    if ACTIVATION == "gelu":
        return F.gelu(hidden)
    if ACTIVATION == "relu_squared":
        return F.relu(hidden).square()
    raise ValueError(f"There is no activation named {ACTIVATION!r}.")


class Transformer(nn.Module):
    """Characters (batch, length) -> logits of the character after each (batch, length, vocabulary). Input and output share their table."""

    def __init__(self, vocabulary: int, context: int, budget: Budget) -> None:
        super().__init__()
        self.characters = nn.Embedding(vocabulary, budget.width)
        self.positions = nn.Embedding(context, budget.width)
        self.dropout = nn.Dropout(budget.dropout)
        self.blocks = nn.Sequential(*(Block(budget) for _ in range(budget.layers)))
        self.last_norm = nn.LayerNorm(budget.width)
        self.apply(lambda module: start_small(module, 0.02))
        for block in self.blocks:  # what is added to the stream is smaller the more blocks add to it
            start_small(block.attention.out, 0.02 / math.sqrt(2 * budget.layers))
            start_small(block.outer, 0.02 / math.sqrt(2 * budget.layers))

    def forward(self, characters: torch.Tensor) -> torch.Tensor:
        places = torch.arange(characters.shape[1], device=characters.device)
        hidden = self.blocks(self.dropout(self.characters(characters) + self.positions(places)))
        return F.linear(self.last_norm(hidden), self.characters.weight)


def start_small(module: nn.Module, spread: float) -> None:
    if isinstance(module, (nn.Linear, nn.Embedding)):
        nn.init.normal_(module.weight, std=spread)


def build_model(task: Task) -> nn.Module:
    """The model for a task, untrained, on the task's device. The guards build it again from here: keep the name and the argument."""
    return Transformer(task.vocabulary, task.context, budget_of(task)).to(task.train.device)


def fit(task: Task, watch: Watch) -> Fitted:
    """Trains one model on `task.train`; `watch(step, model, loss)` follows every step."""
    budget, device = budget_of(task), task.train.device
    model = build_model(task)
    trained = compiled(model)
    optimizer = optimizer_of(model, LEARNING_RATE * math.sqrt(384 / budget.width))
    precision = torch.autocast("cuda", dtype=torch.bfloat16) if device.type == "cuda" else nullcontext()
    offsets = torch.arange(task.context + 1, device=device)
    for step, share in enumerate(rate_shares(budget), start=1):
        for group in optimizer.param_groups:
            group["lr"] = share * group["full_rate"]
        starts = torch.randint(len(task.train) - task.context, (budget.batch_size, 1), device=device)
        windows = task.train[starts + offsets].long()
        with precision:
            logits = trained(windows[:, :-1])
            loss = F.cross_entropy(logits.flatten(0, 1), windows[:, 1:].flatten())
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), GRADIENT_CLIP)
        optimizer.step()
        watch(step, model, loss.detach())
    return Fitted(model=model, tokens_seen=budget.training_steps * budget.batch_size * task.context)


def compiled(model: nn.Module) -> nn.Module:
    """Compiled on a GPU, where it pays, if this PyTorch can; AI_SCIENTIST_COMPILE=off leaves the model as it is."""
    on_gpu = next(model.parameters()).is_cuda
    wanted = on_gpu and hasattr(torch, "compile") and os.environ.get("AI_SCIENTIST_COMPILE", "on") != "off"
    return torch.compile(model) if wanted else model


def optimizer_of(model: nn.Module, rate: float) -> torch.optim.Optimizer:
    matrices = [parameter for parameter in model.parameters() if parameter.dim() >= 2]
    vectors = [parameter for parameter in model.parameters() if parameter.dim() < 2]
    groups = [
        {"params": matrices, "weight_decay": WEIGHT_DECAY, "full_rate": rate},
        {"params": vectors, "weight_decay": 0.0, "full_rate": rate},
    ]
    fast = {"fused": True} if matrices[0].is_cuda else {"foreach": True}
    return torch.optim.AdamW(groups, lr=rate, betas=(0.9, ADAM_BETA2), **fast)


def rate_shares(budget: Budget) -> list[float]:
    """The learning rate of each step as a share of the full one: a straight rise, then half a cosine."""
    shares = []
    for step in range(budget.training_steps):
        progress = (step - budget.warmup_steps) / max(1, budget.training_steps - budget.warmup_steps)
        falling = LAST_LEARNING_RATE + (1.0 - LAST_LEARNING_RATE) * 0.5 * (1.0 + math.cos(math.pi * max(0.0, progress)))
        shares.append(min(falling, (step + 1) / (budget.warmup_steps + 1)))
    return shares


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out_dir", default="run_0", help="folder that receives the record of the run")
    run_benchmark(fit, parser.parse_args().out_dir)


if __name__ == "__main__":
    main()
