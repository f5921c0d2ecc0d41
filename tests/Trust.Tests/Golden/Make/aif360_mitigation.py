"""Figures of AIF360's mitigation algorithms. Needs AIF360, BlackBoxAuditing (with networkx) on PYTHONPATH, and SHARED (see mitigation_data.py)."""
import warnings

import numpy as np
import pandas as pd
from aif360.algorithms.postprocessing import CalibratedEqOddsPostprocessing, EqOddsPostprocessing, RejectOptionClassification
from aif360.algorithms.preprocessing import DisparateImpactRemover, Reweighing
from aif360.datasets import BinaryLabelDataset

from BlackBoxAuditing.repairers.GeneralRepairer import Repairer

import mitigation_data as data

warnings.filterwarnings("ignore")
SIDES = {"unprivileged_groups": [{"group": 1}], "privileged_groups": [{"group": 0}]}
cases = []


def add(name, kind, given, expected, tolerance):
    cases.append({"name": name, "kind": kind, "input": given, "expected": data.finite(expected), "tolerance": tolerance})


def dataset(rows, labels, scores=None):
    frame = pd.DataFrame({"group": rows["groups"], "x": rows["scores"], "label": labels})
    if "weights" in rows:
        frame["weight"] = rows["weights"]
    found = BinaryLabelDataset(
        df=frame, label_names=["label"], protected_attribute_names=["group"], favorable_label=1, unfavorable_label=0,
        instance_weights_name="weight" if "weights" in rows else None)
    if scores is not None:
        found.scores = np.asarray(scores, dtype=float).reshape(-1, 1)
    return found


def reweighing(name, given, rows):
    fitted = Reweighing(**SIDES).fit(dataset(rows, rows["labels"]))
    add("reweighing, " + name, "mitigation.reweighing", given, [fitted.w_p_fav, fitted.w_up_fav, fitted.w_p_unfav, fitted.w_up_unfav], 1e-12)


def post_processing(name, given, rows):
    truth = dataset(rows, rows["labels"])
    predicted = [int(score > 0.5) for score in rows["scores"]]
    mixed = EqOddsPostprocessing(seed=1, **SIDES).fit(truth, dataset(rows, predicted)).model_params
    add("equalised odds mixing, " + name, "mitigation.equalized-odds-mixing", dict(given, cut=0.5), list(mixed.x) + [mixed.fun], 1e-9)
    for cost in ("fpr", "fnr", "weighted"):
        fitted = CalibratedEqOddsPostprocessing(cost_constraint=cost, **SIDES).fit(truth, dataset(rows, predicted, rows["scores"]))
        rates = [fitted.priv_mix_rate, fitted.unpriv_mix_rate]
        if all(np.isfinite(rate) and 0 <= rate <= 1 for rate in rates):
            add("calibrated equalised odds, %s, %s" % (cost, name), "mitigation.calibrated-equalized-odds", dict(given, cost=cost),
                rates + [fitted.base_rate_priv, fitted.base_rate_unpriv], 1e-12)
    for metric in ("Statistical parity difference", "Average odds difference", "Equal opportunity difference"):
        for bound in (0.05, 0.01):
            fitted = RejectOptionClassification(
                num_class_thresh=20, num_ROC_margin=15, metric_name=metric, metric_ub=bound, metric_lb=-bound, **SIDES)
            fitted.fit(truth, dataset(rows, predicted, rows["scores"]))
            add("reject option, %s within %s, %s" % (metric, bound, name), "mitigation.reject-option",
                dict(given, metric=metric, bound=bound, thresholds=20, margins=15), [fitted.classification_threshold, fitted.ROC_margin], 1e-12)


def remover(name, groups, values):
    given = {"groups": groups, "values": values}
    frame = pd.DataFrame({"group": np.asarray(groups, dtype=float), "x": np.asarray(values, dtype=float), "label": np.arange(len(groups)) % 2})
    for level in (0.0, 0.25, 0.5, 0.8, 1.0):
        rows = BinaryLabelDataset(df=frame, label_names=["label"], protected_attribute_names=["group"])
        repaired = DisparateImpactRemover(repair_level=level, sensitive_attribute="group").fit_transform(rows)
        add("disparate impact remover, level %s, %s" % (level, name), "mitigation.disparate-impact-remover", dict(given, level=level),
            repaired.features[:, rows.feature_names.index("x")], 0)


def remover_of_texts(name, groups, values):
    """Groups as texts: numbers would be put into bins first, and groups into one bin with their neighbours."""
    for level in (0.5, 1.0):
        rows = [["group %d" % group, value] for group, value in zip(groups, values)]
        repaired = Repairer(rows, 0, level, False).repair(rows)
        add("disparate impact remover, level %s, %s" % (level, name), "mitigation.disparate-impact-remover",
            {"groups": groups, "values": values, "level": level}, [row[1] for row in repaired], 0)


def main():
    for name, given, rows in data.named_inputs():
        reweighing(name, given, rows)
        post_processing(name, given, rows)
    weighted = data.synthetic(5, 50, 0.2, weights=True)
    reweighing("synthetic with weights", weighted, weighted)
    lacking = {"groups": [0, 0, 0, 1, 1], "labels": [1, 0, 1, 0, 0], "scores": [0.5] * 5}
    reweighing("a cell without rows", lacking, lacking)
    rng = np.random.RandomState(7)
    groups = (rng.rand(60) < 0.4).astype(int).tolist()
    remover("60 numbers", groups, np.round(rng.randn(60) + np.asarray(groups), 3).tolist())
    remover("few values", groups, (rng.randint(0, 5, 60) + 2 * np.asarray(groups)).astype(float).tolist())
    remover("a constant column", groups, [3.0] * 60)
    remover_of_texts("three groups", rng.randint(0, 3, 45).tolist(), np.round(rng.rand(45) * 10, 1).tolist())
    german = data.german()
    remover("scores of 200 rows of German credit", german["groups"][:200], german["scores"][:200])
    data.write("aif360-mitigation.json", "AIF360 0.6.1 (disparate impact remover: BlackBoxAuditing)", "aif360_mitigation.py", cases)


main()
