"""Shapley values by xgboost and by shap -> Cases/xgboost-shap.json, Cases/shap-trees.json, Cases/shap-models.json

Needs: numpy, scikit-learn, xgboost 1.7; SHAP_PATH names a folder with shap's package, its C extensions built
       (without it only xgboost's file is written).
Run:   SHAP_PATH=... python3 shap_values.py
Every file of cases holds whole models as arrays, so nothing of the references is needed to read it. Numbers are seeded.
"""
import json
import os
import sys
import tempfile
from pathlib import Path

import numpy as np
import xgboost as xgb

CASES = Path(__file__).resolve().parent.parent / "Cases"


def clean(array):
    """Numbers as JSON has them: null where missing."""
    return [None if np.isnan(value) else float(value) for value in np.asarray(array, dtype=np.float64).ravel()]


def case(name, kind, tolerance, expected, **inputs):
    return dict(name=name, kind=kind, input=inputs, expected=clean(np.concatenate([np.ravel(part) for part in expected])), tolerance=tolerance)


def write(file, reference, cases):
    text = dict(reference=reference, script="shap_values.py", cases=cases)
    (CASES / file).write_text(json.dumps(text, indent=1, separators=(",", ":")).replace(",\n     ", ",").replace("[\n     ", "[").replace("\n    ]", "]") + "\n")


def data(seed, rows, width, missing=0.1, categories=0):
    random = np.random.default_rng(seed)
    x = random.normal(size=(rows, width)).round(3).astype(np.float32)
    if categories:
        x[:, -1] = random.integers(0, categories, rows)
    x[random.random(x.shape) < missing] = np.nan
    filled = np.nan_to_num(x)
    score = filled[:, 0] * filled[:, 1] + np.sin(2 * filled[:, 2 % width]) + (filled[:, -1] % 3 > 1)
    return x, score + 0.1 * random.normal(size=rows)


# xgboost: float arithmetic inside, so a tolerance of float's resolution on contributions up to about 3.

def xgboost_trees(booster):
    with tempfile.TemporaryDirectory() as folder:
        booster.save_model(f"{folder}/model.json")
        learner = json.loads(Path(f"{folder}/model.json").read_text())["learner"]
    model = learner["gradient_booster"]["model"]
    return [xgboost_tree(tree, output) for tree, output in zip(model["trees"], model["tree_info"])]


def xgboost_tree(tree, output):
    left, right, default = list(tree["left_children"]), list(tree["right_children"]), list(tree["default_left"])
    leaf = [child < 0 for child in left]
    codes = {}
    for node, start, size in zip(tree["categories_nodes"], tree["categories_segments"], tree["categories_sizes"]):
        # xgboost sends the listed categories right; here the listed ones go left.
        left[node], right[node], default[node] = right[node], left[node], 1 - default[node]
        codes[str(node)] = tree["categories"][start:start + size]
    return dict(
        feature=[-1 if is_leaf else f for is_leaf, f in zip(leaf, tree["split_indices"])],
        threshold=[0 if is_leaf or np.isnan(t) else float(np.float32(t)) for is_leaf, t in zip(leaf, tree["split_conditions"])],
        left=[max(0, child) for child in left], right=[max(0, child) for child in right], defaultLeft=[int(d) for d in default],
        value=[float(np.float32(t)) if is_leaf else 0 for is_leaf, t in zip(leaf, tree["split_conditions"])], cover=tree["sum_hessian"], categories=codes, output=output)


def xgboost_cases(name, settings, rounds, width, categories=0, classes=1):
    x, y = data(len(name), 400, width, categories=categories)
    if settings["objective"].startswith("binary"):
        y = (y > 0.3).astype(int)
    if classes > 1:
        y = np.digitize(y, np.quantile(y, [1 / 3, 2 / 3]))
        settings = dict(settings, num_class=classes)
    types = ["q"] * (width - 1) + ["c"] if categories else None
    matrix = xgb.DMatrix(x, y, feature_types=types, enable_categorical=bool(categories))
    booster = xgb.train(dict(settings, base_score=0.5, eta=0.4, seed=1), matrix, rounds)
    shown = xgb.DMatrix(x[:10], feature_types=types, enable_categorical=bool(categories))
    bases = [0.0 if settings["objective"].startswith("binary") else 0.5] * classes
    inputs = dict(width=width, bases=bases, trees=xgboost_trees(booster), rows=clean(x[:10]))
    values = booster.predict(shown, pred_contribs=True).reshape(10, classes, width + 1)
    pairs = booster.predict(shown, pred_interactions=True).reshape(10, classes, width + 1, width + 1)
    margin = booster.predict(shown, output_margin=True)
    base = values[0, :, -1]
    yield case(f"{name}: scores", "trees.score", 3e-6, [margin], **inputs)
    yield case(f"{name}: pred_contribs", "shap.tree.path", 3e-6, [base, values[:, :, :-1]], **inputs)
    yield case(f"{name}: pred_interactions", "shap.tree.path.pairs", 2e-5, [base, pairs[:, :, :-1, :-1]], **inputs)


def xgboost_file():
    cases = [
        *xgboost_cases("regression", dict(objective="reg:squarederror", max_depth=4, tree_method="hist"), 4, 6),
        *xgboost_cases("binary, deep, features asked again", dict(objective="binary:logistic", max_depth=7, tree_method="exact", min_child_weight=0.1), 3, 4),
        *xgboost_cases("three classes", dict(objective="multi:softprob", max_depth=3, tree_method="hist"), 2, 5, classes=3),
        *xgboost_cases("categories", dict(objective="reg:squarederror", max_depth=4, tree_method="hist", max_cat_to_onehot=1), 3, 5, categories=9),
        *xgboost_cases("categories one against the rest", dict(objective="reg:squarederror", max_depth=3, tree_method="hist", max_cat_to_onehot=99), 3, 5, categories=5),
        *xgboost_cases("stumps", dict(objective="reg:squarederror", max_depth=1, tree_method="hist"), 3, 4),
        *xgboost_cases("no split is worth it", dict(objective="reg:squarederror", max_depth=3, gamma=1e9, tree_method="hist"), 2, 4),
    ]
    write("xgboost-shap.json", f"xgboost {xgb.__version__}", cases)


# shap on trees: doubles inside, but for the weights of its interventional C code, which are 32-bit floats (ExactExplainer's are not).

def random_tree(random, width, depth, output=0, default=True):
    nodes = []

    def grow(level, cover):
        node = dict(feature=-1, threshold=0.0, left=0, right=0, defaultLeft=0, value=round(float(random.normal()), 4), cover=float(cover))
        nodes.append(node)
        number = len(nodes) - 1
        if level < depth and (level < 2 or random.random() < 0.8):
            share = random.uniform(0.1, 0.9)
            node.update(feature=int(random.integers(width)), threshold=round(float(random.normal()), 4), defaultLeft=int(random.integers(2)) if default else 0, value=0.0)
            node["left"] = grow(level + 1, cover * share)
            node["right"] = grow(level + 1, cover * (1 - share))
        return number

    grow(0, 64.0)
    return dict({key: [node[key] for node in nodes] for key in nodes[0]}, categories={}, output=output)


def shap_tree(tree, outputs):
    leaf = np.array(tree["feature"]) < 0
    values = np.zeros((len(leaf), outputs))
    values[:, tree["output"]] = tree["value"]
    left, right = np.where(leaf, -1, tree["left"]), np.where(leaf, -1, tree["right"])
    return dict(
        children_left=left, children_right=right, children_default=np.where(np.array(tree["defaultLeft"]) == 1, left, right),
        features=np.where(leaf, -2, tree["feature"]), thresholds=np.nextafter(np.array(tree["threshold"]), -np.inf),
        values=values, node_sample_weight=np.array(tree["cover"]))


def margins(trees, outputs, x):
    """The trees' sum, row by row."""
    sums = np.zeros((len(x), outputs))
    for tree in trees:
        for i, row in enumerate(np.asarray(x, dtype=np.float64)):
            node = 0
            while tree["feature"][node] >= 0:
                value = row[tree["feature"][node]]
                goes_left = tree["defaultLeft"][node] == 1 if np.isnan(value) else value < tree["threshold"][node]
                node = tree["left"][node] if goes_left else tree["right"][node]
            sums[i, tree["output"]] += tree["value"][node]
    return sums


def by_row(values, outputs):
    """rows × features (× features) (× outputs) -> rows × outputs × features (× features)."""
    values = np.asarray(values)
    return values[:, None] if outputs == 1 and values.shape[-1] != 1 else np.moveaxis(values, -1, 1)


def shap_tree_cases(shap, name, width, depth, count, outputs, missing):
    random = np.random.default_rng(width * 100 + depth)
    trees = [random_tree(random, width, depth, i % outputs, default=missing > 0) for i in range(count)]
    x = data(depth, 8, width, missing=missing)[0].astype(np.float64)
    background = data(depth + 1, 15, width, missing=missing)[0].astype(np.float64)
    model = dict(trees=[shap_tree(tree, outputs) for tree in trees])
    inputs = dict(width=width, bases=[0.0] * outputs, trees=trees, rows=clean(x))
    path = shap.TreeExplainer(model, feature_perturbation="tree_path_dependent")
    yield case(f"{name}: path-dependent", "shap.tree.path", 1e-11, [path.expected_value, by_row(path.shap_values(x, check_additivity=False), outputs)], **inputs)
    yield case(f"{name}: path-dependent interactions", "shap.tree.path.pairs", 1e-11, [path.expected_value, by_row(path.shap_interaction_values(x), outputs)], **inputs)
    against = shap.TreeExplainer(model, background, feature_perturbation="interventional")
    values = by_row(against.shap_values(x, check_additivity=False), outputs)
    yield case(f"{name}: interventional", "shap.tree.background", 1e-6, [against.expected_value, values], background=clean(background), **inputs)
    sums = lambda rows: margins(trees, outputs, rows)
    exact = shap.ExactExplainer(sums, shap.maskers.Independent(background, max_samples=100))
    found = exact(x)
    bases = np.broadcast_to(found.base_values, (8, outputs))[0]
    yield case(f"{name}: ExactExplainer", "shap.tree.background", 1e-11, [bases, by_row(found.values, outputs)], background=clean(background), **inputs)


def shap_trees_file(shap):
    cases = [
        *shap_tree_cases(shap, "one stump", 2, 1, 1, 1, 0.0),
        *shap_tree_cases(shap, "forest", 6, 5, 4, 1, 0.0),
        *shap_tree_cases(shap, "forest with gaps", 6, 5, 4, 1, 0.15),
        *shap_tree_cases(shap, "two outputs, few features asked often", 3, 7, 4, 2, 0.0),
        *shap_tree_cases(shap, "many features", 10, 6, 3, 1, 0.0),
    ]
    write("shap-trees.json", f"shap {reference(shap)}", cases)


# shap on functions that both sides write down.

def wave(x):
    """Explanations/WaveModel.cs has the same."""
    following = np.roll(x, -1, axis=1)
    weights = np.arange(1, x.shape[1] + 1) / x.shape[1]
    return np.stack([np.sin(x @ weights) + np.maximum(0, (x * following).sum(axis=1)), (x * following).sum(axis=1)], axis=1)


def shap_models_file(shap):
    cases = []
    for width in (2, 4, 7, 10):
        x, background = data(width, 4, width, 0)[0].astype(np.float64), data(width + 50, 9, width, 0)[0].astype(np.float64)
        weights = np.arange(1, 10) / 45
        inputs = dict(width=width, rows=clean(x), background=clean(background))
        kernel = shap.KernelExplainer(wave, background)
        cases.append(case(f"wave of {width}: KernelExplainer", "shap.kernel", 1e-9, [kernel.expected_value, by_row(kernel.shap_values(x, nsamples=2 ** width, l1_reg=False, silent=True), 2)], weights=[1.0] * 9, **inputs))
        weighted = shap.KernelExplainer(wave, shap.utils._legacy.DenseData(background, [f"f{i}" for i in range(width)], None, weights))
        cases.append(case(f"wave of {width}: KernelExplainer with weights", "shap.kernel", 1e-9, [weighted.expected_value, by_row(weighted.shap_values(x, nsamples=2 ** width, l1_reg=False, silent=True), 2)], weights=clean(weights), **inputs))
        exact = shap.ExactExplainer(wave, shap.maskers.Independent(background))(x)
        cases.append(case(f"wave of {width}: ExactExplainer", "shap.exact", 1e-11, [exact.base_values[0], by_row(exact.values, 2)], **inputs))
        coefficients, intercepts = data(width + 9, 3, width, 0)[0].astype(np.float64), np.array([0.5, -1, 2])
        linear = shap.LinearExplainer((coefficients, intercepts), shap.maskers.Independent(background))
        cases.append(case(f"three linear scores of {width}: LinearExplainer", "shap.linear", 1e-12, [linear.expected_value, by_row(linear.shap_values(x), 3)], coefficients=clean(coefficients), intercepts=clean(intercepts), **inputs))
    write("shap-models.json", f"shap {reference(shap)}", cases)


def reference(shap):
    return os.environ.get("SHAP_VERSION", shap.__version__)


if __name__ == "__main__":
    xgboost_file()
    if "SHAP_PATH" in os.environ:
        sys.path.insert(0, os.environ["SHAP_PATH"])
        import shap
        shap_trees_file(shap)
        shap_models_file(shap)
