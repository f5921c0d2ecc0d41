"""Writes Cases/art-attacks.json: what ART's own attacks do to small models given as weights.

Needs numpy, scipy and scikit-learn. ART_PATH names the folder that holds the package `art` (adversarial-robustness-toolbox).
ART computes in single precision by default; its number type is set to double here, so that its figures can be held to 1e-9.
Usage: ART_PATH=... python3 art_attacks.py > ../Cases/art-attacks.json
"""
import importlib.util
import json
import logging
import os
import sys
import warnings

import numpy as np

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)
path = os.environ["ART_PATH"]
sys.path.insert(0, path)
spec = importlib.util.spec_from_file_location("art.config", os.path.join(path, "art", "config.py"))
config = importlib.util.module_from_spec(spec)
spec.loader.exec_module(config)
config.ART_NUMPY_DTYPE = np.float64
sys.modules["art.config"] = config

import art  # noqa: E402
from art.attacks.evasion import BoundaryAttack, FastGradientMethod, HopSkipJump  # noqa: E402
from art.attacks.evasion.projected_gradient_descent.projected_gradient_descent_numpy import (  # noqa: E402
    ProjectedGradientDescentNumpy,
)
from art.estimators.classification import BlackBoxClassifier  # noqa: E402
from art.estimators.classification.classifier import ClassGradientsMixin  # noqa: E402
from art.estimators.estimator import LossGradientsMixin  # noqa: E402
from art.metrics import empirical_robustness  # noqa: E402


def softmax(z):
    e = np.exp(z - z.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


class Network(LossGradientsMixin, ClassGradientsMixin, BlackBoxClassifier):
    """Dense layers with tanh between them and softmax (of one output: sigmoid) at the end, under cross-entropy."""

    def __init__(self, layers, clip):
        self.layers, self.asked = layers, 0
        classes = max(2, len(layers[-1][1]))
        BlackBoxClassifier.__init__(self, self.forward, (layers[0][0].shape[1],), classes, clip_values=clip)

    def activations(self, x):
        kept = [x]
        for i, (w, b) in enumerate(self.layers):
            z = kept[-1] @ w.T + b
            kept.append(z if i == len(self.layers) - 1 else np.tanh(z))
        return kept

    def forward(self, x):
        self.asked += len(x)
        z = self.activations(x)[-1]
        return softmax(np.concatenate([np.zeros_like(z), z], 1) if z.shape[1] == 1 else z)

    def loss_gradient(self, x, y, **kwargs):
        kept = self.activations(x)
        z = kept[-1]
        if z.shape[1] == 1:
            delta = (softmax(np.concatenate([np.zeros_like(z), z], 1)) - y)[:, 1:]
        else:
            delta = softmax(z) - y
        for i in range(len(self.layers) - 1, -1, -1):
            delta = delta @ self.layers[i][0]
            if i > 0:
                delta = delta * (1 - kept[i] ** 2)
        return delta

    def class_gradient(self, x, label=None, **kwargs):
        raise NotImplementedError

    def as_json(self):
        return [{"weights": w.tolist(), "biases": b.tolist()} for w, b in self.layers]


def random_layers(rng, *widths):
    return [(np.round(rng.randn(o, i), 3), np.round(rng.randn(o) * 0.3, 3)) for i, o in zip(widths, widths[1:])]


cases = []
rng = np.random.RandomState(20)
NAMES = {1: "L1", 2: "L2", np.inf: "LInfinity"}


def add(name, kind, inputs, expected, tolerance):
    cases.append({"name": name, "kind": kind, "input": inputs, "expected": expected, "tolerance": tolerance})


def gradients(title, layers, clip):
    rows = np.round(rng.uniform(-2, 2, (5, layers[0][0].shape[1])), 2)
    rows[1] = np.round(rng.uniform(clip[0], clip[1], rows.shape[1]), 1)
    rows[1, 0] = clip[1]
    network = Network(layers, clip)
    own = network.forward(rows).argmax(1)
    for norm in (1, 2, np.inf):
        for targeted in (False, True):
            goal = (own + 1) % network.nb_classes if targeted else own
            y = np.eye(network.nb_classes)[goal]
            base = {"layers": network.as_json(), "rows": rows.ravel().tolist(), "low": clip[0], "high": clip[1],
                    "norm": NAMES[norm], "targeted": targeted, "labels": goal.tolist()}
            kinds = [("fgsm", {"epsilon": 0.5}, FastGradientMethod(network, norm=norm, eps=0.5, targeted=targeted)),
                     ("fgsm minimal", {"epsilon": 3.0, "minimalStep": 0.07},
                      FastGradientMethod(network, norm=norm, eps=3.0, eps_step=0.07, minimal=True, targeted=targeted)),
                     ("pgd", {"epsilon": 0.6, "step": 0.13, "iterations": 9},
                      ProjectedGradientDescentNumpy(network, norm=norm, eps=0.6, eps_step=0.13, max_iter=9,
                                                    targeted=targeted, verbose=False))]
            for attack, options, crafter in kinds:
                found = crafter.generate(rows.copy(), y)
                add(f"{title}, {attack}, {NAMES[norm]}{', targeted' if targeted else ''}", "attack.gradient",
                    {**base, "attack": attack.split()[0], **options}, found.ravel().tolist(), 1e-9)


def empirical(title, layers, clip):
    rows = np.round(rng.uniform(-2, 2, (12, layers[0][0].shape[1])), 2)
    network = Network(layers, clip)
    for norm in (1, 2, np.inf):
        for eps in (0.01, 0.4, 4.0):
            value = empirical_robustness(network, rows.copy(), "fgsm", {"norm": norm, "eps": eps, "eps_step": 0.05})
            changed = value != 0
            add(f"{title}, empirical robustness, {NAMES[norm]}, eps {eps}", "attack.empirical-robustness",
                {"layers": network.as_json(), "rows": rows.ravel().tolist(), "low": clip[0], "high": clip[1],
                 "norm": NAMES[norm], "epsilon": eps, "minimalStep": 0.05}, float(value) if changed else None, 1e-9)


def decisions(title, layers, clip):
    rows = np.round(rng.uniform(clip[0] / 2, clip[1] / 2, (15, layers[0][0].shape[1])), 2)
    network = Network(layers, clip)
    runs = [("hop-skip-jump", norm, rounds, HopSkipJump(network, norm=norm, max_iter=rounds, max_eval=1000, init_eval=50,
                                                         batch_size=2000, verbose=False))
            for norm in (2, np.inf) for rounds in (3, 8, 15)]
    runs += [("boundary", 2, rounds, BoundaryAttack(network, targeted=False, max_iter=rounds, batch_size=2000, verbose=False))
             for rounds in (8, 40)]
    for attack, norm, rounds, crafter in runs:
        medians, asked = [], []
        for seed in range(5):
            np.random.seed(seed)
            network.asked = 0
            found = crafter.generate(rows.copy())
            changed = network.forward(found).argmax(1) != network.forward(rows).argmax(1)
            distance = np.where(changed, np.linalg.norm(found - rows, ord=norm, axis=1), np.inf)
            medians.append(float(np.median(distance)))
            asked.append(network.asked / len(rows))
        add(f"{title}, {attack}, {NAMES[norm]}, {rounds} rounds", "attack.decision-excess",
            {"layers": network.as_json(), "rows": rows.ravel().tolist(), "low": clip[0], "high": clip[1], "norm": NAMES[norm],
             "attack": attack, "budget": int(np.mean(asked)), "referenceMedian": float(np.median(medians)), "factor": 1.05}, 0, 0)


sigmoid, multinomial = random_layers(rng, 5, 1), random_layers(rng, 4, 3)
small, network3 = random_layers(rng, 4, 6, 2), random_layers(rng, 6, 8, 3)
for title, layers in (("logistic", sigmoid), ("multinomial", multinomial), ("network of two classes", small), ("network of three classes", network3)):
    gradients(title, layers, (-3.0, 3.0))
empirical("logistic", sigmoid, (-3.0, 3.0))
empirical("network of three classes", network3, (-3.0, 3.0))
for title, layers in (("logistic of 8", random_layers(rng, 8, 1)), ("logistic of 30", random_layers(rng, 30, 1)),
                      ("network of three classes of 6", network3)):
    decisions(title, layers, (-4.0, 4.0))

header = {"reference": f"adversarial-robustness-toolbox {art.__version__}", "script": "art_attacks.py", "cases": cases}
text = json.dumps(header, separators=(",", ":"), allow_nan=False)
print(text.replace('{"name"', '\n{"name"') + "\n", end="")
