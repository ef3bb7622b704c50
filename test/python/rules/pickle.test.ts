import { expect, test } from "vitest";
import { found, linesOf } from "../found";

test("a file that nothing writes is told, and how to be safe", () => {
  expect(found("pickle", 'import torch\ntorch.load("best.pt")\n')).toEqual([
    "2 Unpickles “best.pt”, which nothing here writes: a pickle runs any code that its author put in. Ask for weights_only=True, NumPy or JSON, or name the file in “data” of template.json if you trust it.",
  ]);
});

test("what the program writes itself, a run's record, the template's data, and what is only known later is none", () => {
  const text = `import torch, pickle, numpy as np, copy
torch.save(model.state_dict(), "best.pt")
torch.load("best.pt")
torch.load("other.pt", weights_only=True)
torch.load(path)
pickle.load(open("data/points.pkl", "rb"))
np.load("x.npy")
pickle.loads(pickle.dumps(model))
with open("run_0/all.pkl", "rb") as file:
    pickle.load(file)
`;
  expect(linesOf("pickle", text)).toEqual([]);
});

test("a function that saves counts, though it is none of the change", () => {
  const before = 'import torch\ndef keep(model):\n    torch.save(model, "best.pt")\n';
  expect(linesOf("pickle", `${before}def get():\n    return torch.load("best.pt")\n`, before)).toEqual([]);
});
