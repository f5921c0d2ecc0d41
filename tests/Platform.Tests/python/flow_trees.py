"""Boosted trees through the rest of the platform: a pipeline from raw rows to a registered model, its bias and its limits, a tuning job."""
import csv
import io
import json

from botocore.exceptions import WaiterError

from common import FAST, RESOURCES, ROLE, bucket, channel, completed, runtime, s3, sagemaker, unique, until

XGBOOST = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1"
TRANSFORMS = "123456789012.dkr.ecr.us-east-1.amazonaws.com/mlplatform-transforms:1"
CLARIFY = "306415355426.dkr.ecr.us-west-2.amazonaws.com/sagemaker-clarify-processing:1.0"

place = bucket()


def wood(height, bark):
    return "birch" if bark == "white" else "oak" if height > 12 else "hazel"


rows = [(height, bark, soil, wood(height, bark)) for height in range(2, 26) for bark in ("white", "brown", "") for soil in range(4)]
s3.put_object(Bucket=place, Key="raw/trees.csv", Body="\n".join(",".join(map(str, row)) for row in [("height", "bark", "soil", "wood"), *rows]))


def source(name, uri):
    return {"InputName": name, "S3Input": {"S3Uri": uri, "LocalPath": f"/opt/ml/processing/input/{name}", "S3DataType": "S3Prefix", "S3InputMode": "File"}}


def processing(image, arguments, inputs, outputs, folder):
    return {
        "RoleArn": ROLE, "AppSpecification": {"ImageUri": image, **({"ContainerArguments": arguments} if arguments else {})},
        "ProcessingInputs": [source(name, uri) for name, uri in inputs.items()],
        "ProcessingOutputConfig": {"Outputs": [{"OutputName": name, "S3Output": {
            "S3Uri": f"s3://{place}/{folder}/{name}", "LocalPath": f"/opt/ml/processing/output/{name}", "S3UploadMode": "EndOfJob"}} for name in outputs]},
        "ProcessingResources": {"ClusterConfig": RESOURCES}, "StoppingCondition": {"MaxRuntimeInSeconds": 600}}


def output(step, name):
    return {"Get": f"Steps.{step}.ProcessingOutputConfig.Outputs['{name}'].S3Output.S3Uri"}


def metric(name):
    return {"Std:JsonGet": {"PropertyFile": {"Get": "Steps.Evaluate.PropertyFiles.Evaluation"}, "Path": f"multiclass_classification_metrics.{name}.value"}}


archive = {"Get": "Steps.Train.ModelArtifacts.S3ModelArtifacts"}
group = unique("group")
sagemaker.create_model_package_group(ModelPackageGroupName=group)
definition = {"Version": "2020-12-01", "Metadata": {}, "Parameters": [], "Steps": [
    {"Name": "Prepare", "Type": "Processing", "Arguments": processing(
        TRANSFORMS, ["prepare", "--label", "wood", "--split", "0.6,0.2,0.2"], {"data": f"s3://{place}/raw/"},
        ["train", "validation", "schema", "holdout"], "prepared")},
    {"Name": "Train", "Type": "Training", "Arguments": {
        "RoleArn": ROLE, "AlgorithmSpecification": {"TrainingImage": XGBOOST, "TrainingInputMode": "File"},
        "HyperParameters": {"objective": "multi:softprob", "num_class": "3", "num_round": "200", "max_depth": "4", "early_stopping_rounds": "5"},
        "InputDataConfig": [channel(name, output("Prepare", name)) for name in ("train", "validation", "schema")],
        "OutputDataConfig": {"S3OutputPath": f"s3://{place}/models"}, "ResourceConfig": RESOURCES, "StoppingCondition": {"MaxRuntimeInSeconds": 600}}},
    {"Name": "Evaluate", "Type": "Processing", "Arguments": processing(
        TRANSFORMS, ["evaluate"], {"model": archive, "holdout": output("Prepare", "holdout")}, ["evaluation", "predictions"], "evaluated"),
     "PropertyFiles": [{"PropertyFileName": "Evaluation", "OutputName": "evaluation", "FilePath": "evaluation.json"}]},
    {"Name": "Good", "Type": "Condition", "Arguments": {
        "Conditions": [{"Type": "GreaterThan", "LeftValue": metric("accuracy"), "RightValue": 0.9}],
        "IfSteps": [{"Name": "Register", "Type": "RegisterModel", "Arguments": {
            "ModelPackageGroupName": group, "ModelApprovalStatus": "PendingManualApproval",
            "InferenceSpecification": {"Containers": [{"Image": XGBOOST, "ModelDataUrl": archive}],
                                       "SupportedContentTypes": ["text/csv"], "SupportedResponseMIMETypes": ["text/csv"]}}}],
        "ElseSteps": [{"Name": "Stop", "Type": "Fail", "Arguments": {"ErrorMessage": "not good enough"}}]}}]}
pipeline = unique("trees")
sagemaker.create_pipeline(PipelineName=pipeline, PipelineDefinition=json.dumps(definition), ClientRequestToken=unique("token-of-32-letters-at-the-least"), RoleArn=ROLE)
execution = sagemaker.start_pipeline_execution(PipelineName=pipeline)["PipelineExecutionArn"]
status = until(lambda: (lambda s: s if s not in ("Executing", "Stopping") else None)(
    sagemaker.describe_pipeline_execution(PipelineExecutionArn=execution)["PipelineExecutionStatus"]), "the pipeline's end", 120)
steps = {step["StepName"]: step for step in sagemaker.list_pipeline_execution_steps(PipelineExecutionArn=execution)["PipelineExecutionSteps"]}
assert status == "Succeeded" and steps["Register"]["StepStatus"] == "Succeeded", steps
predictions = list(csv.DictReader(io.StringIO(s3.get_object(Bucket=place, Key="evaluated/predictions/predictions.csv")["Body"].read().decode())))
assert len(predictions) > 40 and sum(row["wood"] == row["predicted_label"] for row in predictions) > 0.9 * len(predictions), predictions[:5]

# The registered model is approved and answers raw rows: texts, numbers, nothing.
package = sagemaker.list_model_packages(ModelPackageGroupName=group)["ModelPackageSummaryList"][0]["ModelPackageArn"]
sagemaker.update_model_package(ModelPackageArn=package, ModelApprovalStatus="Approved")
sagemaker.create_model(ModelName=pipeline, ExecutionRoleArn=ROLE, Containers=[{"ModelPackageName": package}])
sagemaker.create_endpoint_config(EndpointConfigName=pipeline, ProductionVariants=[
    {"VariantName": "main", "ModelName": pipeline, "InitialInstanceCount": 1, "InstanceType": "ml.m5.large"}])
sagemaker.create_endpoint(EndpointName=pipeline, EndpointConfigName=pipeline)
sagemaker.get_waiter("endpoint_in_service").wait(EndpointName=pipeline, WaiterConfig=FAST)
answer = runtime.invoke_endpoint(EndpointName=pipeline, ContentType="text/csv", Accept="application/json", Body="20,white,1\n20,,1\n5,brown,2")
assert [max(range(3), key=one["score"].__getitem__) for one in json.loads(answer["Body"].read())["predictions"]] == [0, 2, 1]  # birch, oak, hazel
sagemaker.delete_endpoint(EndpointName=pipeline)


# Clarify compares groups by what the trees predict, and explains every class.
def clarify(methods):
    name = unique("clarify")
    config = {"dataset_type": "text/csv", "label": "wood", "label_values_or_threshold": ["oak"], "excluded_columns": ["score"],
              "predicted_label": "predicted_label", "facet": [{"name_or_index": "soil", "value_or_threshold": [1]}], "methods": methods}
    s3.put_object(Bucket=place, Key=f"{name}/analysis_config.json", Body=json.dumps(config))
    train = steps["Train"]["Metadata"]["TrainingJob"]["Arn"].split("/")[-1]
    model = sagemaker.describe_training_job(TrainingJobName=train)["ModelArtifacts"]["S3ModelArtifacts"]
    sagemaker.create_processing_job(ProcessingJobName=name, **processing(CLARIFY, None, {
        "analysis_config": f"s3://{place}/{name}/", "dataset": f"s3://{place}/evaluated/predictions/", "model": model}, ["analysis_result"], name))
    try:
        sagemaker.get_waiter("processing_job_completed_or_stopped").wait(ProcessingJobName=name, WaiterConfig=FAST)
    except WaiterError:
        pass
    return name, sagemaker.describe_processing_job(ProcessingJobName=name)


name, job = clarify({"post_training_bias": {"methods": ["DPPL", "AD"]}})
assert job["ProcessingJobStatus"] == "Completed", job.get("FailureReason")
analysis = json.loads(s3.get_object(Bucket=place, Key=f"{name}/analysis_result/analysis.json")["Body"].read())
assert analysis["post_training_bias_metrics"]["facets"]["soil"][0]["metrics"][0]["value"] is not None, analysis
name, job = clarify({"shap": {"use_logit": True, "num_clusters": 2}})
assert job["ProcessingJobStatus"] == "Completed", job.get("FailureReason")
analysis = json.loads(s3.get_object(Bucket=place, Key=f"{name}/analysis_result/analysis.json")["Body"].read())
labels = analysis["explanations"]["kernel_shap"]
assert list(labels) == ["label0", "label1", "label2"], analysis  # birch, hazel, oak
assert labels["label0"]["global_shap_values"]["bark"] > 0 and labels["label2"]["global_shap_values"]["height"] > 0, labels

# A tuning job finds a depth above 1, without which the quarters of a board cannot be told apart.
board = "\n".join(f"{int((x > 6) != (y > 11))},{x},{y}" for x in range(20) for y in range(20))
s3.put_object(Bucket=place, Key="board/rows.csv", Body=board)
tuning = unique("tune")
sagemaker.create_hyper_parameter_tuning_job(
    HyperParameterTuningJobName=tuning,
    HyperParameterTuningJobConfig={
        "Strategy": "Random", "TrainingJobEarlyStoppingType": "Auto",
        "HyperParameterTuningJobObjective": {"Type": "Maximize", "MetricName": "validation:auc"},
        "ResourceLimits": {"MaxNumberOfTrainingJobs": 4, "MaxParallelTrainingJobs": 2},
        "ParameterRanges": {
            "ContinuousParameterRanges": [{"Name": "eta", "MinValue": "0.05", "MaxValue": "0.5", "ScalingType": "Logarithmic"}],
            "IntegerParameterRanges": [{"Name": "max_depth", "MinValue": "1", "MaxValue": "8"}],
            "CategoricalParameterRanges": [{"Name": "grow_policy", "Values": ["depthwise", "lossguide"]}]}},
    TrainingJobDefinition={
        "StaticHyperParameters": {"objective": "binary:logistic", "num_round": "60", "eval_metric": "auc", "early_stopping_rounds": "10"}, "RoleArn": ROLE,
        "AlgorithmSpecification": {"TrainingImage": XGBOOST, "TrainingInputMode": "File"},
        "InputDataConfig": [channel(name, f"s3://{place}/board/") for name in ("train", "validation")],
        "OutputDataConfig": {"S3OutputPath": f"s3://{place}/tuned"}, "ResourceConfig": RESOURCES,
        "StoppingCondition": {"MaxRuntimeInSeconds": 600}})
until(lambda: sagemaker.describe_hyper_parameter_tuning_job(HyperParameterTuningJobName=tuning)["HyperParameterTuningJobStatus"] != "InProgress", "tuning", 180)
tuned = sagemaker.describe_hyper_parameter_tuning_job(HyperParameterTuningJobName=tuning)
assert tuned["TrainingJobStatusCounters"]["Completed"] == 4, tuned
best = completed(tuned["BestTrainingJob"]["TrainingJobName"])
assert tuned["BestTrainingJob"]["FinalHyperParameterTuningJobObjectiveMetric"]["Value"] > 0.99, tuned["BestTrainingJob"]
assert int(best["HyperParameters"]["max_depth"]) > 1 and best["HyperParameters"]["_tuning_objective_metric"] == "validation:auc", best["HyperParameters"]
