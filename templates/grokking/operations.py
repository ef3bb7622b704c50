"""The tables that are learnt: four binary operations on numbered symbols, and how each is split. Locked.

Modular arithmetic with a prime modulus p, and the composition of permutations of n things. A table holds every pair of operands with
its answer; half of it, drawn by the seed, is for training, the other half for validation.
"""
from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations

import numpy as np

OPERATIONS = ("x_plus_y", "x_minus_y", "x_div_y", "permutation")
TRAIN_SHARE = 0.5
SPLIT_STREAM = 1  # second word of the random seed


@dataclass(frozen=True)
class Size:
    """`modulus`: prime p of the arithmetic operations; `things`: n of the symmetric group, which has n! elements."""

    modulus: int
    things: int


SIZES = {"probe": Size(modulus=11, things=3), "smoke": Size(modulus=31, things=4), "full": Size(modulus=97, things=5)}


@dataclass(frozen=True)
class Table:
    """`pairs` (n, 2) and `answers` (n,): int64, each symbol below `symbols`."""

    pairs: np.ndarray
    answers: np.ndarray
    symbols: int
    source: str


@dataclass(frozen=True)
class Split:
    """The two halves of a table: pairs (n, 2), answers (n,). No pair is in both."""

    train_pairs: np.ndarray
    train_answers: np.ndarray
    validation_pairs: np.ndarray
    validation_answers: np.ndarray


def table_of(operation: str, scale: str) -> Table:
    """Every pair of an operation: p squared of them, p (p - 1) for the division, whose second operand is not zero, or n! squared."""
    size = SIZES[scale]
    if operation == "permutation":
        return _compositions(size.things)
    p = size.modulus
    x, y = (axis.reshape(-1) for axis in np.meshgrid(np.arange(p), np.arange(p), indexing="ij"))
    if operation == "x_plus_y":
        answers = (x + y) % p
    elif operation == "x_minus_y":
        answers = (x - y) % p
    elif operation == "x_div_y":
        x, y = x[y > 0], y[y > 0]
        inverses = np.array([pow(int(value), p - 2, p) for value in range(p)])  # Fermat: y to the power p - 2 is 1 / y
        answers = x * inverses[y] % p
    else:
        raise ValueError(f"There is no operation named {operation!r}; choose one of {', '.join(OPERATIONS)}.")
    return Table(np.stack([x, y], axis=1).astype(np.int64), answers.astype(np.int64), p, f"generated, {operation} modulo {p}")


def _compositions(things: int) -> Table:
    """First y, then x: place i goes to x[y[i]]. Elements are numbered in the order of `itertools.permutations`."""
    elements = list(permutations(range(things)))
    numbers = {element: number for number, element in enumerate(elements)}
    triples = [
        (a, b, numbers[tuple(x[place] for place in y)]) for a, x in enumerate(elements) for b, y in enumerate(elements)
    ]
    whole = np.array(triples, dtype=np.int64)
    return Table(whole[:, :2], whole[:, 2], len(elements), f"generated, composition in the symmetric group of {things} things")


def split_table(table: Table, seed: int) -> Split:
    order = np.random.default_rng((seed, SPLIT_STREAM)).permutation(len(table.pairs))
    cut = int(TRAIN_SHARE * len(order))
    train, validation = order[:cut], order[cut:]
    return Split(table.pairs[train], table.answers[train], table.pairs[validation], table.answers[validation])
