"""Inputs of the bias cases, and how a case file is written. Needs numpy and pandas; SHARED names the shared data folder (german.csv)."""
import csv
import json
import math
import os
import sys

import numpy as np

cases = []

GERMAN = {
    "shared": "german-credit/german.csv",
    "facets": [{"column": "sex", "values": ["male", "female"]}, {"column": "age", "above": 25}],
    "label": {"column": "credit_risk", "values": ["bad", "good"]},
    "predicted": {"column": "duration_months", "atMost": 18},
}


def number(value):
    value = float(value)
    return value if math.isfinite(value) else None


def add(name, kind, given, expected, tolerance=1e-12):
    cases.append({"name": name, "kind": kind, "input": given, "expected": [number(value) for value in expected], "tolerance": tolerance})


def write(reference, script):
    lines = ",\n".join("    " + json.dumps(case, separators=(",", ":")) for case in cases)
    sys.stdout.write('{\n  "reference": %s,\n  "script": %s,\n  "cases": [\n%s\n  ]\n}\n' % (json.dumps(reference), json.dumps(script), lines))


def german():
    """Columns of german.csv as text, and the codes that the input GERMAN stands for."""
    with open(os.path.join(os.environ["SHARED"], "german-credit", "german.csv")) as file:
        rows = list(csv.DictReader(file))
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    sex = np.array([int(value == "female") for value in columns["sex"]])
    older = np.array([int(int(value) > 25) for value in columns["age"]])
    good = np.array([int(value == "good") for value in columns["credit_risk"]])
    short = np.array([int(int(value) <= 18) for value in columns["duration_months"]])
    return columns, sex, older, good, short


def random_rows(seed, rows, facets, labels=2, base=0.5, gap=0.25, error=0.3):
    """Codes of facets, observed and predicted labels, the labels skewed by the first facet; weights and scores beside them."""
    random = np.random.default_rng(seed)
    codes = [random.integers(0, values, rows) for values in facets]
    tilt = base - gap * codes[0] / max(1, facets[0] - 1)
    if labels == 2:
        observed = (random.random(rows) < tilt).astype(int)
        predicted = np.where(random.random(rows) < error, random.integers(0, 2, rows), observed)
    else:
        observed = np.minimum((random.random(rows) * labels * (1 - 0.4 * codes[0])).astype(int), labels - 1)
        predicted = np.where(random.random(rows) < error, random.integers(0, labels, rows), observed)
    weights = np.round(random.gamma(2.0, 0.5, rows), 3)
    scores = np.round(np.clip(0.6 * predicted + 0.4 * random.random(rows), 0, 1), 3)
    return codes, observed, predicted, weights, scores


def given(codes, facets, observed, predicted=None, labels=2, **more):
    """The input of a case whose data stand in it."""
    found = {"facets": [{"codes": column.tolist(), "count": int(values)} for column, values in zip(codes, facets)],
             "label": {"codes": observed.tolist(), "count": labels}}
    if predicted is not None:
        found["predicted"] = {"codes": predicted.tolist()}
    found.update(more)
    return found
