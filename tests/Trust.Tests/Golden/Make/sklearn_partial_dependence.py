"""Writes Cases/sklearn-partial-dependence.json: scikit-learn's partial dependence by brute force of functions that both sides can compute.

Needs numpy, scipy, scikit-learn. Run it in this folder.
"""
import json

import numpy as np
import sklearn
from sklearn.base import BaseEstimator
from sklearn.inspection import partial_dependence

cases = []


def terms(x):
    return np.sin(x[:, 0]) * x[:, 1] + np.where(x[:, 2] > 0.5, x[:, 0], 0.1 * x[:, 1] ** 2)


class Regressor(BaseEstimator):
    _estimator_type = "regressor"

    def __init__(self):
        self.fitted_ = True

    def fit(self, x, y):
        return self

    def predict(self, x):
        return terms(x)


class Classifier(BaseEstimator):
    _estimator_type = "classifier"
    classes_ = np.arange(3)

    def __init__(self):
        self.fitted_ = True

    def fit(self, x, y):
        return self

    def predict_proba(self, x):
        z = np.exp(np.column_stack([terms(x), 0.5 * x[:, 0], np.zeros(len(x))]))
        return z / z.sum(axis=1, keepdims=True)


def case(name, model, x, features, resolution, tails=(0.05, 0.95)):
    found = partial_dependence(model, x, features, grid_resolution=resolution, percentiles=tails, kind="both", method="brute")
    grid = np.concatenate([np.ravel(v) for v in found["values"]])
    average = np.asarray(found["average"]).reshape(len(found["average"]), -1)
    first = np.asarray(found["individual"]).reshape(len(found["average"]), len(x), -1)[:, 0]
    cases.append({
        "name": name, "kind": "dependence.brute",
        "input": {"width": x.shape[1], "rows": x.ravel().tolist(), "features": features, "resolution": resolution, "tail": tails[0],
                  "outputs": len(found["average"])},
        "expected": [float(v) for v in np.concatenate([grid, average.T.ravel(), first.T.ravel()])], "tolerance": 1e-12})


random = np.random.RandomState(0)
x = np.column_stack([random.normal(0, 2, 37), random.exponential(1, 37), random.randint(0, 2, 37), random.randint(0, 4, 37)]).round(3)
case("a number", Regressor(), x, [0], 11)
case("a skewed number, all of its range", Regressor(), x, [1], 8, (0.0, 1.0))
case("a category", Regressor(), x, [3], 20)
case("a column that the model ignores", Regressor(), x, [3], 3)
case("more points than values", Regressor(), x, [0], 60)
case("two columns", Regressor(), x, [0, 1], 5)
case("a number and a category", Regressor(), x, [1, 2], 6)
case("three classes", Classifier(), x, [0], 7)
case("three classes over two columns", Classifier(), x, [0, 2], 4)
case("few rows", Regressor(), x[:3], [0], 3, (0.1, 0.9))
with open("../Cases/sklearn-partial-dependence.json", "w", encoding="utf-8") as file:
    lines = ",\n    ".join(json.dumps(item, separators=(",", ":")) for item in cases)
    file.write('{\n  "reference": "scikit-learn ' + sklearn.__version__ + '",\n  "script": "Make/sklearn_partial_dependence.py",\n  "cases": [\n    ' + lines + "\n  ]\n}\n")
print(len(cases), "cases")
