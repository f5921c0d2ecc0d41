"""Bad input, seen from outside: each is refused with the code and the words that AWS's clients expect, and nothing is left half done."""
import io
import json
import os
import tarfile
import urllib.error
import urllib.request

import boto3
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.exceptions import WaiterError

from common import FAST, LINEAR, ROLE, bucket, kinesis, refused, runtime, s3, sagemaker, train, training_request, unique

session = boto3.Session()
place = bucket()


def raw(target, body):
    """What no client would send, but signed as it should be."""
    request = AWSRequest("POST", os.environ["AWS_ENDPOINT_URL"] + "/", {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": target}, body)
    SigV4Auth(session.get_credentials(), "sagemaker", session.region_name).add_auth(request)
    try:
        urllib.request.urlopen(urllib.request.Request(request.url, body, dict(request.headers), method="POST"))
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)["__type"]
    raise AssertionError(f"{target} was not refused")


assert raw("SageMaker.ListModels", b'{"MaxResults": ') == (400, "SerializationException")
assert raw("SageMaker.ListModels", b'["MaxResults"]') == (400, "SerializationException")
assert raw("SageMaker.ListModels", b'{"NameContains": "\xff"}') == (400, "SerializationException")
assert raw("SageMaker.ListModels", b'{"MaxResults": "ten"}') == (400, "SerializationException")
assert raw("SageMaker.MakeCoffee", b"{}") == (400, "UnknownOperationException")
assert raw("Coffee.Make", b"{}") == (400, "UnknownOperationException")

key = session.get_credentials().access_key
for service, call, code in (("sagemaker", "list_models", "InvalidSignatureException"), ("s3", "list_buckets", "SignatureDoesNotMatch")):
    refused(getattr(boto3.client(service, aws_access_key_id=key, aws_secret_access_key="other"), call), code)
    refused(getattr(boto3.client(service, aws_access_key_id="AKIAUNKNOWN000000000", aws_secret_access_key="other"), call),
            "InvalidAccessKeyId" if service == "s3" else "UnrecognizedClientException")

loose = boto3.client("sagemaker", config=Config(parameter_validation=False))
request = training_request(unique("missing"), place)
refused(loose.create_training_job, "ValidationException", "RoleArn", **{k: v for k, v in request.items() if k != "RoleArn"})
refused(loose.create_training_job, "ValidationException", "TrainingJobName", **{**request, "TrainingJobName": "no spaces"})
refused(loose.create_training_job, "SerializationException", **{**request, "StoppingCondition": {"MaxRuntimeInSeconds": "long"}})
refused(loose.list_training_jobs, "ValidationException", "MaxResults", MaxResults=1000)
assert not sagemaker.list_training_jobs(NameContains=request["TrainingJobName"])["TrainingJobSummaries"]

first = {"Name": "First", "Type": "Training", "DependsOn": ["Second"], "Arguments": {}}
cycle = {"Version": "2020-12-01", "Steps": [first, {**first, "Name": "Second", "DependsOn": ["First"]}]}
pipeline = unique("cycle")
for definition, words in ((json.dumps(cycle), "first -> second -> first"), ("{", ""), (json.dumps({**cycle, "Steps": [{**first, "Type": "Coffee"}]}), "Coffee")):
    refused(sagemaker.create_pipeline, "ValidationException", words, PipelineName=pipeline, PipelineDefinition=definition,
            ClientRequestToken=unique("token-of-32-letters-at-the-least"), RoleArn=ROLE)
refused(sagemaker.describe_pipeline, "ResourceNotFound", PipelineName=pipeline)

stream = unique("stream")
kinesis.create_stream(StreamName=stream, ShardCount=1)
kinesis.get_waiter("stream_exists").wait(StreamName=stream, WaiterConfig=FAST)
limitless = boto3.client("kinesis", config=Config(parameter_validation=False))
refused(limitless.put_record, "ValidationException", StreamName=stream, PartitionKey="k", Data=b"x" * (1024 * 1024 + 1))
refused(limitless.put_records, "ValidationException", StreamName=stream, Records=[{"PartitionKey": "k", "Data": b"x"}] * 501)


def serve(name, model_url, **container):
    sagemaker.create_model(ModelName=name, ExecutionRoleArn=ROLE, PrimaryContainer={"Image": LINEAR, "ModelDataUrl": model_url, **container})
    sagemaker.create_endpoint_config(EndpointConfigName=name, ProductionVariants=[
        {"VariantName": "main", "ModelName": name, "InitialInstanceCount": 1, "InstanceType": "ml.m5.large"}])
    sagemaker.create_endpoint(EndpointName=name, EndpointConfigName=name)
    sagemaker.get_waiter("endpoint_in_service").wait(EndpointName=name, WaiterConfig=FAST)
    return name


job = train(unique("linear"), place)
endpoint = serve(unique("limited"), job["ModelArtifacts"]["S3ModelArtifacts"])
refused(runtime.invoke_endpoint, "RequestEntityTooLargeException", "HTTP content length exceeded 6291456 bytes", EndpointName=endpoint, ContentType="text/csv", Body=b"1,2\n" * (6 * 1024 * 1024 // 4 + 1))
refused(runtime.invoke_endpoint, "ModelError", EndpointName=endpoint, ContentType="text/csv", Body=b"1,\xff")
refused(runtime.invoke_endpoint, "ModelError", EndpointName=endpoint, ContentType="application/json", Body=b'{"instances": ')

GARBAGE = """
import os, socket
door = socket.create_server(("127.0.0.1", int(os.environ["SAGEMAKER_BIND_TO_PORT"])))
while True:
    connection, _ = door.accept()
    ping = connection.recv(65536).startswith(b"GET /ping")
    connection.sendall(b"HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\nConnection: close\\r\\n\\r\\n" if ping else b"garbage\\r\\n\\r\\n")
    connection.close()
"""
archive = io.BytesIO()
with tarfile.open(fileobj=archive, mode="w:gz") as tar:
    member = tarfile.TarInfo("code/inference.py")
    member.size = len(GARBAGE)
    tar.addfile(member, io.BytesIO(GARBAGE.encode()))
s3.put_object(Bucket=place, Key="garbage.tar.gz", Body=archive.getvalue())
garbage = serve(unique("garbage"), f"s3://{place}/garbage.tar.gz", Environment={"SAGEMAKER_PROGRAM": "inference.py"},
                Image="246618743249.dkr.ecr.us-west-2.amazonaws.com/sagemaker-scikit-learn:1.0-1-cpu-py3")
error = refused(runtime.invoke_endpoint, "ModelError", "server error (500)", EndpointName=garbage, ContentType="text/csv", Body="1")
assert error.response["OriginalStatusCode"] == 500, error.response

s3.put_object(Bucket=place, Key="bias/rows.csv", Body="age,paid\n30,1\n40,0\n50,1\n")
s3.put_object(Bucket=place, Key="bias/analysis_config.json", Body=json.dumps({
    "dataset_type": "text/csv", "label": "none", "label_values_or_threshold": [1], "facet": [{"name_or_index": "age", "value_or_threshold": [35]}],
    "methods": {"pre_training_bias": {"methods": "all"}, "report": {"name": "report", "title": "t"}}}))
name = unique("label")
sagemaker.create_processing_job(
    ProcessingJobName=name, RoleArn=ROLE,
    AppSpecification={"ImageUri": "306415355426.dkr.ecr.us-west-2.amazonaws.com/sagemaker-clarify-processing:1.0"},
    ProcessingResources={"ClusterConfig": {"InstanceCount": 1, "InstanceType": "ml.m5.large", "VolumeSizeInGB": 1}},
    ProcessingInputs=[{"InputName": kind, "S3Input": {
        "S3Uri": f"s3://{place}/bias/{file}", "LocalPath": f"/opt/ml/processing/input/{folder}", "S3DataType": "S3Prefix", "S3InputMode": "File"}}
        for kind, file, folder in (("dataset", "rows.csv", "data"), ("analysis_config", "analysis_config.json", "config"))],
    ProcessingOutputConfig={"Outputs": [{"OutputName": "analysis_result", "S3Output": {
        "S3Uri": f"s3://{place}/result", "LocalPath": "/opt/ml/processing/output", "S3UploadMode": "EndOfJob"}}]})
try:
    sagemaker.get_waiter("processing_job_completed_or_stopped").wait(ProcessingJobName=name, WaiterConfig=FAST)
except WaiterError as failed:
    assert "Failed" in str(failed), failed
job = sagemaker.describe_processing_job(ProcessingJobName=name)
assert job["ProcessingJobStatus"] == "Failed" and "none" in job["FailureReason"] and "label" in job["FailureReason"].lower(), job
