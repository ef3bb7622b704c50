import { expect, test } from "vitest";
import { codeFacts } from "../../src/python/code-facts";

const CODE = `
num_seeds = {"moons": 3, "ring": 1}
batch_size = 64 if dataset == "moons" else 32
width = 128
class Blur(nn.Module):
    def __init__(self, radius, rate=0.3):
        self.drop = nn.Dropout(0.1)
        self.out = nn.Linear(width, 4 * width)
groups = KMeans(n_clusters=min(8, len(points)), init="k-means++").fit(points[:10000])
blur = Blur(5)
scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, "min", 0.5, patience=width)
for epoch in range(1, 40):
    noisy = batch + 0.05 * torch.randn_like(batch)
    if (step + 1) % 500 == 0 and val_acc > 0.97:
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
plt.plot(losses, linewidth=2)
Blur(*sizes, 7)
`;

test("settings without a name of their own are known by their place", () => {
  const { numbers, texts, called } = codeFacts(CODE).placed;
  const all = [...numbers].map(([name, values]) => `${name} ${[...values].join("|")}`);
  expect(all).toEqual(
    expect.arrayContaining([
      "num_seeds.moons 3",
      "num_seeds.ring 1",
      "batch_size.moons 64",
      "batch_size.else 32",
      "dropout.p 0.1",
      "linear.in_features 128",
      "linear.out_features 512",
      "kmeans.n_clusters 8",
      "points.first 10000",
      "blur.radius 5",
      "reducelronplateau.factor 0.5",
      "reducelronplateau.patience 128",
      "epoch.range 40",
      "randn_like.times 0.05",
      "step.every 500",
      "val_acc.limit 0.97",
      "clip_grad_norm_.max_norm 1",
    ]),
  );
  expect(all.join(" ")).not.toContain("linewidth");
  expect([...texts].map(([name, values]) => `${name} ${[...values].join("|")}`)).toEqual([
    "kmeans.init k-means++",
    "reducelronplateau.mode min",
  ]);
  expect([...called]).toEqual(expect.arrayContaining(["kmeans", "clip_grad_norm_", "blur"]));
  expect(called.has("plot")).toBe(false);
});

const HANDED = `
class Net:
    def __init__(self, hidden_dim=128, heads=4, beta_schedule="linear"):
        self.blocks = [Block(hidden_dim, 0.1 + 0.2 * i / (n_layer - 1)) for i in range(n_layer)]
class Block:
    def __init__(self, width, dropout): pass
def seeded(offset=0):
    torch.manual_seed(1337 + offset)
parser.add_argument("--hidden_size", type=int, default=256)
n_layer = 6
net = Net(config.hidden_size, beta_schedule="cosine")
for offset in offsets: seeded(offset)
optimizer = AdamW(net.parameters(), lr=rate, betas=(0.9, 0.98))
`;

test("a default that every call passes over has what they give, the ends of a loop are known, and so are the places of a list", () => {
  const { named, texts, placed, homes } = codeFacts(HANDED);
  expect([...named.get("hidden_dim")!]).toEqual([256]);
  expect([...named.get("heads")!]).toEqual([4]);
  expect([...texts.get("beta_schedule")!]).toEqual(["cosine"]);
  expect([...placed.numbers.get("block.dropout")!]).toEqual([0.1, 0.3]);
  expect([...placed.numbers.get("betas.2")!]).toEqual([0.98]);
  // What is given as an offset that nobody knows starts at its default.
  expect([...placed.numbers.get("manual_seed.seed")!]).toEqual([1337]);
  expect([...placed.handedOn]).toEqual(expect.arrayContaining(["net.hidden_dim", "adamw.lr"]));
  expect([...homes.get("heads")!]).toEqual(["net"]);
  expect(homes.has("hidden_size")).toBe(false);
});
