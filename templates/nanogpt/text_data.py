"""The texts, and how each is split. Locked: an idea must not change what it is measured on.

A text is a sequence of single characters (bytes); its alphabet is numbered in order. The splits are contiguous and cannot overlap:
training first, validation after it. `moby_dick` is shipped, so that the smallest scale needs no network; the other texts are
downloaded once by `prepare.py` into `data/`. Every text is checked against its checksum whenever it is read.
"""
from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Source:
    """Where a text comes from. `digest` is "algorithm:hex" of the file at `path`; `train` and `validation` are shares of its characters.

    `url` names the file itself or, where `member` is given, a ZIP archive that holds it. A shipped text has no `url`.
    """

    path: str
    digest: str
    train: float
    validation: float
    url: str = ""
    member: str = ""


SOURCES = {
    "moby_dick": Source(
        path="sample/moby_dick.txt",
        digest="sha256:a8517169738ee996adb9333a16142ed93aef00968cb7ede05d0e7a3e370cc520",
        train=0.9,
        validation=0.1,
    ),
    "shakespeare_char": Source(
        path="data/shakespeare_char.txt",
        digest="sha256:86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed",
        train=0.9,
        validation=0.1,
        url="https://raw.githubusercontent.com/karpathy/char-rnn/master/data/tinyshakespeare/input.txt",
    ),
    "enwik8": Source(
        path="data/enwik8",
        digest="sha256:2b49720ec4d78c3c9fabaee6e4179a5e997302b3a70029f30f2d582218c024a8",
        train=0.9,
        validation=0.05,  # the last twentieth is the customary test set and is not used here
        url="https://mattmahoney.net/dc/enwik8.zip",
        member="enwik8",
    ),
    "text8": Source(
        path="data/text8",
        digest="md5:3bea1919949baf155f99411df5fada7e",
        train=0.9,
        validation=0.05,
        url="https://mattmahoney.net/dc/text8.zip",
        member="text8",
    ),
}


@dataclass(frozen=True)
class Split:
    """`train` and `validation`: uint8 arrays of character numbers below `vocabulary`. `source` names the file and its checksum."""

    train: np.ndarray
    validation: np.ndarray
    vocabulary: int
    source: str


def split_text(dataset: str) -> Split:
    """The text of one data set. Stops with a sentence when it is not there or not what it should be."""
    source = SOURCES[dataset]
    text = np.frombuffer(checked_text(dataset, HERE / source.path), dtype=np.uint8)
    alphabet, numbers = np.unique(text, return_inverse=True)
    numbers = numbers.reshape(-1).astype(np.uint8)
    first, second = int(source.train * len(text)), int((source.train + source.validation) * len(text) + 0.5)
    return Split(numbers[:first], numbers[first:second], len(alphabet), f"{source.path} {source.digest}")


def checked_text(dataset: str, path: Path) -> bytes:
    if not path.exists():
        raise SystemExit(f"The text {dataset} is not here ({path}). Run `python prepare.py` once, where there is a network, and try again.")
    content = path.read_bytes()
    found = digest_of(content, SOURCES[dataset].digest)
    if found != SOURCES[dataset].digest:
        raise SystemExit(f"{path} is not the text {dataset}: its checksum is {found}, not {SOURCES[dataset].digest}. Delete it and run `python prepare.py`.")
    return content


def digest_of(content: bytes, like: str) -> str:
    """The checksum of `content` by the algorithm that the digest `like` names."""
    algorithm = like.split(":")[0]
    return f"{algorithm}:{hashlib.new(algorithm, content, usedforsecurity=False).hexdigest()}"
