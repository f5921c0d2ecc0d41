"""Figures of Fairlearn's disparities and MetricFrame, and scipy's KS distances and bootstrap intervals. Needs fairlearn (with narwhals) on PYTHONPATH, scikit-learn, scipy, SHARED.

Usage: PYTHONPATH=... SHARED=... python3 fairlearn_bias.py > ../Cases/fairlearn-bias.json
"""
import functools
import itertools
import warnings

import numpy as np
import pandas as pd
from fairlearn import metrics
from scipy.stats import bootstrap, ks_2samp
from sklearn import metrics as sk

import bias_data as data

warnings.filterwarnings("ignore")
PARITY = {"demographic_parity_difference": ("selection_rate_spread", "selection_rate_spread_to_overall"),
          "demographic_parity_ratio": ("selection_rate_min_max_ratio", "selection_rate_ratio_to_overall"),
          "equal_opportunity_difference": ("true_positive_rate_spread", "true_positive_rate_spread_to_overall"),
          "equal_opportunity_ratio": ("true_positive_rate_min_max_ratio", "true_positive_rate_ratio_to_overall"),
          "equalized_odds_difference": ("equalized_odds_difference", "equalized_odds_difference_to_overall"),
          "equalized_odds_ratio": ("equalized_odds_ratio", "equalized_odds_ratio_to_overall")}
FRAMES = {"accuracy": sk.accuracy_score, "positive_predictive_value": functools.partial(sk.precision_score, zero_division=0),
          "f1_score": functools.partial(sk.f1_score, zero_division=0), "false_positive_rate": metrics.false_positive_rate,
          "false_negative_rate": metrics.false_negative_rate, "true_negative_rate": metrics.true_negative_rate, "error_rate": sk.zero_one_loss}
REGRESSION = {"mean_prediction": metrics.mean_prediction, "mean_absolute_error": sk.mean_absolute_error, "mean_squared_error": sk.mean_squared_error,
              "root_mean_squared_error": lambda y, p, sample_weight=None: np.sqrt(sk.mean_squared_error(y, p, sample_weight=sample_weight)), "r2_score": sk.r2_score}
METHODS = ("between_groups", "to_overall")


def disparities(observed, predicted, sensitive, weights):
    found = {}
    for theirs, ours in PARITY.items():
        for method, name in zip(METHODS, ours):
            arguments = dict(sensitive_features=sensitive, method=method, sample_weight=weights)
            found[name] = getattr(metrics, theirs)(observed, predicted, **arguments)
            if theirs.startswith("equalized"):
                if np.isnan(found[name]):
                    del found[name]  # min(nan, x) is nan and min(x, nan) is x: an accident of the order
                found[name + "_mean"] = getattr(metrics, theirs)(observed, predicted, agg="mean", **arguments)
    for rate, function in FRAMES.items():
        frame = metrics.MetricFrame(metrics=function, y_true=observed, y_pred=predicted, sensitive_features=sensitive,
                                    sample_params={"sample_weight": weights} if weights is not None else None)
        found[rate + "_spread"], found[rate + "_spread_to_overall"] = (frame.difference(method=method) for method in METHODS)
        found[rate + "_min_max_ratio"], found[rate + "_ratio_to_overall"] = (frame.ratio(method=method) for method in METHODS)
    return found


def groups(name, rows, facets, weighted=False, given=None):
    codes, observed, predicted, weights, _ = rows
    sensitive = pd.DataFrame({"f%d" % i: column for i, column in enumerate(codes)})
    found = disparities(observed, predicted, sensitive, weights if weighted else None)
    if given is None:
        given = data.given(codes, facets, observed, predicted)
        if weighted:
            given["weights"] = weights.tolist()
    data.add("disparities, " + name, "bias.groups", dict(given, favorable=[1], metrics=list(found), rule="references"), found.values())


def random_cases():
    for seed in range(14):
        facets = ([2], [3], [5], [2, 3], [2, 2, 2], [4, 3], [2, 8])[seed % 7]
        rows = data.random_rows(2000 + seed, 60 + 10 * seed, facets, base=0.7, gap=0.4)
        groups("%s groups, seed %d" % ("x".join(map(str, facets)), seed), rows, facets)
        groups("%s groups, weighted, seed %d" % ("x".join(map(str, facets)), seed), rows, facets, weighted=True)


def edge_cases():
    texts = {"no favourable prediction": "010 000 010 100 110 100", "no favourable label in one group": "000 001 000 110 101 111",
             "no unfavourable label in one group": "011 000 011 110 111 111", "every prediction right": "011 000 011 100 111 100",
             "every prediction wrong": "010 001 010 101 110 101", "groups of one row": "011 110 201", "all alike": "011 000 010 001 111 100 110 101"}
    for name, text in texts.items():
        facet, observed, predicted = (np.array([int(row[at]) for row in text.split()]) for at in range(3))
        groups(name, ([facet], observed, predicted, None, None), [int(facet.max()) + 1])
    codes = [np.array([0, 0, 0, 1, 1, 1]), np.array([0, 1, 1, 0, 0, 0])]
    groups("an intersection without rows", (codes, np.array([1, 0, 1, 1, 0, 0]), np.array([1, 0, 1, 0, 1, 0]), None, None), [2, 2])


def german_cases():
    columns, sex, older, good, short = data.german()
    weights = np.array([float(value) for value in columns["existing_credits"]])
    groups("German credit by sex and age", ([sex, older], good, short, None, None), [2, 2], given=data.GERMAN)
    groups("German credit by sex and age, weighted", ([sex, older], good, short, weights, None), [2, 2], True, dict(data.GERMAN, weights={"column": "existing_credits"}))


def regression_cases():
    for seed in range(12):
        random = np.random.default_rng(2100 + seed)
        rows, count = 40 + 10 * seed, 2 + seed % 4
        facet = random.integers(0, count, rows)
        observed = (random.normal(size=rows) * 3 + 10 ** (seed % 4) + facet).round(4)
        predicted = (observed + random.normal(size=rows) * (1 + facet)).round(seed % 3 + 1)
        weights = random.gamma(2.0, 0.5, rows).round(3) if seed % 2 else None
        frame = metrics.MetricFrame(metrics=REGRESSION, y_true=observed, y_pred=predicted, sensitive_features=facet,
                                    sample_params={key: {"sample_weight": weights} for key in REGRESSION} if weights is not None else None)
        given = {"codes": facet.tolist(), "count": count, "observed": observed.tolist(), "predicted": predicted.tolist(), "figures": list(REGRESSION)}
        if weights is not None:
            given["weights"] = weights.tolist()
        expected = [item for method in METHODS for item in list(frame.difference(method=method)) + list(frame.ratio(method=method))]
        data.add("regression, %d groups, seed %d" % (count, seed), "bias.regression", given, list(frame.overall) + frame.by_group.T.to_numpy().ravel().tolist() + expected, 1e-9)
        if weights is None:
            pairs = [ks_2samp(predicted[facet == a], predicted[facet == b]).statistic for a, b in itertools.combinations(range(count), 2)]
            overall = [ks_2samp(predicted[facet == a], predicted).statistic for a in range(count)]
            data.add("distributions of predictions, seed %d" % seed, "bias.distribution",
                     {"codes": facet.tolist(), "count": count, "values": predicted.tolist()}, [max(pairs), max(overall)])


def interval_cases():
    """DPL of two groups. Both sides draw 50,000 resamples: an end of an interval is sure to some 0.002, ours and theirs."""
    for seed in range(4):
        codes, observed, _, _, _ = data.random_rows(2200 + seed, (60, 120, 200, 90)[seed], [2], base=(0.5, 0.9, 0.35, 0.97)[seed], gap=0.3)
        level = (0.95, 0.9, 0.99, 0.95)[seed]

        def parity(facet, label, axis=-1):
            inside, outside = (facet == 1).sum(axis), (facet == 0).sum(axis)
            return (label * (facet == 0)).sum(axis) / outside - (label * (facet == 1)).sum(axis) / inside

        expected = []
        for method in ("percentile", "basic", "BCa"):
            found = bootstrap((codes[0], observed), parity, paired=True, vectorized=True, n_resamples=50_000, batch=5_000, confidence_level=level, method=method, random_state=seed)
            expected += [found.confidence_interval.low, found.confidence_interval.high]
        data.add("intervals of DPL, seed %d" % seed, "bias.interval",
                 data.given(codes, [2], observed, group=[1], favorable=[1], metric="DPL", level=level, resamples=50_000), expected, 0.008)


for make in (random_cases, edge_cases, german_cases, regression_cases, interval_cases):
    make()
data.write("Fairlearn 0.15.0.dev0 and scipy", "fairlearn_bias.py")
