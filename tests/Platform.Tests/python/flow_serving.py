"""Registry, endpoint, invocation, canary with roll-back, processing and pipeline."""
import json

from common import FAST, LINEAR, RESOURCES, ROLE, bucket, refused, runtime, s3, sagemaker, train, training_request, unique, until

place = bucket()
job = train(unique("linear"), place)
assert job["TrainingJobStatus"] == "Completed", job.get("FailureReason")
container = {"Image": LINEAR, "ModelDataUrl": job["ModelArtifacts"]["S3ModelArtifacts"]}

group = unique("group")
sagemaker.create_model_package_group(ModelPackageGroupName=group)
arn = sagemaker.create_model_package(
    ModelPackageGroupName=group, ModelApprovalStatus="PendingManualApproval",
    InferenceSpecification={"Containers": [container], "SupportedContentTypes": ["text/csv"], "SupportedResponseMIMETypes": ["application/json"]})["ModelPackageArn"]
assert arn.endswith(f"model-package/{group}/1"), arn
sagemaker.update_model_package(ModelPackageArn=arn, ModelApprovalStatus="Approved")
assert sagemaker.describe_model_package(ModelPackageName=arn)["ModelApprovalStatus"] == "Approved"
assert [p["ModelPackageVersion"] for p in sagemaker.list_model_packages(ModelPackageGroupName=group)["ModelPackageSummaryList"]] == [1]

model, endpoint = unique("model"), unique("endpoint")
sagemaker.create_model(ModelName=model, ExecutionRoleArn=ROLE, Containers=[{"ModelPackageName": arn}])
refused(sagemaker.create_model, "ValidationException", "Cannot create already existing model", ModelName=model, ExecutionRoleArn=ROLE, PrimaryContainer=container)
variant = {"VariantName": "main", "ModelName": model, "InitialInstanceCount": 1, "InstanceType": "ml.m5.large", "InitialVariantWeight": 1.0}
sagemaker.create_endpoint_config(
    EndpointConfigName=model, ProductionVariants=[variant],
    DataCaptureConfig={"EnableCapture": True, "InitialSamplingPercentage": 100, "DestinationS3Uri": f"s3://{place}/captured",
                       "CaptureOptions": [{"CaptureMode": "Input"}, {"CaptureMode": "Output"}]})
sagemaker.create_endpoint(EndpointName=endpoint, EndpointConfigName=model)
sagemaker.get_waiter("endpoint_in_service").wait(EndpointName=endpoint, WaiterConfig=FAST)


def invoke(body="19,19\n0,1", content_type="text/csv"):
    answer = runtime.invoke_endpoint(EndpointName=endpoint, ContentType=content_type, Accept="application/json", Body=body)
    return json.loads(answer["Body"].read())["predictions"]


high, low = invoke()
assert high["predicted_label"] == 1 and low["predicted_label"] == 0 and high["score"] > 0.9 > 0.1 > low["score"], (high, low)
assert invoke(json.dumps({"instances": [{"features": [19, 19]}]}), "application/json")[0]["score"] == high["score"]
refused(runtime.invoke_endpoint, "ModelError", EndpointName=endpoint, ContentType="text/csv", Body="1,2,3,4,5,6")
refused(runtime.invoke_endpoint, "ValidationError", "not found", EndpointName=unique("none"), Body="1")
captured = until(lambda: s3.list_objects_v2(Bucket=place, Prefix=f"captured/{endpoint}/main/").get("Contents"), "capture")
line = json.loads(s3.get_object(Bucket=place, Key=captured[0]["Key"])["Body"].read().splitlines()[0])
assert line["captureData"]["endpointInput"]["mode"] == "INPUT" and line["eventMetadata"]["eventId"]

broken = unique("broken")
sagemaker.create_model(ModelName=broken, ExecutionRoleArn=ROLE, PrimaryContainer={
    "Image": LINEAR, "ModelDataUrl": f"s3://{place}/none/model.tar.gz"})
sagemaker.create_endpoint_config(EndpointConfigName=broken, ProductionVariants=[{**variant, "ModelName": broken}])
sagemaker.update_endpoint(EndpointName=endpoint, EndpointConfigName=broken, DeploymentConfig={"BlueGreenUpdatePolicy": {
    "TrafficRoutingConfiguration": {"Type": "CANARY", "CanarySize": {"Type": "CAPACITY_PERCENT", "Value": 50}, "WaitIntervalInSeconds": 1}}})
until(lambda: sagemaker.describe_endpoint(EndpointName=endpoint)["EndpointStatus"] == "InService", "roll-back")
back = sagemaker.describe_endpoint(EndpointName=endpoint)
assert back["EndpointConfigName"] == model and invoke()[0]["predicted_label"] == 1, back

group_arn = sagemaker.describe_model_package_group(ModelPackageGroupName=group)["ModelPackageGroupArn"]
arguments = training_request("unused", place)
del arguments["TrainingJobName"]
definition = {
    "Version": "2020-12-01", "Metadata": {}, "Parameters": [{"Name": "Threshold", "Type": "Float", "DefaultValue": 0.5}],
    "Steps": [
        {"Name": "Train", "Type": "Training", "Arguments": arguments},
        {"Name": "Good", "Type": "Condition", "Arguments": {
            "Conditions": [{"Type": "GreaterThan", "LeftValue": 0.9, "RightValue": {"Get": "Parameters.Threshold"}}],
            "IfSteps": [{"Name": "Register", "Type": "RegisterModel", "Arguments": {
                "ModelPackageGroupName": group, "ModelApprovalStatus": "PendingManualApproval",
                "InferenceSpecification": {"Containers": [{"Image": LINEAR, "ModelDataUrl": {"Get": "Steps.Train.ModelArtifacts.S3ModelArtifacts"}}],
                                           "SupportedContentTypes": ["text/csv"], "SupportedResponseMIMETypes": ["application/json"]}}}],
            "ElseSteps": [{"Name": "Stop", "Type": "Fail", "Arguments": {"ErrorMessage": "not good enough"}}]}}]}
pipeline = unique("pipeline")
sagemaker.create_pipeline(PipelineName=pipeline, PipelineDefinition=json.dumps(definition), ClientRequestToken=unique("token-of-32-letters-at-the-least"), RoleArn=ROLE)
refused(sagemaker.describe_pipeline, "ResourceNotFound", PipelineName=unique("none"))


def run(threshold):
    execution = sagemaker.start_pipeline_execution(PipelineName=pipeline, PipelineParameters=[{"Name": "Threshold", "Value": threshold}])["PipelineExecutionArn"]
    status = until(lambda: (lambda s: s if s not in ("Executing", "Stopping") else None)(
        sagemaker.describe_pipeline_execution(PipelineExecutionArn=execution)["PipelineExecutionStatus"]), "the pipeline's end", 120)
    return status, {s["StepName"]: s["StepStatus"] for s in sagemaker.list_pipeline_execution_steps(PipelineExecutionArn=execution)["PipelineExecutionSteps"]}


assert run("0.5") == ("Succeeded", {"Train": "Succeeded", "Good": "Succeeded", "Register": "Succeeded"})
status, steps = run("0.99")
assert status == "Failed" and steps["Stop"] == "Failed" and "Register" not in steps, (status, steps)
assert len(sagemaker.list_model_packages(ModelPackageGroupName=group)["ModelPackageSummaryList"]) == 2

cyclic = {**definition, "Steps": [{**definition["Steps"][0], "Name": "A", "DependsOn": ["B"]}, {**definition["Steps"][0], "Name": "B", "DependsOn": ["A"]}]}
refused(sagemaker.create_pipeline, "ValidationException", "cycl", PipelineName=unique("cyclic"), PipelineDefinition=json.dumps(cyclic),
        ClientRequestToken=unique("token-of-32-letters-at-the-least"), RoleArn=ROLE)

sagemaker.delete_endpoint(EndpointName=endpoint)
sagemaker.get_waiter("endpoint_deleted").wait(EndpointName=endpoint, WaiterConfig=FAST)
refused(sagemaker.describe_endpoint, "ValidationException", "Could not find endpoint", EndpointName=endpoint)
