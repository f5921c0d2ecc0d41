"""Post-processing by Fairlearn (FAIRLEARN_PATH) and AIF360 (AIF360_PATH): a JSON request per line in, a JSON answer per line out. Needs numpy, pandas and scikit-learn."""
import json
import os
import sys
import time
import warnings

import numpy as np
import pandas as pd

warnings.filterwarnings("ignore")
for variable in ("FAIRLEARN_PATH", "AIF360_PATH"):
    sys.path[:0] = [path for path in os.environ.get(variable, "").split(os.pathsep) if path]


def rows(count):
    random = np.random.default_rng(1)
    groups = (random.random(count) < 0.4).astype(int)
    labels = (random.random(count) < 0.5 - 0.1 * groups).astype(int)
    return groups, labels, 0.6 * random.random(count) + 0.3 * labels + 0.1 * groups


def threshold_optimizer(count, grid):
    """Equalised odds over a grid."""
    from fairlearn.postprocessing import ThresholdOptimizer
    from sklearn.base import BaseEstimator, ClassifierMixin

    class Scores(BaseEstimator, ClassifierMixin):
        def fit(self, x, y):
            self.fitted_ = True
            return self

        def predict(self, x):
            return np.asarray(x)[:, 0]

    groups, labels, scores = rows(count)
    optimizer = ThresholdOptimizer(estimator=Scores().fit(None, None), constraints="equalized_odds", prefit=True, predict_method="predict", grid_size=grid)
    start = time.perf_counter()
    optimizer.fit(scores.reshape(-1, 1), labels, sensitive_features=groups)
    return {"seconds": time.perf_counter() - start}


def reject_option(count, thresholds, margins):
    """Statistical parity over a grid of cuts and margins."""
    from aif360.algorithms.postprocessing import RejectOptionClassification
    from aif360.datasets import BinaryLabelDataset

    groups, labels, scores = rows(count)
    truth = BinaryLabelDataset(df=pd.DataFrame({"group": groups, "label": labels}), label_names=["label"], protected_attribute_names=["group"])
    predicted = truth.copy()
    predicted.scores = scores.reshape(-1, 1)
    search = RejectOptionClassification([{"group": 1}], [{"group": 0}], num_class_thresh=thresholds, num_ROC_margin=margins)
    start = time.perf_counter()
    search.fit(truth, predicted)
    return {"seconds": time.perf_counter() - start}


ACTIONS = {action.__name__: action for action in (threshold_optimizer, reject_option)}

for line in sys.stdin:
    request = json.loads(line)
    print(json.dumps(ACTIONS[request.pop("do")](**request)), flush=True)
