import type { Move } from "./move";

/** Changes of structure, for programs that are built like the bundled ones. Each applies only where its anchors are found. */
export const RECIPES: readonly Omit<Move, "path">[] = [
  ...["as it is", "divided by the sampling probability"].map(noiseAllocation),
  frequencyGate(),
  rateDecay(),
  chosenBandwidth(),
];

/** Replaces texts that occur exactly once, in order; undefined as soon as one does not. */
function replaced(text: string, pairs: readonly (readonly [string, string])[]): string | undefined {
  let result = text;
  for (const [before, after] of pairs) {
    const at = result.indexOf(before);
    if (at < 0 || result.indexOf(before, at + 1) >= 0) return undefined;
    result = result.slice(0, at) + after + result.slice(at + before.length);
  }
  return result;
}

/** Draws noise levels in proportion to how fast their loss still changes. */
function noiseAllocation(weighting: string): Omit<Move, "path"> {
  const weighted = weighting.startsWith("divided");
  return {
    topic: "noise level allocation",
    role: "allocation",
    name: weighted ? "Reweighted progress sampling" : "Progress sampling",
    change: `Draw the diffusion step from ten bins of noise levels in proportion to how fast the loss of each bin still changes, with a floor of 0.2 of the probability spread evenly, and leave the loss ${weighting}.`,
    phrase: `drawing noise levels in proportion to how fast their loss still changes${weighted ? ", with the loss divided by the sampling probability" : ", instead of uniformly"}`,
    mechanism:
      "Uniform sampling spends the same effort on noise levels that are learnt and on those that are not. If effort is the bottleneck, moving it to where the loss still falls should help the levels that decide about detail.",
    expectation: weighted
      ? "If a gain comes from seeing some levels more often and not from weighting them more, it stays when the loss is divided by the probability."
      : "The held-out error falls first, the divergence follows if fine noise levels were the bottleneck.",
    words: ["allocation", "allocating", "progress", "uniform", "sampling", "bins", "starves", "noise"],
    apply: (text) => withAllocation(text, weighted),
  };
}

function withAllocation(text: string, weighted: boolean): string | undefined {
  const draw = "        diffusion_step = torch.randint(budget.diffusion_steps, (budget.batch_size,), device=device)\n";
  const loss = "        loss = F.mse_loss(predicted, noise)\n";
  const mean = weighted ? "(errors / (chances[drawn] * NOISE_BINS)).mean()" : "errors.mean()";
  return replaced(text, [
    [
      "\n\n@dataclass(frozen=True)\nclass Budget:",
      `\nNOISE_BINS = 10  # groups of neighbouring diffusion steps that share a sampling probability\n\n\n@dataclass(frozen=True)\nclass Budget:`,
    ],
    [
      "    recent = torch.zeros(",
      `    quick, slow = torch.ones(NOISE_BINS, device=device), torch.ones(NOISE_BINS, device=device)  # loss of each bin, two memories\n    recent = torch.zeros(`,
    ],
    [
      draw,
      `        progress = (slow - quick).abs() + 1e-4
        chances = 0.8 * progress / progress.sum() + 0.2 / NOISE_BINS  # the second term is a floor, so that no bin starves
        drawn = torch.multinomial(chances, budget.batch_size, replacement=True)
        place = (drawn + torch.rand(budget.batch_size, device=device)) * (budget.diffusion_steps / NOISE_BINS)
        diffusion_step = place.long().clamp(max=budget.diffusion_steps - 1)
`,
    ],
    [
      loss,
      `        errors = (predicted - noise).pow(2).mean(dim=1)
        loss = ${mean}
        counts = torch.bincount(drawn, minlength=NOISE_BINS)
        seen = torch.bincount(drawn, weights=errors.detach(), minlength=NOISE_BINS) / counts.clamp(min=1)
        seen = torch.where(counts > 0, seen, quick)
        quick, slow = torch.lerp(quick, seen, 0.1), torch.lerp(slow, seen, 0.02)
`,
    ],
  ]);
}

/** Closes the high coordinate frequencies where the noise hides what they could show. */
function frequencyGate(): Omit<Move, "path"> {
  return {
    topic: "frequency gate",
    role: "gate",
    control: "coordinate_frequencies",
    name: "Noise-gated frequencies",
    change:
      "Multiply each coordinate sinusoid by a fixed gate, the logistic function of the log signal-to-noise ratio plus 6 minus 3 for each octave, so that high frequencies are closed at high noise.",
    phrase: "closing the high coordinate frequencies where noise is strong, by a fixed gate",
    mechanism:
      "At high noise only the coarse shape can be known, so high frequencies of the noisy coordinates carry nothing but noise. Closing them there removes a distraction without taking the detail away where it can be seen.",
    expectation:
      "The divergence falls on the sets with corners; a network that only has fewer frequencies loses there instead.",
    words: ["gate", "frequency", "frequencies", "curriculum", "coordinates", "sinusoids", "embedding"],
    apply: (text) =>
      replaced(text, [
        [
          "        return self.layers(torch.cat([self.coordinates(points), level], dim=1))\n",
          `        inputs = self.coordinates(points)  # two bare coordinates, then their sines and cosines by rising frequency
        octave = torch.arange(COORDINATE_FREQUENCIES, device=points.device)
        gate = torch.sigmoid(log_snr.unsqueeze(1) + 6.0 - 3.0 * octave).repeat(1, 4)
        inputs = torch.cat([inputs[:, :2], inputs[:, 2:] * gate], dim=1)
        return self.layers(torch.cat([inputs, level], dim=1))
`,
        ],
      ]),
  };
}

/** Lowers the learning rate along half a cosine, in any PyTorch loop over a range that calls `optimizer.step()`. */
function rateDecay(): Omit<Move, "path"> {
  return {
    topic: "learning rate decay",
    role: "decay",
    control: "learning_rate",
    name: "Cosine rate decay",
    change: "Lower the learning rate along half a cosine from its full value to zero over the training steps.",
    phrase: "a learning rate that falls to zero along half a cosine, instead of a constant one",
    mechanism:
      "A constant rate leaves the last weights as noisy as the gradient. A decaying one anneals this noise away, at the price of shorter steps in the second half.",
    expectation:
      "If noise in the last weights costs accuracy that the weight average does not already remove, the main metric falls.",
    words: ["learning", "rate", "decay", "anneal", "annealing"],
    apply: withDecay,
  };
}

function withDecay(text: string): string | undefined {
  const loop = /^([ \t]+)for (\w+) in range\((?:1,[ \t]*)?([\w.]+)(?:[ \t]*\+[ \t]*1)?\):\n/m.exec(text);
  const call = /^([ \t]+)optimizer\.step\(\)\n/m.exec(text);
  if (!loop || !call || call.index < loop.index || text.indexOf("optimizer.step()", call.index + call[0].length) >= 0)
    return undefined;
  const [, indent = ""] = call;
  const lines = `${indent}for group in optimizer.param_groups:  # half a cosine from the full rate to zero
${indent}    full_rate = group.setdefault("full_rate", group["lr"])
${indent}    group["lr"] = 0.5 * full_rate * (1.0 + math.cos(math.pi * ${loop[2]} / ${loop[3]}))
`;
  const decayed = text.slice(0, call.index) + lines + text.slice(call.index);
  if (/^import math$/m.test(decayed)) return decayed;
  return decayed.replace(/^import \w+.*$/m, (line) => `import math\n${line}`);
}

/** Lets each data set choose its bandwidth by the leave-one-out error. */
function chosenBandwidth(): Omit<Move, "path"> {
  return {
    topic: "leave-one-out bandwidth",
    role: "selection",
    control: "bandwidth",
    name: "Leave-one-out bandwidth",
    change:
      "Choose the bandwidth for each data set from five values between 0.02 and 0.3, by the leave-one-out error of the fit in closed form, at the same ridge.",
    phrase: "a bandwidth that each data set chooses by its leave-one-out error, instead of one for all",
    mechanism:
      "One bandwidth smooths a fast function too much or a slow one too little. The leave-one-out error estimates the test error from the samples alone, so each data set can say what it needs.",
    expectation:
      "The error falls where the fixed bandwidth fits worst, and hardly changes where it fits; choosing adds a little variance of its own.",
    words: ["leave", "bandwidth", "bandwidths", "choose", "chosen", "validation", "data"],
    apply: withChosenBandwidth,
  };
}

function withChosenBandwidth(text: string): string | undefined {
  return replaced(text, [
    [
      "BANDWIDTH = 0.1  # of the Gaussian kernel, in units of x\n",
      "BANDWIDTHS = (0.02, 0.04, 0.08, 0.15, 0.3)  # of the Gaussian kernel, in units of x; each data set chooses one\n",
    ],
    [
      "def kernel(left: np.ndarray, right: np.ndarray)",
      "def kernel(left: np.ndarray, right: np.ndarray, bandwidth: float)",
    ],
    ["(distance / BANDWIDTH)", "(distance / bandwidth)"],
    [
      `    gram = kernel(x, x)
    weights = np.linalg.solve(gram + RIDGE * len(x) * np.eye(len(x)), y)
    return lambda places: kernel(places, x) @ weights
`,
      `    candidates = [(*leave_one_out(x, y, bandwidth), bandwidth) for bandwidth in BANDWIDTHS]
    _, weights, chosen = min(candidates, key=lambda candidate: candidate[0])
    return lambda places: kernel(places, x, chosen) @ weights


def leave_one_out(x: np.ndarray, y: np.ndarray, bandwidth: float) -> tuple[float, np.ndarray]:
    """The mean squared error at each sample when it is left out, in closed form, and the weights (n,) of the whole fit."""
    inverse = np.linalg.inv(kernel(x, x, bandwidth) + RIDGE * len(x) * np.eye(len(x)))
    weights = inverse @ y
    return float(np.mean((weights / np.diag(inverse)) ** 2)), weights
`,
    ],
  ]);
}
