"""A small transformer that learns tables of binary operations: `python experiment.py --out_dir=run_<i>`.

Tables, accuracy and records are in `evaluate.py` and `operations.py`, which stay as they are. Everything about the model and its
training is here. The scale, smoke (a laptop) or full (one large GPU), comes from the environment variable AI_SCIENTIST_SCALE.
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
ACTIVATION = "relu"  # of the feed-forward layer; or "gelu"
FEED_FORWARD_FACTOR = 4  # its inner layer is this many times as wide as the model

# --- Training ----------------------------------------------------------------------------------------------------------------
ADAM_BETA2 = 0.98
DROPOUT = 0.0  # of what attention and the feed-forward layer add


@dataclass(frozen=True)
class Budget:
    """How large the model is and how it is driven; nothing else depends on the scale. The smallest tables need more haste."""

    layers: int
    heads: int
    width: int
    batch_size: int  # no more than there are pairs
    learning_rate: float
    weight_decay: float  # what drives a model from learning by heart to understanding
    warmup_steps: int


BUDGETS = {
    "probe": Budget(layers=1, heads=2, width=32, batch_size=32, learning_rate=3e-3, weight_decay=1.0, warmup_steps=5),
    "smoke": Budget(layers=1, heads=4, width=48, batch_size=128, learning_rate=3e-3, weight_decay=3.0, warmup_steps=10),
    "full": Budget(layers=2, heads=4, width=128, batch_size=512, learning_rate=1e-3, weight_decay=0.5, warmup_steps=50),
}


class Block(nn.Module):
    """Attention, then a feed-forward layer; each reads a normalised copy and adds to the stream (n, places, width)."""

    def __init__(self, budget: Budget) -> None:
        super().__init__()
        self.heads, inner = budget.heads, FEED_FORWARD_FACTOR * budget.width
        self.before_attention, self.before_feed_forward = nn.LayerNorm(budget.width), nn.LayerNorm(budget.width)
        self.query_key_value = nn.Linear(budget.width, 3 * budget.width, bias=False)
        self.out = nn.Linear(budget.width, budget.width, bias=False)
        self.inner, self.outer = nn.Linear(budget.width, inner), nn.Linear(inner, budget.width)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, hidden: torch.Tensor) -> torch.Tensor:
        hidden = hidden + self.dropout(self.attention(self.before_attention(hidden)))
        return hidden + self.dropout(self.outer(activation(self.inner(self.before_feed_forward(hidden)))))

    def attention(self, hidden: torch.Tensor) -> torch.Tensor:
        """Every place looks at every place. One fused kernel where this PyTorch has it."""
        count, places, width = hidden.shape
        parts = self.query_key_value(hidden).view(count, places, 3, self.heads, width // self.heads)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        if hasattr(F, "scaled_dot_product_attention"):
            mixed = F.scaled_dot_product_attention(query, key, value)
        else:
            mixed = (query @ key.transpose(-2, -1) / math.sqrt(query.shape[-1])).softmax(dim=-1) @ value
        return self.out(mixed.transpose(1, 2).reshape(count, places, width))


def activation(hidden: torch.Tensor) -> torch.Tensor:
    if ACTIVATION == "relu":
        return F.relu(hidden)
    if ACTIVATION == "gelu":
        return F.gelu(hidden)
    raise ValueError(f"There is no activation named {ACTIVATION!r}.")


class Transformer(nn.Module):
    """Reads "x y =" and answers at the last place: pairs (n, 2) -> logits (n, symbols)."""

    def __init__(self, symbols: int, budget: Budget) -> None:
        super().__init__()
        self.equals = symbols  # the number of the sign "="
        self.symbols, self.places = nn.Embedding(symbols + 1, budget.width), nn.Embedding(3, budget.width)
        self.blocks = nn.Sequential(*(Block(budget) for _ in range(budget.layers)))
        self.last_norm, self.head = nn.LayerNorm(budget.width), nn.Linear(budget.width, symbols, bias=False)
        for table in (self.symbols, self.places):
            nn.init.normal_(table.weight, std=1.0 / math.sqrt(budget.width))

    def forward(self, pairs: torch.Tensor) -> torch.Tensor:
        sequence = F.pad(pairs, (0, 1), value=self.equals)
        hidden = self.blocks(self.symbols(sequence) + self.places.weight)
        return self.head(self.last_norm(hidden[:, -1]))


def build_model(task: Task) -> nn.Module:
    """The model for a task, untrained, on the task's device. The guards build it again from here: keep the name and the argument."""
    return Transformer(task.symbols, BUDGETS[task.scale]).to(task.pairs.device)


def fit(task: Task, watch: Watch) -> Fitted:
    """Trains one model on the pairs and answers of `task`; `watch(step, model, loss)` follows every update."""
    budget, device = BUDGETS[task.scale], task.pairs.device
    model = build_model(task)
    trained = compiled(model)
    fast = {"fused": True} if device.type == "cuda" else {"foreach": True}
    optimizer = torch.optim.AdamW(model.parameters(), lr=budget.learning_rate, weight_decay=budget.weight_decay, betas=(0.9, ADAM_BETA2), **fast)
    precision = torch.autocast("cuda", dtype=torch.bfloat16) if device.type == "cuda" else nullcontext()
    batch_size = min(budget.batch_size, len(task.pairs))
    step = 0
    while step < task.step_limit:
        step += 1
        for group in optimizer.param_groups:
            group["lr"] = budget.learning_rate * min(1.0, step / budget.warmup_steps)
        chosen = torch.randperm(len(task.pairs), device=device)[:batch_size]
        with precision:
            loss = F.cross_entropy(trained(task.pairs[chosen]), task.answers[chosen])
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        watch(step, model, loss.detach())
    return Fitted(model=model, samples_seen=step * batch_size)


def compiled(model: nn.Module) -> nn.Module:
    """Compiled on a GPU, where it pays, if this PyTorch can; AI_SCIENTIST_COMPILE=off leaves the model as it is."""
    on_gpu = next(model.parameters()).is_cuda
    wanted = on_gpu and hasattr(torch, "compile") and os.environ.get("AI_SCIENTIST_COMPILE", "on") != "off"
    return torch.compile(model) if wanted else model


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out_dir", default="run_0", help="folder that receives the record of the run")
    run_benchmark(fit, parser.parse_args().out_dir)


if __name__ == "__main__":
    main()
