"""The four point sets, each a density in the plane. Locked: an idea must not change what it is measured on.

Every set is centred and scaled as a whole (its shape is kept) to zero mean and unit average variance, so lengths are in units of
the set's own spread. Points are drawn afresh for every seed; training and held-out points come from separate random streams.
"""
from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np

DATASETS = ("circle", "dino", "line", "moons")

OUTLINE_JITTER = 0.02  # standard deviation around the dino's outline, in units of the set's spread
REFERENCE_POINTS = 20_000  # drawn once per set, with a fixed seed, to find its centre and spread
TRAINING_STREAM, HELD_OUT_STREAM, REFERENCE_STREAM = 1, 2, 3  # second word of the random seed, keeps the streams apart

# A long-necked animal, drawn for this template: snout, neck, back, tail, hind legs, belly, front legs, throat. Closed polygon.
DINO_OUTLINE = (
    (0.4, 8.3), (0.7, 8.8), (1.4, 9.1), (2.0, 9.5), (2.6, 9.5), (3.0, 9.1), (3.2, 8.4), (3.3, 7.5), (3.6, 6.7), (4.1, 6.0),
    (4.8, 5.6), (5.8, 5.6), (6.8, 5.6), (7.7, 5.3), (8.5, 4.7), (9.2, 4.0), (10.0, 3.4), (10.9, 2.9), (11.9, 2.7), (12.9, 2.9),
    (13.8, 3.4), (13.0, 2.4), (11.9, 2.0), (10.7, 2.0), (9.7, 2.2), (8.9, 2.4), (8.7, 1.6), (8.7, 0.8), (8.9, 0.2), (7.6, 0.2),
    (7.5, 1.0), (7.4, 1.9), (6.7, 1.8), (5.9, 1.8), (5.2, 1.9), (5.1, 1.0), (5.2, 0.2), (3.9, 0.2), (3.9, 1.0), (3.8, 2.0),
    (3.3, 2.8), (2.8, 3.7), (2.4, 4.7), (2.2, 5.8), (2.1, 6.8), (2.0, 7.6), (1.3, 7.7), (0.7, 7.9),
)  # fmt: skip


@dataclass(frozen=True)
class Split:
    """`train` and `held_out`: float32 arrays of shape (points, 2) without a common row. `source` names where they come from."""

    train: np.ndarray
    held_out: np.ndarray
    source: str


def split_points(dataset: str, seed: int, train_count: int, held_out_count: int) -> Split:
    """Training and held-out points of one set. A user's own dino is read from `data/dino.tsv` when that file is there."""
    table = Path(__file__).parent / "data" / "dino.tsv"
    if dataset == "dino" and table.exists():
        split = _split_of_table(table, seed, train_count, held_out_count)
    else:
        centre, spread = _centre_and_spread(_draw(dataset, REFERENCE_POINTS, np.random.default_rng((0, REFERENCE_STREAM))))
        train = _draw(dataset, train_count, np.random.default_rng((seed, TRAINING_STREAM)))
        held_out = _draw(dataset, held_out_count, np.random.default_rng((seed, HELD_OUT_STREAM)))
        split = Split(_scaled(train, centre, spread), _scaled(held_out, centre, spread), "generator")
    _refuse_overlap(dataset, split)
    return split


def _draw(dataset: str, count: int, rng: np.random.Generator) -> np.ndarray:
    """`count` points of one set in its own units, shape (count, 2)."""
    if dataset == "circle":
        angle, radius = rng.uniform(0.0, 2.0 * math.pi, count), rng.normal(1.0, 0.02, count)
        return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
    if dataset == "line":
        along, across = rng.uniform(-1.0, 1.0, count), rng.normal(0.0, 0.02, count)
        return np.stack([along - across, along + across], axis=1)
    if dataset == "moons":
        angle, lower = rng.uniform(0.0, math.pi, count), rng.random(count) < 0.5
        x = np.where(lower, 1.0 - np.cos(angle), np.cos(angle))
        y = np.where(lower, 0.5 - np.sin(angle), np.sin(angle))
        return np.stack([x, y], axis=1) + rng.normal(0.0, 0.03, (count, 2))
    if dataset == "dino":
        return _along_polygon(np.asarray(DINO_OUTLINE, dtype=np.float64), count, rng)
    raise ValueError(f"There is no point set named {dataset!r}; choose one of {', '.join(DATASETS)}.")


def _along_polygon(corners: np.ndarray, count: int, rng: np.random.Generator) -> np.ndarray:
    """Points spread evenly over the length of a closed polygon, then jittered."""
    edges = np.roll(corners, -1, axis=0) - corners
    lengths = np.linalg.norm(edges, axis=1)
    edge = rng.choice(len(corners), size=count, p=lengths / lengths.sum())
    points = corners[edge] + rng.random((count, 1)) * edges[edge]
    return points + rng.normal(0.0, OUTLINE_JITTER * _centre_and_spread(corners)[1], points.shape)


def _split_of_table(table: Path, seed: int, train_count: int, held_out_count: int) -> Split:
    """One fifth of the table's rows is kept for evaluation, always the same; each side is resampled and jittered."""
    rows = _rows_of_table(table)
    rows = rows[np.random.default_rng((0, REFERENCE_STREAM)).permutation(len(rows))]
    rows = _scaled(rows, *_centre_and_spread(rows))
    cut = max(1, len(rows) // 5)
    sides = []
    for side, count, stream in ((rows[cut:], train_count, TRAINING_STREAM), (rows[:cut], held_out_count, HELD_OUT_STREAM)):
        rng = np.random.default_rng((seed, stream))
        drawn = side[rng.integers(len(side), size=count)] + rng.normal(0.0, OUTLINE_JITTER, (count, 2))
        sides.append(drawn.astype(np.float32))
    return Split(sides[0], sides[1], f"{table.name} sha256:{hashlib.sha256(table.read_bytes()).hexdigest()}")


def _rows_of_table(table: Path) -> np.ndarray:
    """Columns x and y of a tab-separated file, with or without a header; with a `dataset` column, its `dino` rows only."""
    lines = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines() if line.strip()]
    header = [cell.strip().lower() for cell in lines[0]]
    if "x" in header and "y" in header:
        lines = lines[1:]
        if "dataset" in header:
            lines = [cells for cells in lines if cells[header.index("dataset")].strip() == "dino"]
        x, y = header.index("x"), header.index("y")
    else:
        x, y = 0, 1
    if len(lines) < 20:
        raise SystemExit(f"{table} holds {len(lines)} usable rows; at least 20 rows with x and y are needed.")
    return np.asarray([[float(cells[x]), float(cells[y])] for cells in lines])


def _centre_and_spread(points: np.ndarray) -> tuple[np.ndarray, float]:
    """Mean point, and the square root of the variance averaged over both coordinates."""
    return points.mean(axis=0), float(np.sqrt(points.var(axis=0).mean()))


def _scaled(points: np.ndarray, centre: np.ndarray, spread: float) -> np.ndarray:
    return ((points - centre) / spread).astype(np.float32)


def _refuse_overlap(dataset: str, split: Split) -> None:
    """Stops the run when a held-out point was also trained on."""
    common = {row.tobytes() for row in split.train} & {row.tobytes() for row in split.held_out}
    if common:
        raise SystemExit(f"{dataset}: {len(common)} held-out points are also training points, so nothing could be concluded.")
