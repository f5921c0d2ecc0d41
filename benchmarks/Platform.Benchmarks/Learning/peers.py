"""The Python peers behind one process: a JSON request per line in, a JSON answer per line out.

Needs numpy, pandas, scikit-learn and xgboost. Threads come from OMP_NUM_THREADS and OPENBLAS_NUM_THREADS.
"""
import json
import os
import sys
import time
import warnings

import numpy as np
import pandas as pd

warnings.filterwarnings("ignore")
state = {}


def timed(action):
    start = time.perf_counter()
    result = action()
    return time.perf_counter() - start, result


def load(train, test):
    """The CSV files as float32: label first, header line."""
    for part, path in (("train", train), ("test", test)):
        data = pd.read_csv(path, dtype=np.float32).to_numpy()
        state[part] = np.ascontiguousarray(data[:, 1:]), np.ascontiguousarray(data[:, 0])
    return {"rows": len(state["train"][1])}


def read_csv(path):
    seconds, state["frame"] = timed(lambda: pd.read_csv(path))
    return {"seconds": seconds, "rows": len(state["frame"])}


def profile():
    def every_column():
        for _, column in state["frame"].items():
            column.describe(), column.isna().sum(), column.nunique(), column.value_counts().head(20)

    return {"seconds": timed(every_column)[0]}


def quality(labels, predictions, classifier):
    from sklearn import metrics
    if classifier:
        return float(metrics.roc_auc_score(labels, predictions))
    return float(np.sqrt(metrics.mean_squared_error(labels, predictions)))


def xgboost_fit(threads, rounds, objective):
    import xgboost as xgb
    (x, y), (xt, yt) = state["train"], state["test"]
    names = [f"f{column:02}" for column in range(x.shape[1])]
    parameters = dict(tree_method="hist", max_depth=6, eta=0.1, max_bin=256, base_score=0.5, nthread=threads, seed=0, objective=objective)

    def fit():
        return xgb.train(parameters, xgb.DMatrix(x, y, feature_names=names, nthread=threads), rounds)

    seconds, state["booster"] = timed(fit)
    return {"seconds": seconds, "quality": quality(yt, state["booster"].predict(xgb.DMatrix(xt, feature_names=names)), objective.startswith("binary"))}


def xgboost_save(path):
    state["booster"].save_model(path)
    return {}


def xgboost_batch(threads):
    state["booster"].set_param({"nthread": threads})
    rows = state["test"][0]
    seconds, _ = timed(lambda: state["booster"].inplace_predict(rows, validate_features=False))
    return {"seconds": seconds, "rows": len(rows)}


def xgboost_row(calls):
    booster = state["booster"]
    booster.set_param({"nthread": 1})
    rows = [np.ascontiguousarray(state["test"][0][i:i + 1]) for i in range(min(1000, len(state["test"][0])))]
    times = np.empty(calls)
    for i in range(calls):
        row = rows[i % len(rows)]
        times[i], _ = timed(lambda: booster.inplace_predict(row, validate_features=False))
    return {"seconds": float(np.median(times))}


def xgboost_contributions(threads, rows, interactions):
    import xgboost as xgb
    booster = state["booster"]
    booster.set_param({"nthread": threads})
    matrix = xgb.DMatrix(state["test"][0][:rows], feature_names=booster.feature_names, nthread=threads)
    seconds, _ = timed(lambda: booster.predict(matrix, pred_interactions=True) if interactions else booster.predict(matrix, pred_contribs=True))
    return {"seconds": seconds}


def standardised(categories):
    """Mean imputation and standardisation of all columns; or of the numbers, with the last four columns one-hot."""
    if categories not in state:
        from sklearn.compose import ColumnTransformer
        from sklearn.impute import SimpleImputer
        from sklearn.pipeline import make_pipeline
        from sklearn.preprocessing import OneHotEncoder, StandardScaler
        steps = make_pipeline(SimpleImputer(), StandardScaler())
        width = state["train"][0].shape[1]
        if categories:
            steps = ColumnTransformer([
                ("numbers", steps, list(range(width - 4))),
                ("texts", OneHotEncoder(sparse_output=False, handle_unknown="ignore", dtype="float32"), list(range(width - 4, width)))])
        state[categories] = steps.fit_transform(state["train"][0]).astype("float32"), steps.transform(state["test"][0]).astype("float32")
    return state[categories]


def logistic(categories):
    from sklearn.linear_model import LogisticRegression
    x, xt = standardised(categories)
    seconds, model = timed(lambda: LogisticRegression(solver="lbfgs", max_iter=1000).fit(x, state["train"][1]))
    return {"seconds": seconds, "quality": quality(state["test"][1], model.predict_proba(xt)[:, 1], True)}


def linear():
    from sklearn.linear_model import LinearRegression
    x, xt = standardised(False)
    seconds, model = timed(lambda: LinearRegression().fit(x, state["train"][1]))
    return {"seconds": seconds, "quality": quality(state["test"][1], model.predict(xt), False)}


def network(epochs):
    from sklearn.neural_network import MLPClassifier
    x, xt = standardised(False)
    seconds, model = timed(lambda: MLPClassifier((64, 32), batch_size=256, max_iter=epochs, random_state=0).fit(x, state["train"][1]))
    return {"seconds": seconds / model.n_iter_, "quality": quality(state["test"][1], model.predict_proba(xt)[:, 1], True)}


def kmeans(clusters):
    from sklearn.cluster import KMeans
    x, _ = standardised(False)
    seconds, model = timed(lambda: KMeans(clusters, n_init=1, random_state=0).fit(x))
    spread = float(((x - x.mean(axis=0, dtype="float64")) ** 2).sum())
    return {"seconds": seconds, "quality": float(model.inertia_) / spread, "iterations": int(model.n_iter_)}


def pca(components):
    from sklearn.decomposition import PCA
    x, _ = standardised(False)
    seconds, model = timed(lambda: PCA(components, svd_solver="full", random_state=0).fit(x))
    return {"seconds": seconds, "quality": float(model.explained_variance_ratio_.sum())}


def bias_metrics(rows):
    """Two facets, labels, predictions: smclarify's metrics of both facets where SMCLARIFY_PATH says where it is, else the counts alone."""
    random = np.random.default_rng(1)
    sex, age = random.integers(0, 2, rows), random.integers(0, 5, rows)
    observed = (random.random(rows) < 0.4 + 0.1 * sex + 0.05 * age).astype(int)
    predicted = np.where(random.random(rows) < 0.2, 1 - observed, observed)
    frame = pd.DataFrame({"sex": sex, "age": age, "observed": observed, "predicted": predicted})
    if "SMCLARIFY_PATH" not in os.environ:
        return {"seconds": timed(lambda: frame.groupby(list(frame.columns)).size())[0]}
    sys.path[:0] = os.environ["SMCLARIFY_PATH"].split(os.pathsep)
    from smclarify.bias import metrics
    positive, chosen = frame["observed"] == 1, frame["predicted"] == 1
    wanted = [metric for metric in metrics.PRETRAINING_METRICS + metrics.POSTTRAINING_METRICS if metric.__name__ not in ("FT", "CDDL", "CDDPL")]

    def every():
        for facet in ("sex", "age"):
            for metric in wanted:
                metrics.call_metric(metric, feature=frame[facet], sensitive_facet_index=frame[facet] == 0, label=positive,
                                    positive_label_index=positive, positive_predicted_label_index=chosen)

    return {"seconds": timed(every)[0]}


def flip_test(rows, width):
    """What smclarify's flip test does: 5 nearest neighbours of half the rows among the other half."""
    from sklearn.neighbors import KNeighborsClassifier
    random = np.random.default_rng(1)
    x, y, group = random.normal(size=(rows, width)), random.random(rows) < 0.5, random.random(rows) < 0.5
    return {"seconds": timed(lambda: KNeighborsClassifier(5).fit(x[~group], y[~group]).predict(x[group]))[0]}


def peak_memory():
    with open("/proc/self/status") as status:
        kilobytes = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
    return {"bytes": kilobytes * 1024}


def save_arrays(folder):
    for part, (x, y) in state.items():
        np.save(f"{folder}/{part}_x.npy", x)
        np.save(f"{folder}/{part}_y.npy", y)
    return {}


def load_arrays(folder):
    """As load, from what save_arrays wrote: no parser's peak is left in the process's memory."""
    for part in ("train", "test"):
        state[part] = np.load(f"{folder}/{part}_x.npy"), np.load(f"{folder}/{part}_y.npy")
    return {}


ACTIONS = {action.__name__: action for action in (
    load, read_csv, profile, xgboost_fit, xgboost_save, xgboost_batch, xgboost_row, xgboost_contributions, logistic, linear, network, kmeans, pca,
    bias_metrics, flip_test,
    peak_memory, save_arrays, load_arrays)}

for line in sys.stdin:
    request = json.loads(line)
    print(json.dumps(ACTIONS[request.pop("do")](**request)), flush=True)
