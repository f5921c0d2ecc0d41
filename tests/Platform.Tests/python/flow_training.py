"""Training and tuning: built-in algorithm, own script, stop, limits, failures, a tuning job."""
import io
import json
import tarfile

from common import LINEAR, RESOURCES, ROLE, bucket, channel, finished, metrics, refused, s3, sagemaker, train, training_request, unique, until

place, name = bucket(), unique("linear")
job = train(name, place)
assert job["TrainingJobStatus"] == "Completed", job.get("FailureReason")
assert [t["Status"] for t in job["SecondaryStatusTransitions"]][-1] == "Completed"
assert all(t["StatusMessage"] for t in job["SecondaryStatusTransitions"])
assert metrics(job)["validation:auc"] > 0.899, metrics(job)  # of these noisy rows the order by x + y itself reaches 0.8991
key = job["ModelArtifacts"]["S3ModelArtifacts"].split("/", 3)[3]
names = tarfile.open(fileobj=io.BytesIO(s3.get_object(Bucket=place, Key=key)["Body"].read())).getnames()
assert names, names
refused(sagemaker.create_training_job, "ResourceInUse", "already exists", **training_request(name, place))
refused(sagemaker.describe_training_job, "ValidationException", "Requested resource not found", TrainingJobName=unique("none"))
refused(sagemaker.stop_training_job, "ValidationException", TrainingJobName=name)
assert name in [s["TrainingJobName"] for s in sagemaker.list_training_jobs(NameContains=name)["TrainingJobSummaries"]]


def script(source, **more):
    """Script mode, as the SageMaker SDK sends it."""
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w:gz") as tar:
        info = tarfile.TarInfo("train.py")
        info.size = len(source)
        tar.addfile(info, io.BytesIO(source.encode()))
    job = unique("script")
    s3.put_object(Bucket=place, Key=f"{job}/source.tar.gz", Body=archive.getvalue())
    request = training_request(job, place, image="246618743249.dkr.ecr.us-west-2.amazonaws.com/sagemaker-scikit-learn:1.0-1-cpu-py3", hyperparameters={
        "sagemaker_program": json.dumps("train.py"), "sagemaker_submit_directory": json.dumps(f"s3://{place}/{job}/source.tar.gz"), "depth": "3"})
    request["AlgorithmSpecification"]["MetricDefinitions"] = [{"Name": "loss", "Regex": "loss=([0-9.]+)"}]
    request.update(more)
    sagemaker.create_training_job(**request)
    return job


good = finished(script("import os, sys\nprint('loss=0.25')\nopen(os.environ['SM_MODEL_DIR'] + '/weights', 'w').write(' '.join(sys.argv[1:]))\n"
                       "assert os.listdir(os.environ['SM_CHANNEL_TRAIN'])"))
assert good["TrainingJobStatus"] == "Completed", good.get("FailureReason")
assert metrics(good) == {"loss": 0.25}

bad = finished(script("import sys\nsys.exit(3)"))
assert bad["TrainingJobStatus"] == "Failed" and "exit code: 3" in bad["FailureReason"], bad

endless = script("import time\nwhile True: time.sleep(1)", StoppingCondition={"MaxRuntimeInSeconds": 2})
late = finished(endless)
assert late["TrainingJobStatus"] == "Stopped" and late["SecondaryStatus"] == "MaxRuntimeExceeded", late

running = script("import time\nwhile True: time.sleep(1)")
until(lambda: sagemaker.describe_training_job(TrainingJobName=running)["SecondaryStatus"] == "Training", "training")
sagemaker.stop_training_job(TrainingJobName=running)
assert finished(running)["TrainingJobStatus"] == "Stopped"

for body, reason in (("", "empty"), ("1,2,3\n1,4,5\n", "class"), ("1,2,3\n0,4\n", "line 2"), (b"1,2,3\n0,\xff,4\n", "UTF-8")):
    s3.put_object(Bucket=place, Key="bad/rows.csv", Body=body)
    request = training_request(unique("bad"), place)
    request["InputDataConfig"] = [channel("train", f"s3://{place}/bad/")]
    sagemaker.create_training_job(**request)
    failed = finished(request["TrainingJobName"])
    assert failed["TrainingJobStatus"] == "Failed" and reason in failed["FailureReason"], failed.get("FailureReason")

tuning = unique("tune")
sagemaker.create_hyper_parameter_tuning_job(
    HyperParameterTuningJobName=tuning,
    HyperParameterTuningJobConfig={
        "Strategy": "Random",
        "HyperParameterTuningJobObjective": {"Type": "Maximize", "MetricName": "validation:auc"},
        "ResourceLimits": {"MaxNumberOfTrainingJobs": 3, "MaxParallelTrainingJobs": 2},
        "ParameterRanges": {"ContinuousParameterRanges": [{"Name": "wd", "MinValue": "0.00001", "MaxValue": "1", "ScalingType": "Logarithmic"}]}},
    TrainingJobDefinition={
        "StaticHyperParameters": {"predictor_type": "binary_classifier"}, "RoleArn": ROLE,
        "AlgorithmSpecification": {"TrainingImage": LINEAR, "TrainingInputMode": "File"},
        "InputDataConfig": [channel("train", f"s3://{place}/train/"), channel("validation", f"s3://{place}/train/")],
        "OutputDataConfig": {"S3OutputPath": f"s3://{place}/tuned"}, "ResourceConfig": RESOURCES,
        "StoppingCondition": {"MaxRuntimeInSeconds": 600}})
until(lambda: sagemaker.describe_hyper_parameter_tuning_job(HyperParameterTuningJobName=tuning)["HyperParameterTuningJobStatus"] == "Completed", "tuning", 180)
tuned = sagemaker.describe_hyper_parameter_tuning_job(HyperParameterTuningJobName=tuning)
jobs = sagemaker.list_training_jobs_for_hyper_parameter_tuning_job(HyperParameterTuningJobName=tuning)["TrainingJobSummaries"]
best = max(jobs, key=lambda j: j["FinalHyperParameterTuningJobObjectiveMetric"]["Value"])
assert len(jobs) == 3 and tuned["TrainingJobStatusCounters"]["Completed"] == 3
assert tuned["BestTrainingJob"]["FinalHyperParameterTuningJobObjectiveMetric"]["Value"] == best["FinalHyperParameterTuningJobObjectiveMetric"]["Value"]
