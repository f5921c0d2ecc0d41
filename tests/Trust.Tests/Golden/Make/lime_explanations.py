"""Writes Cases/lime-explanations.json: what the lime package makes of neighbourhoods that it drew itself.

Needs numpy, scipy, scikit-learn, scikit-image, tqdm; the folder of lime's sources in the environment variable LIME. Run it in this folder.
"""
import json
import os
import sys
import types

import numpy as np

sys.path.insert(0, os.environ["LIME"])
sys.modules.setdefault("pyDOE2", types.SimpleNamespace(lhs=None))
from lime.lime_base import LimeBase  # noqa: E402
from lime.lime_image import LimeImageExplainer  # noqa: E402
from lime.lime_tabular import LimeTabularExplainer  # noqa: E402

EXACT = 1e-9
cases = []


def case(name, kind, input, expected, tolerance=EXACT):
    cases.append({"name": name, "kind": kind, "input": input, "expected": expected, "tolerance": tolerance})


def flat(fit):
    intercept, pairs, score, prediction = fit
    return [float(intercept), float(score), float(np.ravel(prediction)[0])] + [float(x) for pair in pairs for x in pair]


def numbers(values):
    return [None if np.isnan(x) else float(x) for x in np.ravel(values)]


class Recorder(LimeBase):
    """Keeps what the explainer fits, and what comes of it."""

    fits = []

    def explain_instance_with_data(self, data, labels, distances, label, num_features, **options):
        fit = super().explain_instance_with_data(data, labels, distances, label, num_features, **options)
        Recorder.fits.append((data, labels[:, label], options["feature_selection"], num_features, fit))
        return fit


def table(seed, rows=90):
    random = np.random.RandomState(seed)
    x = np.column_stack([
        random.normal(3, 2, rows), random.randint(0, 4, rows), random.exponential(1, rows),
        np.round(random.uniform(0, 5, rows)), random.randint(0, 2, rows), np.full(rows, 7.0)])
    return x


def predict(x):
    z = 0.8 * np.sin(x[:, 0]) + (x[:, 1] == 2) * 1.1 + 0.3 * x[:, 2] * x[:, 4] - 0.2 * x[:, 3]
    p = 1 / (1 + np.exp(-z))
    return np.column_stack([1 - p, p])


def tables():
    for bins in ["quartile", "decile", None]:
        for selection, count in [("none", 10), ("highest_weights", 3), ("forward_selection", 3), ("auto", 2), ("auto", 9)]:
            data = table(1)
            explainer = LimeTabularExplainer(
                data, categorical_features=[1, 4], feature_selection=selection, discretize_continuous=bins is not None,
                discretizer=bins or "quartile", sample_around_instance=selection == "auto", random_state=5)
            explainer.base.__class__ = Recorder
            Recorder.fits = []
            explainer.explain_instance(data[3], predict, labels=(0, 1) if selection == "none" else (1,), num_features=count, num_samples=70)
            for i, (features, scores, how, asked, fit) in enumerate(Recorder.fits):
                case(f"a table, {bins or 'continuous'}, {selection} of {count}, output {i}", "lime.fit", {
                    "width": features.shape[1], "features": numbers(features), "scores": numbers(scores),
                    "kernelWidth": 0.75 * np.sqrt(data.shape[1]), "selection": how, "count": asked}, flat(fit))


def awkward():
    random = np.random.RandomState(9)
    base = LimeBase(lambda d: np.sqrt(np.exp(-(d ** 2) / 0.9 ** 2)))
    twins = random.randint(0, 2, (40, 4)).astype(float)
    twins[0] = 1
    twins[:, 3] = twins[:, 1]
    for name, x, y in [
        ("two columns that are the same", twins, 2 * twins[:, 1] - twins[:, 0] + random.normal(0, 0.1, 40)),
        ("a score that one column determines", twins[:, :3], 3 + 5 * twins[:, 2]),
        ("more columns than samples", random.normal(0, 1, (6, 9)), random.normal(0, 1, 6)),
        ("two samples", np.array([[1.0, 1], [0, 1]]), np.array([1.0, 0]))]:
        for selection in ["none", "highest_weights", "forward_selection"]:
            # Which of two equal columns is chosen, and what comes next where all is explained, is rounding's.
            if selection == "forward_selection" and not name.startswith("a score") or selection == "highest_weights" and name.startswith("two columns"):
                continue
            distances = np.sqrt(((x - x[0]) ** 2).sum(axis=1))
            fit = base.explain_instance_with_data(x, y[:, None], distances, 0, 2 if selection == "highest_weights" else 1, selection)
            case(f"{name}, {selection}", "lime.fit", {
                "width": x.shape[1], "features": numbers(x), "scores": numbers(y), "kernelWidth": 0.9, "selection": selection,
                "count": 2 if selection == "highest_weights" else 1}, flat(fit))


def bins():
    for name, column in [
        ("a skewed column", np.random.RandomState(2).exponential(3, 41)),
        ("a column of ties", np.array([1.0, 1, 1, 1, 2, 2, 3, 9, 9, 9, 9, 9])),
        ("a constant column", np.full(8, 4.0)),
        ("one row", np.array([3.5])),
        ("two values", np.array([0.0, 1, 0, 1, 1, 1, 0, 1]))]:
        for cut, count in [("quartile", 4), ("decile", 10)]:
            data = column[:, None]
            explainer = LimeTabularExplainer(data, discretizer=cut, random_state=0)
            d = explainer.discretizer
            edges = d.lambdas[0].__defaults__[0]
            counts = np.bincount(np.searchsorted(edges, column), minlength=len(edges) + 1)
            case(f"bins of {name}, {cut}", "lime.bins", {"column": numbers(column), "bins": count},
                 numbers(edges) + numbers(d.mins[0]) + numbers(d.maxs[0]) + numbers(d.means[0]) + numbers(d.stds[0]) + numbers(counts))


def score_images(images):
    images = images.astype(np.float64)
    flat_images = images.reshape(len(images), -1)
    pattern = (np.arange(flat_images.shape[1]) % 7) / 7
    first = np.tanh((flat_images * pattern).mean(axis=1) * 3)
    return np.column_stack([first, (flat_images ** 2).mean(axis=1)])


def images():
    random = np.random.RandomState(4)
    for name, shape, hide in [("grey", (6, 8), None), ("grey on black", (6, 8), 0.0), ("colour", (8, 6), None)]:
        image = (random.randint(0, 17, shape + (3,) if name == "colour" else shape) / 16).astype(np.float32)
        segments = (np.arange(shape[0])[:, None] // 3) * 3 + np.arange(shape[1])[None, :] // 3
        segments = np.unique(segments, return_inverse=True)[1].reshape(shape)
        explainer = LimeImageExplainer(random_state=7, feature_selection="auto")
        explainer.base.__class__ = Recorder
        Recorder.fits = []
        grey = name != "colour"
        score = (lambda x: score_images(x[..., :1])) if grey else score_images
        explainer.explain_instance(
            image, score, labels=(0, 1), top_labels=None, hide_color=hide, num_samples=40, segmentation_fn=lambda _: segments, progress_bar=False)
        for output, (masks, _, _, _, fit) in enumerate(Recorder.fits):
            case(f"an image, {name}, output {output}", "lime.image", {
                "height": shape[0], "width": shape[1], "channels": 1 if grey else 3, "image": numbers(image), "segments": segments.ravel().tolist(),
                "hide": hide, "masks": masks.ravel().tolist(), "output": output}, flat(fit))


tables()
awkward()
bins()
images()
with open("../Cases/lime-explanations.json", "w", encoding="utf-8") as file:
    lines = ",\n    ".join(json.dumps(item, separators=(",", ":")) for item in cases)
    file.write('{\n  "reference": "lime 0.2.0.1",\n  "script": "Make/lime_explanations.py",\n  "cases": [\n    ' + lines + "\n  ]\n}\n")
print(len(cases), "cases")
