"""Clarify over the running platform: a model by name, behind an endpoint, of a script, predictions in the data, and what goes wrong."""
import csv
import io
import json
import tarfile

from botocore.exceptions import WaiterError

from common import FAST, RESOURCES, ROLE, bucket, channel, completed, s3, sagemaker, unique

XGBOOST = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1"
SCRIPTS = "246618743249.dkr.ecr.us-west-2.amazonaws.com/sagemaker-scikit-learn:1.0-1-cpu-py3"
CLARIFY = "306415355426.dkr.ecr.us-west-2.amazonaws.com/sagemaker-clarify-processing:1.0"
HEADERS = ["good", "sex", "age", "amount"]

place = bucket()


def people():
    """Label first, as SageMaker's XGBoost has it: (good, sex, age, amount) of a bank that is kinder to men and to the old."""
    for i in range(400):
        sex, age, amount = i % 2, 19 + (i * 7) % 55, 500 + (i * 131) % 4500
        score = 0.04 * (age - 40) + 0.9 * sex - 0.0006 * (amount - 2500) + ((i * 37) % 101 - 50) / 40
        yield int(score > 0), sex, age, amount


rows = list(people())
text = "\n".join(",".join(map(str, row)) for row in rows)
s3.put_object(Bucket=place, Key="train/people.csv", Body=text)
job = unique("credit")
sagemaker.create_training_job(
    TrainingJobName=job, RoleArn=ROLE, AlgorithmSpecification={"TrainingImage": XGBOOST, "TrainingInputMode": "File"},
    HyperParameters={"objective": "binary:logistic", "num_round": "20", "max_depth": "3"},
    InputDataConfig=[channel("train", f"s3://{place}/train/")], OutputDataConfig={"S3OutputPath": f"s3://{place}/models"},
    ResourceConfig=RESOURCES, StoppingCondition={"MaxRuntimeInSeconds": 600})
archive = completed(job)["ModelArtifacts"]["S3ModelArtifacts"]


def model(image, url, environment=None):
    name = unique("model")
    sagemaker.create_model(ModelName=name, ExecutionRoleArn=ROLE, PrimaryContainer={"Image": image, "ModelDataUrl": url, "Environment": environment or {}})
    return name


def script_model(body):
    """A model of a Python script that knows the columns by their order: sex, age, amount."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as tar:
        code = body.encode()
        entry = tarfile.TarInfo("code/inference.py")
        entry.size = len(code)
        tar.addfile(entry, io.BytesIO(code))
    key = unique("scripts") + "/model.tar.gz"
    s3.put_object(Bucket=place, Key=key, Body=buffer.getvalue())
    return model(SCRIPTS, f"s3://{place}/{key}", {"SAGEMAKER_PROGRAM": "inference.py"})


def serve(name):
    variant = {"VariantName": "main", "ModelName": name, "InitialInstanceCount": 1, "InstanceType": "ml.m5.large"}
    sagemaker.create_endpoint_config(EndpointConfigName=name, ProductionVariants=[variant])
    sagemaker.create_endpoint(EndpointName=name, EndpointConfigName=name)
    sagemaker.get_waiter("endpoint_in_service").wait(EndpointName=name, WaiterConfig=FAST)
    return name


def source(name, uri):
    return {"InputName": name, "S3Input": {"S3Uri": uri, "LocalPath": f"/opt/ml/processing/input/{name}", "S3DataType": "S3Prefix", "S3InputMode": "File"}}


def clarify(config, data="train/", environment=None, more=()):
    name = unique("clarify")
    s3.put_object(Bucket=place, Key=f"{name}/analysis_config.json", Body=json.dumps(config))
    sagemaker.create_processing_job(
        ProcessingJobName=name, RoleArn=ROLE, AppSpecification={"ImageUri": CLARIFY}, Environment=environment or {},
        ProcessingInputs=[source("analysis_config", f"s3://{place}/{name}/analysis_config.json"), source("dataset", f"s3://{place}/{data}"), *more],
        ProcessingOutputConfig={"Outputs": [{"OutputName": "analysis_result", "S3Output": {
            "S3Uri": f"s3://{place}/{name}/out", "LocalPath": "/opt/ml/processing/output", "S3UploadMode": "EndOfJob"}}]},
        ProcessingResources={"ClusterConfig": RESOURCES}, StoppingCondition={"MaxRuntimeInSeconds": 600})
    try:
        sagemaker.get_waiter("processing_job_completed_or_stopped").wait(ProcessingJobName=name, WaiterConfig=FAST)
    except WaiterError:
        pass
    return sagemaker.describe_processing_job(ProcessingJobName=name)


def result(description, path="analysis.json"):
    return s3.get_object(Bucket=place, Key=f"{description['ProcessingJobName']}/out/{path}")["Body"].read().decode()


def analysed(config, **more):
    description = clarify(config, **more)
    assert description["ProcessingJobStatus"] == "Completed", description.get("FailureReason")
    return description, json.loads(result(description))


def metric(analysis, stage, facet, name):
    metrics = analysis[f"{stage}_training_bias_metrics"]["facets"][facet][0]["metrics"]
    return next(m["value"] for m in metrics if m["name"] == name)


def failed(config, fragment, **more):
    description = clarify(config, **more)
    assert description["ProcessingJobStatus"] == "Failed", description
    assert fragment in description["FailureReason"], description["FailureReason"]
    return description


def config(predictor=None, **methods):
    return {
        "dataset_type": "text/csv", "headers": HEADERS, "label": "good", "label_values_or_threshold": [1],
        "facet": [{"name_or_index": "sex", "value_or_threshold": [0]}, {"name_or_index": "age", "value_or_threshold": [40]}],
        "methods": {"report": {"name": "report", "title": "Credit"}, **methods}, **({"predictor": predictor} if predictor else {})}


everything = {"pre_training_bias": {"methods": "all"}, "post_training_bias": {"methods": "all"},
              "shap": {"agg_method": "mean_abs", "use_logit": True, "save_local_shap_values": True},
              "pdp": {"grid_resolution": 8, "top_k_features": 2}}

# A model of a built-in algorithm is scored in the job: no endpoint is made.
credit = model(XGBOOST, archive)
before = len(sagemaker.list_endpoints()["Endpoints"])
description, named = analysed(config({"model_name": credit, "instance_type": "ml.m5.large", "initial_instance_count": 1, "accept_type": "text/csv"}, **everything))
share = {side: sum(r[0] for r in rows if r[1] == side) / sum(r[1] == side for r in rows) for side in (0, 1)}
assert abs(metric(named, "pre", "sex", "DPL") - (share[1] - share[0])) < 1e-12, named
assert set(named["explanations"]["kernel_shap"]["label0"]["global_shap_values"]) == {"sex", "age", "amount"}, named
assert len(named["explanations"]["pdp"]) == 2 and len(named["explanations"]["pdp"][0]["model_predictions"][0]) == len(named["explanations"]["pdp"][0]["feature_values"])
local = list(csv.DictReader(io.StringIO(result(description, "explanations_shap/out.csv"))))
assert len(local) == len(rows) and set(local[0]) == {"sex_label0", "age_label0", "amount_label0"}, local[:2]
assert "<svg" in result(description, "report.html")

# The same model behind an endpoint gives the same predictions, so the same metrics.
endpoint = serve(credit)
_, served = analysed(config({"endpoint_name": endpoint, "content_type": "text/csv", "accept_type": "text/csv"}, post_training_bias={"methods": "all"}))
for facet in ("sex", "age"):
    for name in ("DPPL", "DI", "AD", "RD", "TE"):
        assert metric(served, "post", facet, name) == metric(named, "post", facet, name), (facet, name)

# A script's model is served through an endpoint that is made for the job and taken away after it.
half = "import json\ndef model_fn(folder): return None\ndef input_fn(body, kind): return [json.loads(line) for line in body.splitlines() if line]\n"
thirty = script_model(half + "def predict_fn(rows, model): return rows\n"
                      "def output_fn(rows, accept): return '\\n'.join(json.dumps({'p': 0.9 if r['features'][1] > 30 else 0.1}) for r in rows)\n")
lines = {"model_name": thirty, "content_type": "application/jsonlines", "accept_type": "application/jsonlines", "probability": "p"}
_, scripted = analysed(config(lines, post_training_bias={"methods": ["DPPL"]}, shap={"baseline": [[1, 20, 1000]], "num_samples": 20}))
importance = scripted["explanations"]["kernel_shap"]["label0"]["global_shap_values"]
assert importance["age"] > 0.1 and abs(importance["sex"]) < 1e-9 and abs(importance["amount"]) < 1e-9, importance
assert len(sagemaker.list_endpoints()["Endpoints"]) == before + 1, "the endpoint of the job is still there"

# Predictions of the data set need no model; what changed since the last report is told.
s3.put_object(Bucket=place, Key="predicted/people.csv", Body="\n".join(",".join(map(str, (*row, int(row[2] > 30)))) for row in rows))
own = config(post_training_bias={"methods": ["DPPL"]})
own.update(headers=[*HEADERS, "guess"], predicted_label="guess")
last = source("previous_analysis", f"s3://{place}/{description['ProcessingJobName']}/out/analysis.json")
_, guessed = analysed(own, data="predicted/", more=[last])
guesses = {side: sum(r[2] > 30 for r in rows if r[1] == side) / sum(r[1] == side for r in rows) for side in (0, 1)}
assert abs(metric(guessed, "post", "sex", "DPPL") - (guesses[1] - guesses[0])) < 1e-12, guessed

# What goes wrong says so, and what was found before is kept.
both = {"pre_training_bias": {"methods": "all"}, "post_training_bias": {"methods": "all"}}
gone = failed(config({"endpoint_name": "nobody-serves-this"}, **both), "nobody-serves-this")
assert metric(json.loads(result(gone)), "pre", "sex", "DPL") == metric(named, "pre", "sex", "DPL")
failed(config({"model_name": "nobody-made-this"}, **both), "nobody-made-this")
slow = serve(script_model(half + "def predict_fn(rows, model):\n    import time\n    time.sleep(8)\n    return rows\ndef output_fn(rows, accept): return ''\n"))
late = {**lines, "endpoint_name": slow}
del late["model_name"]
failed(config(late, **both), "did not answer within 0.5 s", environment={"CLARIFY_MODEL_TIMEOUT_SECONDS": "0.5"})
rubbish = serve(script_model(half + "def predict_fn(rows, model): return rows\ndef output_fn(rows, accept): return 'no json at all'\n"))
failed(config({**late, "endpoint_name": rubbish}, **both), "not JSON")
failed({**config(**both), "facet": [{"name_or_index": "gender"}]}, "'gender' is not in the data")
failed({**config(**both), "metods": 1}, "does not define")
for name in (endpoint, slow, rubbish):
    sagemaker.delete_endpoint(EndpointName=name)
