"""Two-sample tests of scipy.stats. Needs scipy (written with 1.10.1) and scikit-learn 1.2.1 for ndcg_score. Usage: scipy_drift.py <folder of the cases>"""
import sys
import warnings

import numpy as np
import scipy
from scipy import stats
from sklearn.metrics import ndcg_score

from samples import drawn, number, write

warnings.filterwarnings("ignore")
cases = []


def case(name, kind, inputs, expected, tolerance):
    cases.append({"name": name, "kind": kind, "input": inputs, "expected": expected, "tolerance": tolerance})


def two_samples(name, first, second, inputs, tolerance, exact=True):
    """KS distance and p-values (exact, asymptotic), Cramer-von Mises T and p, Anderson-Darling A2 and p, Wasserstein, energy."""
    smirnov = stats.ks_2samp(first, second, method="asymp")
    exactly = stats.ks_2samp(first, second, method="exact").pvalue if exact else None
    mises = stats.cramervonmises_2samp(first, second) if min(len(first), len(second)) > 1 else None
    darling = stats.anderson_ksamp([first, second]) if len(set(first) | set(second)) > 1 and len(first) + len(second) > 3 else None
    case(name, "drift.two-samples", inputs, [
        number(smirnov.statistic), exactly, number(smirnov.pvalue),
        number(mises.statistic) if mises else None, number(mises.pvalue) if mises else None,
        number(darling.statistic) if darling else None, number(darling.significance_level) if darling else None,
        number(stats.wasserstein_distance(first, second)), number(stats.energy_distance(first, second))], tolerance)


def inline(name, first, second):
    two_samples(name, first, second, {"first": {"values": first}, "second": {"values": second}}, 1e-9)


def recipe(name, first, second, tolerance, exact=True):
    two_samples(name, first[0], second[0], {"first": first[1], "second": second[1]}, tolerance, exact)


inline("apart", [1.0, 2.0, 3.0, 4.0], [10.0, 11.0, 12.0])
inline("one inside the other", [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0], [2.5, 3.5, 4.5])
inline("ties within and between", [1.0, 1.0, 2.0, 2.0, 2.0, 5.0], [1.0, 2.0, 2.0, 3.0, 3.0])
inline("equal samples", [3.0, 1.0, 2.0], [1.0, 2.0, 3.0])
inline("one constant, equal", [4.0, 4.0, 4.0], [4.0, 4.0])
inline("two constants", [4.0, 4.0, 4.0], [5.0, 5.0])
inline("one value against many", [0.5], [0.1, 0.2, 0.3, 0.6, 0.7, 0.9])
inline("negative and tiny numbers", [-1e-300, 0.0, 1e-300, -5.0, 2.0], [1e-9, -1e-9, 0.0, 3.0])
inline("equal sizes", [0.1, 0.4, 0.7, 1.1, 1.5, 2.2, 2.9], [0.3, 0.5, 1.2, 2.0, 2.8, 3.5, 4.1])
inline("coprime sizes", [0.1 * i for i in range(17)], [0.13 * i + 0.05 for i in range(13)])
for n, m in ((20, 20), (19, 7), (50, 31), (100, 100), (97, 64)):
    recipe(f"uniform {n} and {m}", drawn(n, n), drawn(m + 1000, m, shift=0.15), 1e-9)
    recipe(f"levels {n} and {m}", drawn(n, n, levels=6), drawn(m + 2000, m, levels=7), 1e-9)
for n, m, shift in ((300, 200, 0.0), (300, 200, 0.12), (1000, 1000, 0.05), (1000, 300, 0.2), (2500, 400, 0.02), (777, 1200, 0.4)):
    recipe(f"uniform {n} and {m} moved by {shift}", drawn(n, n), drawn(m + 5, m, shift=shift), 1e-8)
    recipe(f"rounded {n} and {m} moved by {shift}", drawn(n, n, levels=40), drawn(m + 5, m, shift=shift, levels=40), 1e-8)
# Beyond 10,000 values p-values are asymptotic: twice the one-sided tail, of which we add terms in another order.
for n, m, shift in ((30000, 20000, 0.0), (30000, 20000, 0.012), (50000, 11000, 0.02), (12000, 90000, 0.005)):
    recipe(f"uniform {n} and {m} moved by {shift}", drawn(n, n), drawn(m + 5, m, shift=shift), 1e-7, exact=False)
    recipe(f"squared {n} and {m} moved by {shift}", drawn(n, n, square=True), drawn(m + 5, m, shift=shift, square=True), 1e-7, exact=False)

# kstwo.sf over the branches of its algorithm: least steps, matrix, one-sided tail, Pelz and Good.
for n in (1, 2, 5, 10, 50, 140, 141, 300, 1000, 10000, 99999, 150000, 300000, 2000000):
    ds = [0.4 / n, 0.75 / n, 1.0 / n] + [float(z / np.sqrt(n)) for z in (0.3, 0.5, 0.7, 0.85, 1.0, 1.3, 1.48, 1.6, 2.0, 3.0)] + [0.5, 0.8, 1.0]
    ds = sorted(d for d in ds if d <= 1)
    # Beyond 100,000 values the one-sided tail comes from its expansion, whose error is of the order 1/n.
    case(f"kolmogorov tail of {n}", "drift.kolmogorov-tail", {"count": n, "distances": ds}, [number(stats.kstwo.sf(d, n)) for d in ds], 2e-7 if n > 100000 else 1e-10)

tables = {
    "two by two": ([30, 20], [25, 25]), "three": ([10, 20, 30], [30, 20, 10]), "ten": ([5, 9, 12, 31, 2, 8, 17, 40, 3, 6], [8, 5, 15, 22, 4, 9, 12, 51, 1, 7]),
    "rare": ([1000, 3, 1], [990, 9, 2]), "large": ([1000000, 500000, 250000], [100300, 49800, 25100]), "same shares": ([10, 20, 30], [1, 2, 3]),
    "empty in the current": ([10, 20, 5], [12, 18, 0]),
}
for name, (reference, current) in tables.items():
    homogeneous = stats.chi2_contingency([reference, current], correction=False)
    expected = np.array(reference) * (sum(current) / sum(reference))
    against = stats.chisquare(current, expected)
    case(f"chi-square: {name}", "drift.chi-square", {"reference": reference, "current": current},
         [number(homogeneous[0]), number(homogeneous[1]), number(against.statistic), number(against.pvalue)], 1e-9)
against = stats.chisquare([12, 18, 5], np.array([10, 20, 0]) * (35 / 30))
case("chi-square: unseen in the reference", "drift.chi-square", {"reference": [10, 20, 0], "current": [12, 18, 5]},
     [*map(number, stats.chi2_contingency([[10, 20, 0], [12, 18, 5]], correction=False)[:2]), number(against.statistic), number(against.pvalue)], 1e-9)

for first, n, second, m in ((8, 10, 1, 6), (3, 10, 3, 10), (0, 5, 5, 5), (0, 7, 0, 9), (7, 7, 9, 9), (120, 1000, 90, 1000), (1, 3000, 40, 2000), (500, 1000, 800, 1000), (15000, 30000, 15100, 30000), (2, 30, 9, 31)):
    case(f"fisher: {first} of {n} and {second} of {m}", "drift.fisher", {"first": first, "firstCount": n, "second": second, "secondCount": m},
         number(stats.fisher_exact([[first, n - first], [second, m - second]]).pvalue), 1e-9)

attributions = {
    "the guide's example": ([0.70, 0.50, 0.05], [0.10, 0.20, 0.70]), "the same": ([3, 2, 1], [0.3, 0.2, 0.1]), "reversed": ([4, 3, 2, 1], [1, 2, 3, 4]),
    "ties now": ([0.5, 0.3, 0.2, 0.1], [0.2, 0.2, 0.2, 0.2]), "ties then": ([0.5, 0.5, 0.2, 0.1], [0.1, 0.4, 0.3, 0.2]), "zeros": ([1, 0, 0, 0], [0, 0, 1, 1]),
    "two": ([0.9, 0.1], [0.1, 0.9]), "some of many": (list(range(1, 21)), [(7 * i) % 20 + 1 for i in range(20)]),
}
for name, (baseline, current) in attributions.items():
    baseline, current = np.array(baseline, float), np.array(current, float)
    rank = stats.spearmanr(baseline, current).correlation
    # Of equal shares scipy takes the root of a rounded negative number.
    apart = 0 if np.allclose(baseline / baseline.sum(), current / current.sum(), 1e-14) else scipy.spatial.distance.jensenshannon(baseline, current)
    case(f"attributions: {name}", "drift.attributions", {"baseline": baseline.tolist(), "current": current.tolist()}, [
        number(ndcg_score([baseline], [current])), number(0.5 * np.abs(baseline / baseline.sum() - current / current.sum()).sum()),
        number(apart), number(rank)], 1e-12)

write(sys.argv[1] + "/scipy-drift.json", f"scipy {scipy.__version__}", "scipy_drift.py", cases)
