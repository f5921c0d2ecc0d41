"""Processing jobs: a Python script, a shell script, a failure with its message."""
from common import FAST, ROLE, bucket, refused, s3, sagemaker, unique

place = bucket()
s3.put_object(Bucket=place, Key="in/a.txt", Body=b"three words here")
s3.put_object(Bucket=place, Key="code/count.py", Body=b"""
import pathlib
text = pathlib.Path('/opt/ml/processing/input/data/a.txt').read_text()
pathlib.Path('/opt/ml/processing/output/count.txt').write_text(str(len(text.split())))
pathlib.Path('/opt/ml/output/message').write_text('counted')
""")


def s3_input(name, uri, path):
    return {"InputName": name, "S3Input": {"S3Uri": uri, "LocalPath": path, "S3DataType": "S3Prefix", "S3InputMode": "File", "S3DataDistributionType": "FullyReplicated"}}


def process(entrypoint, image="246618743249.dkr.ecr.us-west-2.amazonaws.com/sagemaker-scikit-learn:1.0-1-cpu-py3"):
    from botocore.exceptions import WaiterError
    name = unique("process")
    sagemaker.create_processing_job(
        ProcessingJobName=name, RoleArn=ROLE, AppSpecification={"ImageUri": image, "ContainerEntrypoint": entrypoint},
        ProcessingResources={"ClusterConfig": {"InstanceCount": 1, "InstanceType": "ml.m5.large", "VolumeSizeInGB": 1}},
        ProcessingInputs=[s3_input("data", f"s3://{place}/in/", "/opt/ml/processing/input/data"),
                          s3_input("code", f"s3://{place}/code/count.py", "/opt/ml/processing/input/code")],
        ProcessingOutputConfig={"Outputs": [{"OutputName": "out", "S3Output": {
            "S3Uri": f"s3://{place}/{name}", "LocalPath": "/opt/ml/processing/output", "S3UploadMode": "EndOfJob"}}]})
    try:
        sagemaker.get_waiter("processing_job_completed_or_stopped").wait(ProcessingJobName=name, WaiterConfig=FAST)
    except WaiterError:
        pass
    return sagemaker.describe_processing_job(ProcessingJobName=name)


job = process(["python3", "/opt/ml/processing/input/code/count.py"])
assert job["ProcessingJobStatus"] == "Completed" and job["ExitMessage"] == "counted", job
assert s3.get_object(Bucket=place, Key=f"{job['ProcessingJobName']}/count.txt")["Body"].read() == b"3"

job = process(["/bin/sh", "-c", "wc -w < /opt/ml/processing/input/data/a.txt > /opt/ml/processing/output/count.txt"])
assert job["ProcessingJobStatus"] == "Completed", job

job = process(["/bin/sh", "-c", "exit 3"])
assert job["ProcessingJobStatus"] == "Failed" and "3" in job["FailureReason"], job
refused(sagemaker.describe_processing_job, "ValidationException", "Could not find", ProcessingJobName=unique("none"))
