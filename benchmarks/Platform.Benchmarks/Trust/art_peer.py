"""HopSkipJump of adversarial-robustness-toolbox: a JSON request per line in, a JSON answer per line out. ART_PATH names the folder that holds the package `art`."""
import json
import os
import sys
import time
import warnings

import numpy as np

warnings.filterwarnings("ignore")
answers, sys.stdout = sys.stdout, sys.stderr
sys.path.insert(0, os.environ["ART_PATH"])

from art.attacks.evasion import HopSkipJump  # noqa: E402
from art.estimators.classification import BlackBoxClassifier  # noqa: E402


def attack(weights, rows, edge):
    w = np.array(weights)
    x = np.array(rows, dtype=np.float32).reshape(-1, len(w))

    def predict(batch):
        p = 1 / (1 + np.exp(-(batch @ w)))
        return np.stack([1 - p, p], 1)

    classifier = BlackBoxClassifier(predict, (len(w),), 2, clip_values=(-edge, edge))
    start = time.perf_counter()
    HopSkipJump(classifier, max_iter=8, max_eval=1000, init_eval=50, batch_size=2000, verbose=False).generate(x)
    return {"seconds": time.perf_counter() - start}


ACTIONS = {action.__name__: action for action in (attack,)}

for line in sys.stdin:
    request = json.loads(line)
    print(json.dumps(ACTIONS[request.pop("do")](**request)), file=answers, flush=True)
