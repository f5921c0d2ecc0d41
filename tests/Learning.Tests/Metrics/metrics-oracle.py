"""Writes metrics-oracle.json: figures of scikit-learn and XGBoost for small seeded data.

Run with scikit-learn 1.2.1 and xgboost 1.7: python3 metrics-oracle.py > metrics-oracle.json
"""
import json
import sys

import numpy as np
import xgboost
from sklearn import metrics as m


def rounded(values, digits=6):
    return [round(float(v), digits) for v in values]


def calibration_error(p, y, w, bins=10):
    index = np.minimum((p * bins).astype(int), bins - 1)
    total = 0.0
    for b in range(bins):
        at = index == b
        if w[at].sum() > 0:
            total += w[at].sum() * abs(np.average(y[at], weights=w[at]) - np.average(p[at], weights=w[at]))
    return total / w.sum()


def xgboost_metric(name, margin, y, w, group=None, objective="binary:logistic", classes=1):
    data = xgboost.DMatrix(np.zeros((len(y), 1)), label=y, base_margin=margin)
    if w is not None:
        data.set_weight(w)
    if group is not None:
        data.set_group(group)
    parameters = {"objective": objective, "eval_metric": name, "base_score": 0.5}
    if classes > 1:
        parameters["num_class"] = classes
    booster = xgboost.train(parameters, data, num_boost_round=0)
    return float(booster.eval(data).split(":")[-1])


def binary_figures(p, y, w):
    answers = (p >= 0.5).astype(int)
    fpr, tpr, _ = m.roc_curve(y, p, sample_weight=w)
    tn, fp, fn, tp = m.confusion_matrix(y, answers, sample_weight=w).ravel()
    ones = np.ones(len(y)) if w is None else w
    return {
        "tp": tp, "fp": fp, "tn": tn, "fn": fn,
        "accuracy": m.accuracy_score(y, answers, sample_weight=w),
        "balanced_accuracy": m.balanced_accuracy_score(y, answers, sample_weight=w),
        "precision": m.precision_score(y, answers, sample_weight=w),
        "recall": m.recall_score(y, answers, sample_weight=w),
        "specificity": m.recall_score(y, answers, pos_label=0, sample_weight=w),
        "f1": m.f1_score(y, answers, sample_weight=w),
        "fbeta@2": m.fbeta_score(y, answers, beta=2, sample_weight=w),
        "fbeta@0.5": m.fbeta_score(y, answers, beta=0.5, sample_weight=w),
        "mcc": m.matthews_corrcoef(y, answers, sample_weight=w),
        "kappa": m.cohen_kappa_score(y, answers, sample_weight=w),
        "logloss": m.log_loss(y, p, sample_weight=w),
        "brier": m.brier_score_loss(y, p, sample_weight=w),
        "auc": m.roc_auc_score(y, p, sample_weight=w),
        "average_precision": m.average_precision_score(y, p, sample_weight=w),
        "kolmogorov_smirnov": np.max(np.abs(tpr - fpr)),
        "ece": calibration_error(p, y, ones),
    }


def binary(name, p, y, w):
    margin = np.log(p / (1 - p))
    curve = m.roc_curve(y, p, drop_intermediate=False)
    precision, recall, thresholds = m.precision_recall_curve(y, p)
    return {
        "name": name, "scores": rounded(p), "labels": rounded(y), "weights": rounded(w),
        "plain": binary_figures(p, y, None), "weighted": binary_figures(p, y, w),
        "xgboost": {n: xgboost_metric(n, margin, y, None) for n in ["auc", "aucpr", "logloss", "error", "error@0.7", "rmse", "mae"]},
        "xgboostWeighted": {n: xgboost_metric(n, margin, y, w) for n in ["auc", "aucpr", "logloss", "error"]},
        "roc": {"x": list(curve[0]), "y": list(curve[1])},
        "precisionRecall": {"x": list(recall[:-1][::-1]), "y": list(precision[:-1][::-1]), "thresholds": list(thresholds[::-1])},
    }


def multiclass_figures(p, y, w):
    answers = p.argmax(axis=1)
    figures = {
        "accuracy": m.accuracy_score(y, answers, sample_weight=w),
        "balanced_accuracy": m.balanced_accuracy_score(y, answers, sample_weight=w),
        "logloss": m.log_loss(y, p, sample_weight=w),
        "top@2": m.top_k_accuracy_score(y, p, k=2, sample_weight=w),
        "mcc": m.matthews_corrcoef(y, answers, sample_weight=w),
        "kappa": m.cohen_kappa_score(y, answers, sample_weight=w),
        "auc": m.roc_auc_score(y, p, multi_class="ovr", sample_weight=w),
        "auc_ovr_weighted": m.roc_auc_score(y, p, multi_class="ovr", average="weighted", sample_weight=w),
    }
    if w is None:
        figures["auc_ovo"] = m.roc_auc_score(y, p, multi_class="ovo")
        figures["auc_ovo_weighted"] = m.roc_auc_score(y, p, multi_class="ovo", average="weighted")
    for average in ["macro", "micro", "weighted"]:
        figures["precision_" + average] = m.precision_score(y, answers, average=average, sample_weight=w, zero_division=0)
        figures["recall_" + average] = m.recall_score(y, answers, average=average, sample_weight=w, zero_division=0)
        figures["f1_" + average] = m.f1_score(y, answers, average=average, sample_weight=w, zero_division=0)
    return figures


def multiclass(name, p, y, w):
    return {
        "name": name, "classes": p.shape[1], "scores": [float(v) for v in p.ravel()], "labels": rounded(y), "weights": rounded(w),
        "plain": multiclass_figures(p, y, None), "weighted": multiclass_figures(p, y, w),
        "confusion": m.confusion_matrix(y, p.argmax(axis=1), labels=range(p.shape[1])).ravel().tolist(),
    }


def regression_figures(p, y, w):
    ones = np.ones(len(y)) if w is None else w
    return {
        "mse": m.mean_squared_error(y, p, sample_weight=w),
        "rmse": m.mean_squared_error(y, p, sample_weight=w, squared=False),
        "mae": m.mean_absolute_error(y, p, sample_weight=w),
        "median_ae": m.median_absolute_error(y, p, sample_weight=w),
        "mape": m.mean_absolute_percentage_error(y, p, sample_weight=w),
        "smape": np.average(2 * np.abs(p - y) / (np.abs(p) + np.abs(y)), weights=ones),
        "r2": m.r2_score(y, p, sample_weight=w),
        "explained_variance": m.explained_variance_score(y, p, sample_weight=w),
        "max_error": m.max_error(y, p),
        "rmsle": np.sqrt(m.mean_squared_log_error(y, p, sample_weight=w)),
        "poisson-deviance": m.mean_poisson_deviance(y, p, sample_weight=w),
        "gamma-deviance": m.mean_gamma_deviance(y, p, sample_weight=w),
        "pinball": m.mean_pinball_loss(y, p, sample_weight=w),
        "pinball@0.9": m.mean_pinball_loss(y, p, sample_weight=w, alpha=0.9),
        "huber@2": np.average(np.where(np.abs(p - y) <= 2, (p - y) ** 2 / 2, 2 * (np.abs(p - y) - 1)), weights=ones),
    }


def regression(name, p, y, w):
    names = ["rmse", "mae", "mape", "rmsle", "mphe"]
    return {
        "name": name, "scores": rounded(p), "labels": rounded(y), "weights": rounded(w),
        "plain": regression_figures(p, y, None), "weighted": regression_figures(p, y, w),
        "xgboost": {n: xgboost_metric(n, p, y, None, objective="reg:squarederror") for n in names},
        "logLink": {
            "gamma-nloglik": xgboost_metric("gamma-nloglik", np.log(p), y, None, objective="reg:gamma"),
            "tweedie-nloglik@1.3": xgboost_metric("tweedie-nloglik@1.3", np.log(p), y, None, objective="reg:tweedie"),
        },
        "poisson": xgboost_metric("poisson-nloglik", np.log(p), np.round(y), None, objective="count:poisson"),
    }


def ranking(name, scores, relevance, sizes):
    figures = {n: xgboost_metric(n, scores, relevance, None, group=sizes, objective="rank:pairwise") for n in ["ndcg", "ndcg@3"]}
    binary_relevance = (relevance > 0).astype(float)
    figures.update({n: xgboost_metric(n, scores, binary_relevance, None, group=sizes, objective="rank:pairwise") for n in ["map", "map@3", "pre@3"]})
    starts = np.concatenate([[0], np.cumsum(sizes)])
    groups = [np.arange(a, b) for a, b in zip(starts, starts[1:])]
    figures["mrr"] = np.mean([1 / (1 + np.argmax(relevance[g][np.argsort(-scores[g])] > 0)) for g in groups])
    sklearn_ndcg = np.mean([m.ndcg_score([2 ** relevance[g] - 1], [scores[g]]) for g in groups])
    return {
        "name": name, "scores": rounded(scores), "labels": rounded(relevance), "groups": np.repeat(range(len(sizes)), sizes).tolist(),
        "figures": figures, "sklearnNdcg": sklearn_ndcg,
    }


def clustering(points, clusters, other):
    centres = np.array([points[clusters == c].mean(axis=0) for c in range(clusters.max() + 1)])
    return {
        "points": rounded(points.ravel()), "width": points.shape[1], "clusters": clusters.tolist(), "other": other.tolist(),
        "centres": [float(v) for v in centres.ravel()],
        "inertia": float(((points - centres[clusters]) ** 2).sum()),
        "silhouette": m.silhouette_score(points, clusters),
        "daviesBouldin": m.davies_bouldin_score(points, clusters),
        "calinskiHarabasz": m.calinski_harabasz_score(points, clusters),
        "adjustedRand": m.adjusted_rand_score(clusters, other),
        "mutualInformation": m.normalized_mutual_info_score(clusters, other),
    }


def main():
    random = np.random.RandomState(7)
    n = 60
    y = (random.rand(n) < 0.4).astype(float)
    p = np.round(1 / (1 + np.exp(-(2 * y - 1 + 1.2 * random.randn(n)))), 6)
    w = np.round(random.rand(n) * 2 + 0.01, 6)
    # No score lies on a threshold: there XGBoost answers 0 and we answer 1.
    tied = np.round(np.round(p, 1).clip(0.1, 0.9) + 0.03, 6)
    classes = random.randint(0, 4, n)
    logits = random.randn(n, 4) + 1.5 * np.eye(4)[classes]
    q = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    target = np.round(random.gamma(2, 3, n) + 0.1, 6)
    prediction = np.round(target * np.exp(0.3 * random.randn(n)), 6)
    sizes = [5, 12, 4, 20]
    relevance = random.randint(0, 4, sum(sizes)).astype(float)
    relevance[17] = 2
    scores = np.round(relevance + 2 * random.randn(sum(sizes)), 6)
    points = np.round(random.randn(40, 3) + 3 * np.eye(3)[random.randint(0, 3, 40)], 6)
    clusters = np.concatenate([[0, 1, 2], points[3:].argmax(axis=1)])
    document = {
        "binary": [binary("continuous", p, y, w), binary("tied", tied, y, w)],
        "multiclass": [multiclass("four classes", q, classes, w)],
        "regression": [regression("positive", prediction, target, w)],
        "ranking": [ranking("four groups", scores, relevance, sizes)],
        "clustering": clustering(points, clusters, random.randint(0, 3, 40)),
    }
    json.dump(document, sys.stdout, default=float)
    sys.stdout.write("\n")


main()
