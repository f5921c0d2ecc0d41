"""Figures of AIF360's BinaryLabelDatasetMetric and ClassificationMetric. Needs AIF360 on PYTHONPATH, and SHARED.

Usage: PYTHONPATH=... SHARED=... python3 aif360_bias.py > ../Cases/aif360-bias.json
"""
import logging
import warnings

import numpy as np
import pandas as pd

logging.disable(logging.CRITICAL)
warnings.filterwarnings("ignore")
np.seterr(all="ignore")

from aif360.datasets import BinaryLabelDataset  # noqa: E402
from aif360.metrics import BinaryLabelDatasetMetric, ClassificationMetric  # noqa: E402

import bias_data as data  # noqa: E402

OF_LABELS = {"base_rate_ratio": "disparate_impact", "base_rate_difference": "statistical_parity_difference", "mean_difference": "mean_difference"}
OF_PREDICTIONS = [
    "disparate_impact", "statistical_parity_difference", "true_positive_rate_difference", "false_positive_rate_difference", "false_negative_rate_difference",
    "false_omission_rate_difference", "false_discovery_rate_difference", "false_positive_rate_ratio", "false_negative_rate_ratio", "false_omission_rate_ratio",
    "false_discovery_rate_ratio", "average_odds_difference", "average_abs_odds_difference", "average_predictive_value_difference", "equalized_odds_difference",
    "error_rate_difference", "error_rate_ratio", "equal_opportunity_difference"]
UNWEIGHTED = ["generalized_entropy_index", "theil_index", "coefficient_of_variation", "between_group_generalized_entropy_index", "between_group_theil_index",
              "between_group_coefficient_of_variation"]
RATES = ["base_rate", "selection_rate", "true_positive_rate", "false_positive_rate", "false_negative_rate", "true_negative_rate",
         "positive_predictive_value", "false_discovery_rate", "false_omission_rate", "negative_predictive_value", "accuracy", "error_rate"]
GENERALIZED = ["true_positive_rate", "false_positive_rate", "false_negative_rate", "true_negative_rate"]
BETWEEN_ALL = ["between_all_groups_generalized_entropy_index", "between_all_groups_theil_index", "between_all_groups_coefficient_of_variation"]


def datasets(codes, observed, predicted, weights=None, scores=None):
    frame = pd.DataFrame({"f%d" % i: column for i, column in enumerate(codes)})
    names = list(frame.columns)
    frame["label"] = observed
    if weights is not None:
        frame["weight"] = weights
    truth = BinaryLabelDataset(
        df=frame, label_names=["label"], protected_attribute_names=names, favorable_label=1, unfavorable_label=0,
        instance_weights_name=None if weights is None else "weight",
        privileged_protected_attributes=[[1]] * len(names),
        unprivileged_protected_attributes=[[value for value in np.unique(column) if value != 1] for column in codes])
    guess = truth.copy()
    guess.labels = np.asarray(predicted, dtype=float).reshape(-1, 1)
    if scores is not None:
        guess.scores = np.asarray(scores, dtype=float).reshape(-1, 1)
    return truth, guess


def value(action):
    try:
        return float(np.ravel(action())[0])
    except ZeroDivisionError:
        return float("nan")


def sides(name, rows, facets, group, rest, given=None, weighted=False, scored=False):
    """One facet, the group's codes against the rest's, which may leave codes out."""
    codes, observed, predicted, weights, scores = rows
    truth, guess = datasets(codes[:1], observed, predicted, weights if weighted else None, scores)
    groups = {"unprivileged_groups": [{"f0": code} for code in group], "privileged_groups": [{"f0": code} for code in rest]}
    labels, model = BinaryLabelDatasetMetric(truth, **groups), ClassificationMetric(truth, guess, **groups)
    more = {"group": list(group), "rest": list(rest), "favorable": [1], "rule": "aif360"}
    if given is None:
        given = data.given(codes[:1], facets[:1], observed, predicted)
        if weighted:
            given["weights"] = weights.tolist()
    found = {ours: value(getattr(labels, theirs)) for ours, theirs in OF_LABELS.items()}
    covered = set(group) | set(rest) == set(range(facets[0]))
    found.update({item: value(getattr(model, item)) for item in OF_PREDICTIONS + (UNWEIGHTED if covered and not weighted else [])})
    if np.isnan(found["true_positive_rate_difference"] + found["false_positive_rate_difference"]):
        del found["equalized_odds_difference"]  # max(x, nan) is x and max(nan, x) is nan: an accident of the order
    data.add("two sides, " + name, "bias.sides", dict(given, metrics=list(found), **more), found.values(), 1e-11)

    rates = [value(lambda: getattr(model if hasattr(model, rate) else labels, rate)(privileged=side)) for side in (False, True) for rate in RATES]
    data.add("rates of both sides, " + name, "bias.rates", dict(given, rates=RATES, **more), rates)
    if scored:
        shares = {key: item for key, item in given.items() if key != "predicted"}
        shares["scores"] = scores.tolist()
        rates = [value(lambda: getattr(model, "generalized_" + rate)(privileged=side)) for side in (False, True) for rate in GENERALIZED]
        data.add("generalized rates, " + name, "bias.rates", dict(shares, rates=GENERALIZED, **more), rates)
        data.add("generalized equalized odds, " + name, "bias.sides", dict(shares, metrics=["equalized_odds_difference"], **more),
                 [value(model.generalized_equalized_odds_difference)])


def many_groups(name, rows, facets, given=None, weighted=False):
    codes, observed, predicted, weights, _ = rows
    truth, guess = datasets(codes, observed, predicted, weights if weighted else None)
    model = ClassificationMetric(truth, guess, unprivileged_groups=[{"f0": 0}], privileged_groups=[{"f0": 1}])
    if given is None:
        given = data.given(codes, facets, observed, predicted)
        if weighted:
            given["weights"] = weights.tolist()
    found = {"differential_fairness": value(model.smoothed_empirical_differential_fairness),
             "differential_fairness_bias_amplification": value(model.differential_fairness_bias_amplification)}
    if not weighted:
        found.update({item: value(getattr(model, item)) for item in BETWEEN_ALL})
    data.add("all groups, " + name, "bias.groups", dict(given, favorable=[1], metrics=list(found), rule="stated"), found.values())


def random_cases():
    for seed in range(16):
        facets = [2 + seed % 3, 2]
        rows = data.random_rows(1000 + seed, 50 + 5 * seed, facets, base=0.7)
        sides("seed %d" % seed, rows, facets, [0], list(range(1, facets[0])), scored=seed % 2 == 0)
        sides("weighted, seed %d" % seed, rows, facets, [0], list(range(1, facets[0])), weighted=True, scored=seed % 2 == 1)
        many_groups("seed %d" % seed, rows, facets)
        many_groups("weighted, seed %d" % seed, rows, facets, weighted=True)
    for seed in range(6):
        rows = data.random_rows(1100 + seed, 60, [4])
        sides("some groups on neither side, seed %d" % seed, rows, [4], [0, 3][: 1 + seed % 2], [1])


def edge_cases():
    texts = {
        "no favourable prediction": "010 000 010 100 110 100", "no favourable prediction in the group": "010 000 010 101 111 100",
        "no favourable prediction in the rest": "011 000 011 100 110 100", "no favourable label in the group": "000 001 000 110 101 111",
        "no unfavourable label in the rest": "011 000 011 110 111 111", "every prediction right": "011 000 011 100 111 100",
        "every prediction wrong": "010 001 010 101 110 101", "one label only": "011 010 111 110", "group of one row": "011 110 101 111 100",
        "both sides alike": "011 000 010 001 111 100 110 101",
    }
    for name, text in texts.items():
        facet, observed, predicted = (np.array([int(row[at]) for row in text.split()]) for at in range(3))
        sides(name, ([facet], observed, predicted, None, None), [2], [0], [1])


def consistency_cases():
    for seed in range(6):
        codes, observed, _, _, _ = data.random_rows(1200 + seed, 40 + 20 * seed, [2])
        features = np.random.default_rng(1300 + seed).normal(size=(len(observed), 1 + seed % 4)).round(6)
        neighbors = (5, 5, 1, 3, 10, 7)[seed]
        truth, _ = datasets(codes, observed, observed)
        truth.features = features
        found = value(lambda: BinaryLabelDatasetMetric(truth).consistency(n_neighbors=neighbors))
        data.add("consistency, %d neighbours, seed %d" % (neighbors, seed), "bias.consistency",
                 {"features": features.ravel().tolist(), "width": features.shape[1], "labels": observed.tolist(), "neighbors": neighbors}, [found])


def rich_cases():
    """Subgroups cut by linear thresholds. AIF360 needs labels and predictions as rows of one column."""
    for seed in range(8):
        facets = [[2, 3], [5], [2, 2, 4], [7, 3]][seed % 4]
        codes, observed, predicted, _, scores = data.random_rows(1400 + seed, 80 + 10 * seed, facets, base=0.7)
        guess = scores if seed % 2 else predicted.astype(float)
        truth, _ = datasets(codes, observed, predicted)
        metric = BinaryLabelDatasetMetric(truth)
        data.add("rich subgroups, seed %d" % seed, "bias.rich",
                 {"features": np.column_stack(codes).ravel().tolist(), "width": len(codes), "favorable": observed.tolist(), "predicted": guess.tolist()},
                 [metric.rich_subgroup(tuple(guess), "FP"), metric.rich_subgroup(tuple(guess), "FN")])


def german_cases():
    columns, sex, older, good, short = data.german()
    weights = np.array([float(value) for value in columns["existing_credits"]])
    weighted = dict(data.GERMAN, weights={"column": "existing_credits"})
    for facet, codes, group, rest in ((0, sex, [1], [0]), (1, older, [0], [1])):
        name = "German credit by " + ("sex", "age")[facet]
        sides(name, ([codes], good, short, weights, None), [2], group, rest, dict(data.GERMAN, along=[facet]))
        sides(name + ", weighted", ([codes], good, short, weights, None), [2], group, rest, dict(weighted, along=[facet]), weighted=True)
    many_groups("German credit by sex and age", ([sex, older], good, short, weights, None), [2, 2], data.GERMAN)
    many_groups("German credit by sex and age, weighted", ([sex, older], good, short, weights, None), [2, 2], weighted, weighted=True)


for make in (random_cases, edge_cases, consistency_cases, rich_cases, german_cases):
    make()
data.write("AIF360 0.6.1", "aif360_bias.py")
