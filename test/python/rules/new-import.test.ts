import { expect, test } from "vitest";
import { found, linesOf } from "../found";

test("a package that nothing provides is told with what to do", () => {
  expect(found("new-import", "import seaborn\n")).toEqual([
    "1 Imports “seaborn”, which the template's requirements do not name: a run stops, or takes another path, where it is not installed. Add it to “requirements” in template.json, or reject this.",
  ]);
});

test("Python's own, the required, what comes with it, the project's, and what was there before are provided", () => {
  const text = `from __future__ import annotations
import asyncore, tomllib, os.path, xml.etree.ElementTree as tree
import torch.nn.functional as F
from sklearn.svm import SVC
import scipy.stats
import numpy as np
import helpers
from layers.attention import Attention
from . import helpers as h
import old_friend.more
if TYPE_CHECKING:
    import jaxtyping
`;
  expect(linesOf("new-import", text, "import old_friend\n")).toEqual([]);
});

test("each name of a list is looked at, and a module beside it must be there", () => {
  expect(linesOf("new-import", "import os, einops, helpers, tqdm\n")).toEqual(["1", "1"]);
  expect(linesOf("new-import", "from .missing import x\nfrom . import absent, helpers\n")).toEqual(["1", "2"]);
});
