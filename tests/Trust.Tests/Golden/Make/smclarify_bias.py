"""Figures of smclarify 0.5, the open-source part of SageMaker Clarify. Needs smclarify (with pyfunctional) on PYTHONPATH, and SHARED.

Usage: PYTHONPATH=... SHARED=... python3 smclarify_bias.py > ../Cases/smclarify-bias.json
"""
import logging
import math
import warnings

import numpy as np
import pandas as pd
from smclarify.bias import metrics, report
from smclarify.bias.metrics import basic_stats

import bias_data as data

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)
LABELS = ["CI", "DPL", "KL", "JS", "LP", "TVD", "KS"]
PREDICTIONS = ["DPPL", "DI", "DCA", "DCR", "SD", "RD", "DAR", "DRR", "AD", "TE", "GE"]
RATES = {"accuracy": basic_stats.accuracy, "selection_rate": basic_stats.PPL, "recall": basic_stats.recall, "specificity": basic_stats.specificity,
         "precision": basic_stats.precision, "negative_predictive_value": basic_stats.rejection_rate,
         "conditional_acceptance": basic_stats.conditional_acceptance, "conditional_rejection": basic_stats.conditional_rejection,
         "f1_score": basic_stats.f1_score}


def value(metric, **arguments):
    """The reference's number; NaN where it raises or is infinite."""
    try:
        return metrics.call_metric(metric, **arguments)
    except ValueError:
        return math.nan


def evaluate(names, facet, group, observed, favorable, predicted=None, label=None):
    sensitive = pd.Series(np.isin(facet, group))
    positive = pd.Series(np.isin(observed, favorable))
    chosen = pd.Series(np.isin(predicted, favorable)) if predicted is not None else None
    arguments = dict(feature=pd.Series(facet), sensitive_facet_index=sensitive, positive_label_index=positive,
                     positive_predicted_label_index=chosen, label=pd.Series(observed if label is None else label))
    return [value(getattr(metrics, name), **arguments) for name in names]


def compare(name, rows, facets, group, favorable=(1,), labels=2, rule="references", names=None):
    codes, observed, predicted = rows
    names = names or (LABELS + PREDICTIONS if predicted is not None else LABELS)
    expected = evaluate(names, codes[0], group, observed, favorable, predicted)
    more = {"group": list(group), "favorable": list(favorable), "metrics": names, "rule": rule}
    data.add(name, "bias.sides", data.given(codes, facets, observed, predicted, labels, **more), expected)


def columns(text):
    """Rows written as facet, label, prediction: "a11 a10 b01"."""
    rows = text.split()
    letters = sorted({row[0] for row in rows})
    return ([np.array([letters.index(row[0]) for row in rows])], np.array([int(row[1]) for row in rows]), np.array([int(row[2]) for row in rows]))


def random_cases():
    for seed in range(24):
        groups = 2 + seed % 3
        rows = data.random_rows(seed, 40 + 7 * seed, [groups], base=0.65, gap=0.3)
        compare("binary labels, %d groups, seed %d" % (groups, seed), rows[0:3], [groups], [0] if groups == 2 else [0, 1][: 1 + seed % 2])
    for seed in range(12):
        labels = 3 + seed % 3
        codes, observed, predicted, _, _ = data.random_rows(100 + seed, 80, [2], labels)
        compare("%d labels, seed %d" % (labels, seed), (codes, observed, predicted), [2], [1], favorable=(labels - 1, 0)[: 1 + seed % 2], labels=labels)


def edge_cases():
    texts = {
        "no favourable prediction": "a10 a00 a10 b00 b10 b00",
        "no favourable prediction in the group": "a11 a00 a10 b00 b10 b00",
        "no favourable prediction in the rest": "a10 a00 a10 b01 b11 b00",
        "no unfavourable prediction": "a11 a01 a11 b01 b11 b01",
        "no favourable label in the group": "a11 a00 a10 b00 b01 b00",
        "no unfavourable label in the rest": "a11 a11 a10 b00 b11 b01",
        "no false positive in the group": "a11 a01 a10 b00 b10 b11",
        "no false positive in the rest": "a11 a00 a10 b01 b10 b11",
        "no false positive at all": "a11 a00 a10 b00 b10 b11",
        "every prediction right": "a11 a00 a11 b00 b11 b00",
        "every prediction wrong": "a10 a01 a10 b01 b10 b01",
        "every label wrongly rejected": "a10 a10 b10 b10 b10",
        "one label only": "a11 a10 b11 b10",
        "group of one row": "a11 a00 a10 a01 b11",
        "sides without a common label": "a11 a10 b00 b01",
        "both sides alike": "a11 a00 a10 a01 b11 b00 b10 b01",
    }
    for name, text in texts.items():
        compare(name, columns(text), [2], [1])
    empty = columns("a11 a00 a10")
    compare("no row in the group", empty, [2], [1], names=LABELS + [name for name in PREDICTIONS if name != "GE"])
    compare("no row outside the group", empty, [2], [0], names=LABELS + [name for name in PREDICTIONS if name != "GE"])
    for seed in range(6):
        codes, observed, _, _, _ = data.random_rows(200 + seed, 12, [2], 6)
        compare("labels that one side lacks, seed %d" % seed, (codes, observed, None), [2], [1], favorable=(5,), labels=6)


def conditional_cases():
    for seed in range(12):
        strata = 1 + seed % 5
        codes, observed, predicted, _, _ = data.random_rows(300 + seed, 30 + 5 * seed, [2, strata])
        compare_strata("strata of %d, seed %d" % (strata, seed), codes, [2, strata], observed, predicted)
    codes, observed, predicted = columns("a11 a10 b11 b11")
    compare_strata("strata, no unfavourable label", [codes[0], np.array([0, 1, 0, 1])], [2, 2], observed, predicted)


def compare_strata(name, codes, facets, observed, predicted):
    arguments = dict(feature=pd.Series(codes[0]), sensitive_facet_index=pd.Series(codes[0] == 1), group_variable=pd.Series(codes[1]))
    expected = [value(metrics.CDDL, positive_label_index=pd.Series(observed == 1), **arguments),
                value(metrics.CDDPL, positive_predicted_label_index=pd.Series(predicted == 1), **arguments)]
    data.add(name, "bias.strata", data.given(codes, facets, observed, predicted, group=[1], favorable=[1]), expected)


def flip_cases():
    for seed in range(8):
        rows, width = (60 + 10 * seed, 1 + seed % 4) if seed < 6 else (14, 2)
        codes, _, predicted, _, _ = data.random_rows(400 + seed, rows, [2], base=0.7, gap=0.5)
        if seed >= 6:
            codes = [np.array([0] * (3 * (seed - 5)) + [1] * (rows - 3 * (seed - 5)))]
        features = np.random.default_rng(500 + seed).normal(size=(rows, width)).round(6)
        found = value(metrics.FT, df=pd.DataFrame(features), sensitive_facet_index=pd.Series(codes[0] == 1),
                      positive_predicted_label_index=pd.Series(predicted == 1))
        data.add("flip test, %d rows of %d, seed %d" % (rows, width, seed), "bias.flip",
                 {"features": features.ravel().tolist(), "width": width, "group": codes[0].tolist(), "favorable": predicted.tolist()}, [found])


def rate_cases():
    for seed in range(8):
        codes, observed, predicted, _, _ = data.random_rows(600 + seed, 50, [1], base=(0.6, 0.02, 0.98, 0.5)[seed % 4], gap=0)
        tp, fp = int(np.sum(observed & predicted)), int(np.sum((1 - observed) & predicted))
        fn, tn = int(np.sum(observed & (1 - predicted))), int(np.sum((1 - observed) & (1 - predicted)))
        expected = [metrics.call_metric(rate, TP=tp, FP=fp, TN=tn, FN=fn) for rate in RATES.values()]
        data.add("performance of all rows, seed %d" % seed, "bias.rates",
                 data.given(codes, [1], observed, predicted, favorable=[1], rates=list(RATES), rule="references"), expected)


def threshold_cases():
    """Continuous facet and label through the report: the group is above one threshold, the favourable label above another."""
    for seed in range(6):
        random = np.random.default_rng(700 + seed)
        age = random.uniform(18, 80, 60).round(2)
        income = (random.normal(50, 10, 60) + 0.2 * age).round(2)
        guess = (income + random.normal(0, 6, 60)).round(2)
        frame = pd.DataFrame({"age": age, "income": income})
        names = LABELS + PREDICTIONS
        found = {}
        for stage, predicted in ((report.StageType.PRE_TRAINING, None), (report.StageType.POST_TRAINING, report.LabelColumn("guess", pd.Series(guess), [60.0]))):
            answer = report.bias_report(frame, report.FacetColumn("age", [40.0]), report.LabelColumn("income", frame["income"], [60.0]), stage, predicted,
                                        metrics=[name for name in names if hasattr(metrics, name) and name in (LABELS if predicted is None else PREDICTIONS)])
            found.update({item["name"]: item["value"] for item in answer[0]["metrics"]})
        data.add("continuous facet and label, seed %d" % seed, "bias.sides",
                 {"facets": [{"numbers": age.tolist(), "above": 40.0}], "label": {"numbers": income.tolist(), "above": 60.0},
                  "predicted": {"numbers": guess.tolist(), "above": 60.0}, "group": [1], "favorable": [1], "metrics": names, "rule": "references"},
                 [found[name] for name in names])


def german_cases():
    _, sex, older, good, short = data.german()
    for facet, codes, group in ((0, sex, [1]), (1, older, [0]), (1, older, [1])):
        data.add("German credit, %s, group %d" % (("sex", "age")[facet], group[0]), "bias.sides",
                 dict(data.GERMAN, along=[facet], group=group, favorable=[1], metrics=LABELS + PREDICTIONS, rule="stated"),
                 evaluate(LABELS + PREDICTIONS, codes, group, good, [1], short))
    arguments = dict(feature=pd.Series(sex), sensitive_facet_index=pd.Series(sex == 1), group_variable=pd.Series(older))
    data.add("German credit, sex within age", "bias.strata", dict(data.GERMAN, group=[1], favorable=[1]),
             [metrics.CDDL(positive_label_index=pd.Series(good == 1), **arguments), metrics.CDDPL(positive_predicted_label_index=pd.Series(short == 1), **arguments)])


for make in (random_cases, edge_cases, conditional_cases, flip_cases, rate_cases, threshold_cases, german_cases):
    make()
data.write("smclarify 0.5", "smclarify_bias.py")
