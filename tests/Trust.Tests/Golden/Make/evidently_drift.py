"""The drift tests of Evidently (evidently.legacy.calculations.stattests), run from its source with stand-ins for its data classes.

Needs numpy, pandas, scipy, scikit-learn and Evidently's source: EVIDENTLY=<its src folder>. Usage: evidently_drift.py <folder of the cases>
"""
import enum
import os
import sys
import types
import warnings

import numpy as np
import pandas as pd

from samples import drawn, number, write

warnings.filterwarnings("ignore")
SOURCE = os.environ["EVIDENTLY"]


def stand_in(name, **members):
    module = types.ModuleType(name)
    module.__dict__.update(members)
    sys.modules[name] = module
    return module


class ColumnType(enum.Enum):
    Numerical = "num"
    Categorical = "cat"
    Text = "text"
    Datetime = "datetime"


for package in ("evidently", "evidently.legacy", "evidently.legacy.calculations", "evidently.legacy.utils"):
    stand_in(package).__path__ = [os.path.join(SOURCE, *package.split("."))]
stand_in("evidently.legacy.core", ColumnType=ColumnType)
stand_in("evidently.legacy.calculation_engine").__path__ = []
stand_in("evidently.legacy.calculation_engine.engine", Engine=type("Engine", (), {}))
stand_in("evidently.legacy.calculation_engine.python_engine", PythonEngine=type("PythonEngine", (), {}))
stand_in("evidently.legacy.utils.numpy_encoder", add_type_mapping=lambda *arguments: None)
stand_in("evidently.legacy.utils.data_drift_utils", **{name: None for name in (
    "add_emb_drift_to_reports", "calculate_text_drift_score", "get_text_data_for_plots", "get_typical_words")})

from evidently.legacy.calculations import stattests  # noqa: E402
from evidently.legacy.calculations.stattests import registry  # noqa: E402

cases = []
RULES = ["ks", "chisquare", "z", "jensenshannon", "wasserstein"]


def run(test, reference, current, kind):
    result = test(reference.copy(), current.copy(), kind, None)
    return number(result.drift_score), bool(result.drifted)


def case(name, kind, inputs, reference, current, column, tests):
    reference, current = (series.replace([-np.inf, np.inf], np.nan).dropna() for series in (reference, current))
    chosen = registry._get_default_stattest(reference, current, column)
    expected = [run(test, reference, current, column)[0] for test in tests]
    score, drifted = run(chosen, reference, current, column)
    cases.append({"name": name, "kind": kind, "input": inputs, "expected": expected + [RULES.index(chosen.name), score, float(drifted)], "tolerance": 1e-9})


def numbers(name, reference, current):
    """PSI, Jensen-Shannon, Kullback-Leibler, Hellinger, normed Wasserstein, KS p, Anderson-Darling p, Cramer-von Mises p, energy; default test, its score, drift."""
    tests = [registry._registered_stat_tests[test][ColumnType.Numerical] for test in (
        "psi", "jensenshannon", "kl_div", "hellinger", "wasserstein", "ks", "anderson", "cramer_von_mises", "ed")]
    inputs = {"reference": reference[1], "current": current[1]}
    case("numbers: " + name, "drift.evidently-numbers", inputs, pd.Series(reference[0], dtype=float), pd.Series(current[0], dtype=float), ColumnType.Numerical, tests)


def categories(name, reference, current):
    """PSI, Jensen-Shannon, Kullback-Leibler, Hellinger, chi-square p; default test, its score, drift. Counts per category, nulls missing."""
    tests = [registry._registered_stat_tests[test][ColumnType.Categorical] for test in ("psi", "jensenshannon", "kl_div", "hellinger", "chisquare")]
    series = [pd.Series([f"c{code}" for code, count in enumerate(counts) for _ in range(count)]) for counts in (reference, current)]
    case("categories: " + name, "drift.evidently-categories", {"reference": reference, "current": current}, *series, ColumnType.Categorical, tests)


def values(*items):
    return list(items), {"values": [None if np.isnan(item) else item for item in items]}


numbers("few values", values(1, 1, 2, 2, 3), values(1, 2, 3, 3, 3, 3))
numbers("two values", values(*[0] * 30, *[1] * 20), values(*[0] * 10, *[1] * 35))
numbers("missing ones left out", values(0.5, np.nan, 1.5, 2.5, 3.5, 4.5, 7), values(1, np.nan, np.nan, 2, 9, 11))
numbers("unseen value among few", values(1, 1, 2, 2, 3, 3), values(1, 2, 4, 4))
for rows, current, shift, levels in ((60, 40, 0.1, 0), (400, 300, 0.05, 0), (1000, 500, 0.03, 0), (1001, 500, 0.03, 0), (5000, 2500, 0.2, 0), (3000, 900, 2, 0), (900, 700, 0, 12), (2000, 900, 0, 30), (2500, 1000, 1, 4), (4000, 4096, 0.0, 0)):
    numbers(f"uniform {rows} and {current} moved by {shift}, levels {levels}", drawn(rows, rows, levels=levels), drawn(7 * current, current, shift=shift, levels=levels))
    numbers(f"squared {rows} and {current} moved by {shift}, levels {levels}", drawn(rows, rows, levels=levels, square=True), drawn(3 * current, current, scale=1.1, shift=shift, levels=levels, square=True))
numbers("hardly varying", drawn(1, 1500, scale=1e-5), drawn(2, 1200, scale=1e-5, shift=1e-5))

categories("two", [30, 20], [10, 35])
categories("two, large", [3000, 2000], [1000, 1100])
categories("one, unlike", [30, 0], [0, 12])
categories("three", [10, 20, 30], [30, 20, 10])
categories("unseen", [50, 40, 0], [30, 20, 4])
categories("vanished", [50, 40, 6], [30, 20, 0])
categories("rare and vanished, large", [50000, 40000, 3], [3000, 2000, 0])
categories("many", [5 * i + 1 for i in range(25)], [3 * i + 2 for i in range(25)])
categories("many, large", [50 * i + 1 for i in range(25)], [30 * (25 - i) + 2 for i in range(25)])

write(sys.argv[1] + "/evidently-drift.json", "Evidently a4aa4c2b3", "evidently_drift.py", cases)
