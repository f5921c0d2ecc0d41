"""Two endpoints of one model, four schedules each: quiet where the traffic is the baseline's, speaking where it was shifted on purpose."""
import json
from datetime import datetime, timezone

from common import FAST, LINEAR, ROLE, bucket, refused, runtime, s3, sagemaker, unique, until

ANALYZER = "159807026194.dkr.ecr.us-west-2.amazonaws.com/sagemaker-model-monitor-analyzer"
CLARIFY = "306415355426.dkr.ecr.us-west-2.amazonaws.com/sagemaker-clarify-processing:1.0"
CLUSTER = {"ClusterConfig": {"InstanceCount": 1, "InstanceType": "ml.m5.large", "VolumeSizeInGB": 1}}
CAPTURED = "/opt/ml/processing/input/endpoint"
FINAL = ("Completed", "CompletedWithViolations", "Failed", "Stopped")
TYPES = ("DataQuality", "ModelQuality", "ModelBias", "ModelExplainability")

place = bucket()
# x, y and a group that says nothing of the label, which is 1 where x + y is above 20, but for some noise.
people = [(x, y, (x * 7 + y * 3) % 2) for x in range(20) for y in range(0, 20, 2)]


def truth(x, y):
    return int((x + y > 20) != ((x * 31 + y) % 97 < 7))


s3.put_object(Bucket=place, Key="train/group.csv", Body="\n".join(f"{truth(x, y)},{x},{y},{g}" for x, y, g in people))
name = unique("linear")
sagemaker.create_training_job(
    TrainingJobName=name, RoleArn=ROLE, AlgorithmSpecification={"TrainingImage": LINEAR, "TrainingInputMode": "File"},
    HyperParameters={"predictor_type": "binary_classifier"},
    InputDataConfig=[{"ChannelName": "train", "ContentType": "text/csv", "DataSource": {"S3DataSource": {
        "S3DataType": "S3Prefix", "S3Uri": f"s3://{place}/train/", "S3DataDistributionType": "FullyReplicated"}}}],
    OutputDataConfig={"S3OutputPath": f"s3://{place}/models"},
    ResourceConfig={"InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 1}, StoppingCondition={"MaxRuntimeInSeconds": 600})
sagemaker.get_waiter("training_job_completed_or_stopped").wait(TrainingJobName=name, WaiterConfig=FAST)
archive = sagemaker.describe_training_job(TrainingJobName=name)["ModelArtifacts"]["S3ModelArtifacts"]
model = unique("model")
sagemaker.create_model(ModelName=model, ExecutionRoleArn=ROLE, PrimaryContainer={"Image": LINEAR, "ModelDataUrl": archive})
sagemaker.create_endpoint_config(
    EndpointConfigName=model,
    ProductionVariants=[{"VariantName": "main", "ModelName": model, "InitialInstanceCount": 1, "InstanceType": "ml.m5.large", "InitialVariantWeight": 1.0}],
    DataCaptureConfig={"EnableCapture": True, "InitialSamplingPercentage": 100, "DestinationS3Uri": f"s3://{place}/captured",
                       "CaptureOptions": [{"CaptureMode": "Input"}, {"CaptureMode": "Output"}],
                       "CaptureContentTypeHeader": {"CsvContentTypes": ["text/csv"], "JsonContentTypes": ["application/json"]}})
steady, shifted = unique("steady"), unique("shifted")
for endpoint in (steady, shifted):
    sagemaker.create_endpoint(EndpointName=endpoint, EndpointConfigName=model)
for endpoint in (steady, shifted):
    sagemaker.get_waiter("endpoint_in_service").wait(EndpointName=endpoint, WaiterConfig=FAST)


def send(endpoint, rows, label):
    """Invokes with ids of the caller's own, uploads the labels, and gives the answers once all of it is captured."""
    answers, labels = [], []
    for i, row in enumerate(rows):
        answer = runtime.invoke_endpoint(EndpointName=endpoint, ContentType="text/csv", Accept="application/json", InferenceId=f"id-{i}", Body=",".join(map(str, row)))
        answers.append(json.loads(answer["Body"].read())["predictions"][0])
        labels.append(json.dumps({"groundTruthData": {"data": str(label(*row)), "encoding": "CSV"}, "eventMetadata": {"eventId": f"id-{i}"}, "eventVersion": "0"}))
    s3.put_object(Bucket=place, Key=f"labels/{endpoint}/{datetime.now(timezone.utc):%Y/%m/%d/%H}/labels.jsonl", Body="\n".join(labels))

    def lines():
        keys = [o["Key"] for o in s3.list_objects_v2(Bucket=place, Prefix=f"captured/{endpoint}/").get("Contents", [])]
        return sum(len(s3.get_object(Bucket=place, Key=key)["Body"].read().splitlines()) for key in keys)

    until(lambda: lines() >= len(rows), f"capture of {len(rows)} requests")
    return answers


said = send(steady, people, lambda x, y, g: truth(x, y))
# Group 1 comes with low y and is judged by it; what becomes true is turned round; x hardly varies, so that y decides.
send(shifted, [(x // 5, 2 if g else 19, g) for x, y, g in people], lambda x, y, g: int(x + y <= 20))


def processing(image, prefix, inputs, environment=None):
    job = unique(prefix)
    sagemaker.create_processing_job(
        ProcessingJobName=job, RoleArn=ROLE, AppSpecification={"ImageUri": image}, ProcessingResources=CLUSTER, Environment=environment or {},
        ProcessingInputs=[{"InputName": n, "S3Input": {"S3Uri": uri, "LocalPath": f"/opt/ml/processing/input/{n}", "S3DataType": "S3Prefix", "S3InputMode": "File"}}
                          for n, uri in inputs.items()],
        ProcessingOutputConfig={"Outputs": [{"OutputName": "analysis_result", "S3Output": {
            "S3Uri": f"s3://{place}/{job}", "LocalPath": "/opt/ml/processing/output", "S3UploadMode": "EndOfJob"}}]})
    sagemaker.get_waiter("processing_job_completed_or_stopped").wait(ProcessingJobName=job, WaiterConfig=FAST)
    described = sagemaker.describe_processing_job(ProcessingJobName=job)
    assert described["ProcessingJobStatus"] == "Completed", described.get("FailureReason")
    return job


def put(key, body):
    s3.put_object(Bucket=place, Key=key, Body=body if isinstance(body, str) else json.dumps(body))
    return f"s3://{place}/{key}"


def read(uri):
    key = uri.split(f"s3://{place}/", 1)[1]
    return json.loads(s3.get_object(Bucket=place, Key=key)["Body"].read())


bias = {"label_values_or_threshold": [1], "facet": [{"name_or_index": "group", "value_or_threshold": [1]}]}
shap = {"methods": {"shap": {"baseline": [[0, 10, 0]], "num_samples": 50, "agg_method": "mean_abs"}},
        "predictor": {"model_name": model, "instance_type": "ml.m5.large", "initial_instance_count": 1}, "headers": ["x", "y", "group"]}
analyzer = {"dataset_format": json.dumps({"csv": {"header": True}}), "dataset_source": "/opt/ml/processing/input/data", "output_path": "/opt/ml/processing/output",
            "publish_cloudwatch_metrics": "Disabled"}
features = put("baseline/features/data.csv", "x,y,group\n" + "\n".join(f"{x},{y},{g}" for x, y, g in people))
judged = put("baseline/judged/data.csv", "label,prediction,probability\n" + "\n".join(
    f"{truth(x, y)},{a['predicted_label']},{a['score']}" for (x, y, g), a in zip(people, said)))
labelled = put("baseline/labelled/data.csv", "x,y,group,label,said\n" + "\n".join(
    f"{x},{y},{g},{truth(x, y)},{a['predicted_label']}" for (x, y, g), a in zip(people, said)))
baselines = {
    "DataQuality": processing(ANALYZER, "data", {"data": features}, analyzer),
    "ModelQuality": processing(ANALYZER, "quality", {"data": judged}, {
        **analyzer, "analysis_type": "MODEL_QUALITY", "problem_type": "BinaryClassification", "inference_attribute": "prediction",
        "probability_attribute": "probability", "ground_truth_attribute": "label"}),
    "ModelBias": processing(CLARIFY, "bias", {"dataset": labelled, "analysis_config": put("bias/baseline/analysis_config.json", {
        **bias, "dataset_type": "text/csv", "headers": ["x", "y", "group", "label", "said"], "label": "label", "predicted_label": "said",
        "methods": {"pre_training_bias": {"methods": "all"}, "post_training_bias": {"methods": "all"}}})}),
    "ModelExplainability": processing(CLARIFY, "shap", {"dataset": features, "analysis_config": put("shap/analysis_config.json", {**shap, "dataset_type": "text/csv"})}),
}
quality = read(f"s3://{place}/{baselines['ModelQuality']}/statistics.json")["binary_classification_metrics"]
assert quality["accuracy"]["value"] > 0.85 and set(quality["confusion_matrix"]) == {"0", "1"}, quality
assert read(f"s3://{place}/{baselines['ModelQuality']}/constraints.json")["binary_classification_constraints"]["recall"]["comparison_operator"] == "LessThanThreshold"
configs = {"ModelBias": put("bias/monitor/analysis_config.json", {**bias, "headers": ["x", "y", "group", "label"], "label": "label"}),
           "ModelExplainability": f"s3://{place}/shap/analysis_config.json"}


def operation(verb, kind):
    words = {"DataQuality": "data_quality", "ModelQuality": "model_quality", "ModelBias": "model_bias", "ModelExplainability": "model_explainability"}[kind]
    return getattr(sagemaker, f"{verb}_{words}_job_definition{'s' if verb == 'list' else ''}")


def definition(kind, endpoint):
    captured = {"EndpointName": endpoint, "LocalPath": CAPTURED, "S3InputMode": "File", "S3DataDistributionType": "FullyReplicated"}
    job_input = {"EndpointInput": captured}
    if kind in ("ModelQuality", "ModelBias"):
        captured.update(InferenceAttribute="predicted_label", ProbabilityAttribute="score", StartTimeOffset="-PT2H", EndTimeOffset="PT0H")
        job_input["GroundTruthS3Input"] = {"S3Uri": f"s3://{place}/labels/{endpoint}"}
    application = {"ImageUri": CLARIFY, "ConfigUri": configs[kind]} if kind in configs else {"ImageUri": ANALYZER}
    if kind == "ModelQuality":
        application["ProblemType"] = "BinaryClassification"
    return {"JobDefinitionName": unique(kind.lower()), "RoleArn": ROLE, "JobResources": CLUSTER, f"{kind}AppSpecification": application, f"{kind}JobInput": job_input,
            f"{kind}BaselineConfig": {"BaseliningJobName": baselines[kind]}, "StoppingCondition": {"MaxRuntimeInSeconds": 600},
            f"{kind}JobOutputConfig": {"MonitoringOutputs": [{"S3Output": {
                "S3Uri": f"s3://{place}/reports", "LocalPath": "/opt/ml/processing/output", "S3UploadMode": "EndOfJob"}}]}}


def watch(kind, endpoint):
    request = definition(kind, endpoint)
    arn = operation("create", kind)(**request)["JobDefinitionArn"]
    described = operation("describe", kind)(JobDefinitionName=request["JobDefinitionName"])
    assert described["JobDefinitionArn"] == arn and all(described[member] == value for member, value in request.items()), described
    listed = operation("list", kind)(EndpointName=endpoint)["JobDefinitionSummaries"]
    assert [d["MonitoringJobDefinitionArn"] for d in listed] == [arn], listed
    schedule = unique(f"watch-{kind.lower()}")
    sagemaker.create_monitoring_schedule(MonitoringScheduleName=schedule, MonitoringScheduleConfig={
        "ScheduleConfig": {"ScheduleExpression": "NOW"},
        "MonitoringJobDefinitionName": request["JobDefinitionName"], "MonitoringType": kind})
    return schedule


def outcome(schedule):
    """The only execution of a schedule and what it says is violated."""
    def ended():
        found = sagemaker.list_monitoring_executions(MonitoringScheduleName=schedule)["MonitoringExecutionSummaries"]
        return found and found[0]["MonitoringExecutionStatus"] in FINAL and found[0]

    execution = until(ended, f"the end of {schedule}", 120)
    assert execution["MonitoringExecutionStatus"].startswith("Completed"), execution
    job = sagemaker.describe_processing_job(ProcessingJobName=execution["ProcessingJobArn"].rsplit("/", 1)[1])
    folder = job["ProcessingOutputConfig"]["Outputs"][0]["S3Output"]["S3Uri"]
    return execution, read(f"{folder}/constraint_violations.json")["violations"]


# The window ends when a schedule is made, and times are whole seconds.
schedules = {(kind, endpoint): watch(kind, endpoint) for endpoint in (steady, shifted) for kind in TYPES}
for kind in TYPES:
    execution, violations = outcome(schedules[kind, steady])
    assert (execution["MonitoringExecutionStatus"], violations) == ("Completed", []), (kind, violations)
    assert (execution["MonitoringType"], execution["EndpointName"]) == (kind, steady), execution
    execution, violations = outcome(schedules[kind, shifted])
    assert execution["MonitoringExecutionStatus"] == "CompletedWithViolations" and violations, (kind, execution)
    members = {"DataQuality": {"feature_name"}, "ModelQuality": {"metric_name"}, "ModelBias": {"facet", "facet_value", "metric_name"},
               "ModelExplainability": {"label", "metric_name"}}[kind] | {"constraint_check_type", "description"}
    assert all(set(violation) == members for violation in violations), violations
    found = sagemaker.list_monitoring_schedules(EndpointName=shifted, MonitoringTypeEquals=kind)["MonitoringScheduleSummaries"]
    assert [s["MonitoringScheduleName"] for s in found] == [schedules[kind, shifted]], found
    executions = sagemaker.list_monitoring_executions(EndpointName=shifted, MonitoringTypeEquals=kind)["MonitoringExecutionSummaries"]
    assert [e["MonitoringScheduleName"] for e in executions] == [schedules[kind, shifted]], executions
    print(kind, sorted({v.get("metric_name") or v["feature_name"] for v in violations}))

# A job that fails says why in the list of executions.
request = definition("ModelBias", steady)
request["ModelBiasAppSpecification"]["ConfigUri"] = put("bias/wrong/analysis_config.json", {**bias, "headers": ["x", "y", "age", "label"], "label": "label"})
sagemaker.create_model_bias_job_definition(**request)
refused(sagemaker.create_model_bias_job_definition, "ResourceInUse", "already exists", **request)
schedule = unique("wrong")
sagemaker.create_monitoring_schedule(MonitoringScheduleName=schedule, MonitoringScheduleConfig={
    "ScheduleConfig": {"ScheduleExpression": "NOW"},
    "MonitoringJobDefinitionName": request["JobDefinitionName"], "MonitoringType": "ModelBias"})
failed = until(lambda: sagemaker.list_monitoring_executions(MonitoringScheduleName=schedule, StatusEquals="Failed")["MonitoringExecutionSummaries"], "the failure", 120)[0]
assert "group" in failed["FailureReason"], failed

for kind in TYPES:
    listed = operation("list", kind)(EndpointName=shifted)["JobDefinitionSummaries"]
    operation("delete", kind)(JobDefinitionName=listed[0]["MonitoringJobDefinitionName"])
    refused(operation("describe", kind), "ResourceNotFound", JobDefinitionName=listed[0]["MonitoringJobDefinitionName"])
refused(sagemaker.create_monitoring_schedule, "ResourceNotFound", MonitoringScheduleName=unique("none"), MonitoringScheduleConfig={
    "ScheduleConfig": {"ScheduleExpression": "NOW"}, "MonitoringJobDefinitionName": request["JobDefinitionName"], "MonitoringType": "ModelQuality"})
for endpoint in (steady, shifted):
    sagemaker.delete_endpoint(EndpointName=endpoint)
