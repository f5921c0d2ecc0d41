"""Figures of Fairlearn's ThresholdOptimizer and ExponentiatedGradient. Needs Fairlearn (with narwhals) on PYTHONPATH, and SHARED (see mitigation_data.py)."""
import warnings

import numpy as np
import pandas as pd
from fairlearn.postprocessing import ThresholdOptimizer
from fairlearn.reductions import DemographicParity, EqualizedOdds, ErrorRateParity, ExponentiatedGradient, FalsePositiveRateParity, TruePositiveRateParity
from scipy.optimize import linprog
from sklearn.base import BaseEstimator, ClassifierMixin

import mitigation_data as data

warnings.filterwarnings("ignore")
PROBES = [step / 20 for step in range(21)]
CUTS = [0.1, 0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.9]
MOMENTS = {
    "DemographicParity": DemographicParity, "EqualizedOdds": EqualizedOdds, "TruePositiveRateParity": TruePositiveRateParity,
    "FalsePositiveRateParity": FalsePositiveRateParity, "ErrorRateParity": ErrorRateParity,
}
cases = []


def add(name, kind, given, expected, tolerance):
    cases.append({"name": name, "kind": kind, "input": given, "expected": data.finite(expected), "tolerance": tolerance})


class Scores(BaseEstimator, ClassifierMixin):
    """Hands the scores through."""

    def fit(self, x, y):
        self.fitted_ = True
        return self

    def predict(self, x):
        return np.asarray(x)[:, 0]


class BestCut(BaseEstimator, ClassifierMixin):
    """The exact best of a finite class: a cut per group; the first of equals. Columns: score, group."""

    def fit(self, x, y, sample_weight):
        x = np.asarray(x)
        best = np.inf
        for first in CUTS:
            for second in CUTS:
                answers = x[:, 0] > np.where(x[:, 1] == 0, first, second)
                cost = np.sum(np.asarray(sample_weight)[answers != np.asarray(y)])
                if cost < best - 1e-9:
                    best, self.cuts_ = cost, (first, second)
        return self

    def predict(self, x):
        x = np.asarray(x)
        return (x[:, 0] > np.where(x[:, 1] == 0, *self.cuts_)).astype(int)


def thresholds(name, given, rows):
    x = np.asarray(rows["scores"]).reshape(-1, 1)
    settings = [(constraint, objective, flip)
                for constraint in ("demographic_parity", "true_positive_rate_parity", "false_positive_rate_parity",
                                   "true_negative_rate_parity", "false_negative_rate_parity", "equalized_odds")
                for objective in ("accuracy_score", "balanced_accuracy_score") for flip in (False, True)]
    settings += [("demographic_parity", "true_positive_rate", False), ("false_positive_rate_parity", "true_negative_rate", False)]
    for constraint, objective, flip in settings:
        fitted = ThresholdOptimizer(
            estimator=Scores().fit(None, None), constraints=constraint, objective=objective, flip=flip, prefit=True, predict_method="predict", grid_size=200)
        fitted.fit(x, rows["labels"], sensitive_features=rows["groups"])
        probes = [fitted._pmf_predict(np.asarray(PROBES).reshape(-1, 1), sensitive_features=[group] * len(PROBES))[:, 1] for group in (0, 1)]
        add("threshold optimizer, %s, %s%s, %s" % (constraint, objective, ", flipped" if flip else "", name), "mitigation.threshold-optimizer",
            dict(given, constraint=constraint, objective=objective, flip=flip, grid=200, probes=PROBES),
            [fitted._x_best, fitted._y_best if constraint != "equalized_odds" else np.nan] + list(np.concatenate(probes)), 1e-9)


def reductions(name, given, rows):
    x = pd.DataFrame({"score": rows["scores"], "group": rows["groups"]})
    y, groups = pd.Series(rows["labels"]), pd.Series(rows["groups"])
    for constraint, moment in MOMENTS.items():
        for bound in (0.01, 0.05):
            fitted = ExponentiatedGradient(BestCut(), moment(difference_bound=bound), max_iter=50)
            fitted.fit(x, y, sensitive_features=groups)
            chances = pd.Series(fitted._pmf_predict(x)[:, 1])
            error = float(np.mean(np.abs(y - chances)))
            violation = float(fitted.constraints_.gamma(lambda _: chances).max()) - bound
            gap = float(fitted.best_gap_)
            add("exponentiated gradient, %s within %s, %s" % (constraint, bound, name), "mitigation.exponentiated-gradient",
                dict(given, constraint=constraint, bound=bound, cuts=CUTS), [error, max(0.0, violation), best(x, y, groups, moment, bound)],
                max(2 * gap, 1e-9))


def best(x, y, groups, moment, bound):
    """The optimum over mixes of the whole class, by scipy: min error + 100 xi with every constraint below bound + xi."""
    constraint = moment(difference_bound=bound)
    constraint.load_data(x, y, sensitive_features=groups)
    answers = [(x.score > np.where(x.group == 0, first, second)).astype(float) for first in CUTS for second in CUTS] + [0.0 * y, 0.0 * y + 1]
    errors = [float(np.mean(np.abs(y - answer))) for answer in answers]
    gammas = np.column_stack([constraint.gamma(lambda _, answer=answer: answer).to_numpy() for answer in answers]) - bound
    solved = linprog(errors + [100.0], A_ub=np.hstack([gammas, -np.ones((gammas.shape[0], 1))]), b_ub=np.zeros(gammas.shape[0]),
                     A_eq=[[1.0] * len(errors) + [0.0]], b_eq=[1.0])
    return float(solved.fun)


def main():
    for name, given, rows in data.named_inputs():
        thresholds(name, given, rows)
        reductions(name, given, rows)
    data.write("fairlearn-mitigation.json", "Fairlearn 0.15.0.dev0", "fairlearn_mitigation.py", cases)


main()
