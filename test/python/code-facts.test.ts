import { expect, test } from "vitest";
import { codeFacts } from "../../src/python/code-facts";

const CODE = `
BATCH = 256
parser.add_argument("--learning_rate", type=float, default=3e-4)
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, betas=(0.9, 0.98))
class Net(nn.Module):
    def __init__(self, hidden_dim: int = 128):
        self.out = nn.Linear(hidden_dim, 2)
max_iters = 5000 if dataset == "shakespeare_char" else 100000
num_seeds = {"dino": 3}
torch.manual_seed(1337 + offset)
`;

test("settings are read by name, by what they are given to and as they stand", () => {
  const { named, positional, literals, words } = codeFacts(CODE);
  const of = (name: string) => [...(named.get(name) ?? [])];
  expect(of("batch")).toEqual([256]);
  expect(of("learning_rate")).toEqual([3e-4]);
  expect(of("lr")).toEqual([1e-3]);
  expect(of("hidden_dim")).toEqual([128]);
  expect(of("max_iters")).toEqual([5000, 100000]);
  expect([...(positional.get("linear") ?? [])]).toEqual([2]);
  expect(literals.has(1337)).toBe(true);
  expect(words.has("adamw")).toBe(true);
});

test("a default that every call passes over is no setting", () => {
  const { named } = codeFacts(`
class Config:
    n_layer: int = 12
    bias: float = 0.5
class Scheduler:
    def __init__(self, steps=1000, end=0.02, scale=1.0):
        pass
n_layer = 6
steps, scale = 100, 25.0
config = Config(**dict(n_layer=n_layer))
Scheduler(steps=steps, scale=scale)
Scheduler(steps=steps)
`);
  const of = (name: string) => [...(named.get(name) ?? [])];
  expect(of("n_layer")).toEqual([6]);
  expect(of("steps")).toEqual([100]);
  expect(of("end")).toEqual([0.02]);
  expect(of("bias")).toEqual([0.5]);
  expect(of("scale")).toEqual([25, 1]);
});

test("code that is no Python has no facts, and no error", () => {
  expect(codeFacts("def f(:\n  ((((").named.size).toBe(0);
  expect(codeFacts("").literals.size).toBe(0);
});

test("what is made of other names comes to what they are, beside the numbers in it", () => {
  const { named } = codeFacts(`
learning_rate = 1e-3 if small else 5e-4
min_lr = learning_rate / 10
width: int = 384
self.shifted = int(0.25 * config.width)
unknown = 2 * elsewhere
step = step + 1
`);
  expect([...named.get("min_lr")!]).toEqual([10, 1e-4, 5e-5]);
  expect([...named.get("shifted")!]).toEqual([0.25, 96]);
  expect([...named.get("unknown")!]).toEqual([2]);
  expect([...named.get("step")!]).toEqual([1]);
});
