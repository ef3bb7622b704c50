import { expect, test } from "vitest";
import { importedPackages } from "../../src/adapters/imported-packages";

test("packages are found by what the code imports, under the names they are installed by", () => {
  const source = `import argparse, json
import numpy as np, torch.nn as nn  # both
from sklearn.svm import SVC
from PIL import Image
from .helper import x
import metrics
from os.path import join
text = "import pandas"
def late():
    import jax
`;
  expect(importedPackages([source], ["metrics.py", "data"])).toEqual(["numpy", "pillow", "scikit-learn", "torch"]);
});

test("a package of the project's own is none that must be installed", () => {
  expect(importedPackages(["from data.sets import moons\nimport scipy\n"], ["data"])).toEqual(["scipy"]);
});
