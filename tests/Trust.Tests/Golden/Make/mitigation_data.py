"""The rows of the mitigation cases, as Kinds/MitigationRows.cs reads them. Needs numpy and pandas; SHARED names the folder shared/data for German credit."""
import json
import os

import numpy as np
import pandas as pd

GERMAN = "german-credit/german.csv"


def synthetic(seed, rows, shift, digits=2, weights=False):
    """Two groups whose scores and base rates differ; rounded scores tie often."""
    rng = np.random.RandomState(seed)
    groups = (rng.rand(rows) < 0.4).astype(int)
    truth = rng.rand(rows)
    labels = (truth + shift * (groups == 0) + 0.25 * rng.randn(rows) > 0.6).astype(int)
    scores = np.clip(np.round(0.6 * truth + 0.2 * labels + 0.15 * rng.rand(rows) - 0.1 * shift * groups, digits), 0, 1)
    data = {"groups": groups.tolist(), "labels": labels.tolist(), "scores": scores.tolist()}
    if weights:
        data["weights"] = (np.round(rng.rand(rows) * 3, 1) + 0.5).tolist()
    return data


def german():
    """Sex (female is the group in question), good credit, and a score that is plain arithmetic, so the same number in every language."""
    table = pd.read_csv(os.path.join(os.environ["SHARED"], GERMAN))
    scores = 0.95 - table.duration_months / 120.0 - table.credit_amount / 60000.0 - table.installment_rate * 0.02
    return {
        "groups": (table.sex == "female").astype(int).tolist(),
        "labels": (table.credit_risk == "good").astype(int).tolist(),
        "scores": np.maximum(scores, 0.01).tolist(),
    }


def named_inputs():
    """(name, what stands in the case, the rows)."""
    for name, data in (
        ("synthetic of 60", synthetic(1, 60, 0.2)),
        ("synthetic of 41 with many ties", synthetic(2, 41, 0.3, digits=1)),
        ("synthetic of 150", synthetic(3, 150, 0.1, digits=6)),
        ("synthetic where the group is better off", synthetic(4, 90, -0.3)),
    ):
        yield name, data, data
    data = german()
    yield "German credit", {"shared": GERMAN}, data


def write(file, reference, script, cases):
    target = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Cases", file)
    with open(target, "w") as out:
        out.write('{\n  "reference": %s,\n  "script": %s,\n  "cases": [\n' % (json.dumps(reference), json.dumps(script)))
        out.write(",\n".join("    " + json.dumps(case) for case in cases))
        out.write("\n  ]\n}\n")


def finite(values):
    """A list in which what is no number is null."""
    return [float(value) if np.isfinite(value) else None for value in np.atleast_1d(np.asarray(values, dtype=float))]
