"""Where scikit-multiflow's and river's detectors warn and alarm.

Needs numpy, scikit-multiflow's source (MULTIFLOW=<its src folder>), river as of its commit 063ca61d of 2023 (PYTHONPATH) and the electricity data (ELECTRICITY=<elec.csv>).
Usage: drift_streams.py <folder of the cases>
"""
import csv
import importlib.util
import os
import sys
import types

from samples import drawn, uniform, write


def multiflow(name):
    """A detector's module without the rest of the package."""
    folder = os.path.join(os.environ["MULTIFLOW"], "skmultiflow")
    for package in ("skmultiflow", "skmultiflow.drift_detection", "skmultiflow.core"):
        module = sys.modules.setdefault(package, types.ModuleType(package))
        module.__path__ = [os.path.join(folder, *package.split(".")[1:])]
    sys.modules["skmultiflow.core"].BaseSKMObject = object
    full = "skmultiflow.drift_detection." + name
    spec = importlib.util.spec_from_file_location(full, os.path.join(folder, "drift_detection", name + ".py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def bernoulli(*segments):
    """1 where u < rate."""
    parts = [[1.0 if u < rate else 0.0 for u in uniform(seed, count)] for seed, count, rate in segments]
    return sum(parts, []), {"errors": [{"seed": seed, "count": count, "rate": rate} for seed, count, rate in segments]}


def numeric(*segments):
    parts = [drawn(seed, count, scale, shift) for seed, count, scale, shift in segments]
    return sum((part[0] for part in parts), []), {"numbers": [part[1] for part in parts]}


def electricity():
    with open(os.environ["ELECTRICITY"]) as file:
        rows = [[float(cell) for cell in row] for row in list(csv.reader(file))[1:]]
    no_change = [0.0] + [float(row[-1] != before[-1]) for before, row in zip(rows, rows[1:])]
    # A perceptron over the six columns and 1: predicts 1 where w.x > 0, then w += 0.1 (y - prediction) x.
    weights, errors = [0.0] * 7, []
    for row in rows:
        x, label = row[:-1] + [1.0], row[-1]
        total = 0.0
        for w, value in zip(weights, x):
            total += w * value
        prediction = 1.0 if total > 0 else 0.0
        errors.append(float(prediction != label))
        weights = [w + 0.1 * (label - prediction) * value for w, value in zip(weights, x)]
    return {name: (stream, {"shared": "electricity/elec.csv", "classifier": name}) for name, stream in (("no change", no_change), ("perceptron", errors))}


streams = {
    "errors from 20 % to 40 %": bernoulli((1, 2000, 0.2), (2, 1500, 0.4)),
    "errors up, down and up": bernoulli((3, 1500, 0.1), (4, 1000, 0.3), (5, 2500, 0.05), (6, 1200, 0.25)),
    "no drift": bernoulli((7, 5000, 0.3)),
    "slow": bernoulli(*[(10 + i, 300, 0.1 + 0.02 * i) for i in range(15)]),
    "never an error, then always": bernoulli((8, 200, 0.0), (9, 100, 1.0)),
    **electricity(),
}
wide = {
    "mean from 0.5 to 1.5": numeric((1, 1000, 1.0, 0.0), (2, 1000, 1.0, 1.0)),
    "mean down": numeric((3, 1500, 2.0, 1.0), (4, 1500, 2.0, 0.0)),
    "variance": numeric((5, 1500, 0.2, 0.4), (6, 1500, 2.0, -0.5)),
}


class Multiflow:
    reference = "scikit-multiflow"

    def __init__(self, detector):
        self.detector = detector

    def add(self, value):
        self.detector.add_element(value)
        return bool(self.detector.detected_change()), bool(self.detector.detected_warning_zone())


class River:
    reference = "river"

    def __init__(self, detector):
        self.detector = detector

    def add(self, value):
        self.detector.update(value)
        return bool(self.detector.drift_detected), bool(getattr(self.detector, "warning_detected", False))


def case(name, kind, inputs, make, stream, warnings):
    """The indices of the drifts; then -1 and the indices at which warnings begin."""
    detector = make()
    values, recipe = stream
    drifts, begun, warned = [], [], False
    for index, value in enumerate(values):
        drift, warning = detector.add(value)
        if drift:
            drifts.append(index)
        if warning and not drift and not warned:
            begun.append(index)
        warned = warning and not drift
    cases.append({"name": f"{detector.reference}: {kind}: {name}", "kind": "drift.stream",
                  "input": {"detector": kind, **inputs, "stream": recipe, "warnings": warnings},
                  "expected": drifts + ([-1] + begun if warnings else []), "tolerance": 0})


cases = []
ddm, eddm, adwin, hinkley = multiflow("ddm").DDM, multiflow("eddm").EDDM, multiflow("adwin").ADWIN, multiflow("page_hinkley").PageHinkley
for name, stream in streams.items():
    case(name, "DDM", {"leastValues": 29}, lambda: Multiflow(ddm()), stream, True)
    case(name, "EDDM", {"leastValues": 29}, lambda: Multiflow(eddm()), stream, True)
for name, stream in {**streams, **wide}.items():
    case(name, "ADWIN", {"dropsOlderVariance": True}, lambda: Multiflow(adwin()), stream, False)
    case(name, "Page-Hinkley", {"threshold": 20}, lambda: Multiflow(hinkley(threshold=20)), stream, False)

try:
    from river import drift
    for name, stream in streams.items():
        case(name, "DDM", {"leastValues": 31}, lambda: River(drift.binary.DDM()), stream, True)
        # river lets a warning stand over a new greatest distance; the drifts are the same.
        case(name, "EDDM", {"leastValues": 31, "usesSampleVariance": True}, lambda: River(drift.binary.EDDM()), stream, False)
    for name, stream in {**streams, **wide}.items():
        case(name, "ADWIN", {}, lambda: River(drift.ADWIN()), stream, False)
        case(name, "Page-Hinkley", {"threshold": 20, "alarmsAtThreshold": True}, lambda: River(drift.PageHinkley(threshold=20)), stream, False)
except ImportError as missing:
    print(missing, file=sys.stderr)

write(sys.argv[1] + "/drift-streams.json", "scikit-multiflow 0.5.3, river 063ca61d", "drift_streams.py", cases)
