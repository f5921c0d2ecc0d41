"""Drift tests of one column by scipy and as Evidently makes them: a JSON request per line in, a JSON answer per line out. Needs numpy, pandas and scipy."""
import json
import sys
import time
import warnings

import numpy as np
import pandas as pd
from scipy import stats
from scipy.spatial import distance

warnings.filterwarnings("ignore")
column = {}


def load(reference, current):
    for part, path in (("reference", reference), ("current", current)):
        column[part] = pd.Series(np.fromfile(path, dtype=np.float32).astype(np.float64))
    return {}


def shares(bins):
    return [np.histogram(column[part], bins)[0] / len(column[part]) for part in ("reference", "current")]


def tests():
    """The tests that NumberComparison makes, each by its usual call, as a report calls them: KS, CvM, AD, Wasserstein, energy, PSI, JS, KL, Hellinger."""
    start = time.perf_counter()
    reference, current = column["reference"], column["current"]
    found = [
        stats.ks_2samp(reference, current).statistic, stats.cramervonmises_2samp(reference, current).statistic,
        stats.anderson_ksamp([reference.values, current.values])[0], stats.energy_distance(reference, current),
        stats.wasserstein_distance(reference, current) / max(np.std(reference), 0.001)]
    for logarithmic in (True, False, True):
        if reference.nunique() > 20:
            both = shares(np.histogram_bin_edges(pd.concat([reference, current]).values, bins="sturges"))
            p, q = (np.where(part == 0, 0.0001, part) if logarithmic else part for part in both)
            found.append(distance.jensenshannon(p, q) if not logarithmic else np.sum((p - q) * np.log(p / q)))
    p, q = shares(np.histogram_bin_edges(list(set(reference.unique()) | set(current.unique())), bins="sturges"))
    found.append(np.sqrt(1 - np.sum(np.sqrt(p * q))))
    return {"seconds": time.perf_counter() - start, "found": [float(value) for value in found]}


ACTIONS = {action.__name__: action for action in (load, tests)}

for line in sys.stdin:
    request = json.loads(line)
    print(json.dumps(ACTIONS[request.pop("do")](**request)), flush=True)
