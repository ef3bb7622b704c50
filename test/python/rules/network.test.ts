import { expect, test } from "vitest";
import { found, linesOf } from "../found";

test("a module that talks to other machines is told once where it is imported", () => {
  expect(found("network", "import socket\ns = socket.socket()\ns.connect(('a', 1))\nsocket.socket()\n")).toEqual([
    "1 Uses socket, which talks to other machines: a run is to need nothing but its own files, and what is sent cannot be taken back. Reject this unless the idea needs it.",
  ]);
});

test("what only looks like it is none", () => {
  const text = `from urllib.parse import quote
from http import HTTPStatus
from helpers import requests
import argparse
parser = argparse.ArgumentParser(description="see https://example.org")
parser.add_argument("--download", default=True)
DATASET(root="data", download=False)
model(pretrained=False)
`;
  expect(linesOf("network", text)).toEqual([]);
});

test("a module of the project is the project's, whatever its name", () => {
  const changes = { editable: ["experiment.py", "plot.py", "datasets.py"] };
  expect(linesOf("network", "from datasets import moons\n", "", changes)).toEqual([]);
  expect(linesOf("network", "from datasets import load_dataset\n")).toEqual(["1"]);
});

test("weights that are at hand are not fetched", () => {
  expect(
    linesOf(
      "network",
      'from transformers import AutoModel\nAutoModel.from_pretrained("./weights")\nAutoModel.from_pretrained(path)\n',
    ),
  ).toEqual([]);
});
