"""What the flows share. The clients are plain: everything they know comes from the environment that `-- env` prints."""
import time
import uuid

import boto3
from botocore.config import Config
from botocore.exceptions import WaiterError

ROLE = "arn:aws:iam::123456789012:role/anything"
LINEAR = "174872318107.dkr.ecr.us-west-2.amazonaws.com/linear-learner:1"
RESOURCES = {"InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 1}
FAST = {"Delay": 1, "MaxAttempts": 120}

s3, sagemaker, runtime, kinesis, sts = (boto3.client(name) for name in ("s3", "sagemaker", "sagemaker-runtime", "kinesis", "sts"))
# Debian's boto3 is older than Firehose's buffering of less than a minute, and would not send it.
firehose = boto3.client("firehose", config=Config(parameter_validation=False))


def unique(prefix):
    return f"{prefix}-{uuid.uuid4().hex[:8]}"


def bucket():
    name = unique("flow")
    s3.create_bucket(Bucket=name)
    s3.get_waiter("bucket_exists").wait(Bucket=name, WaiterConfig=FAST)
    return name


def training_rows(noise=7):
    """Label first, no header: the label is 1 where x + y is above 20, but for some noise."""
    return "\n".join(
        f"{int((x + y > 20) != ((x * 31 + y) % 97 < noise))},{x},{y}" for x in range(20) for y in range(20))


def channel(name, uri, content_type="text/csv"):
    return {
        "ChannelName": name, "ContentType": content_type,
        "DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": uri, "S3DataDistributionType": "FullyReplicated"}},
    }


def training_request(name, place, hyperparameters=None, image=LINEAR):
    return dict(
        TrainingJobName=name, RoleArn=ROLE,
        AlgorithmSpecification={"TrainingImage": image, "TrainingInputMode": "File"},
        HyperParameters=hyperparameters or {"predictor_type": "binary_classifier"},
        InputDataConfig=[channel("train", f"s3://{place}/train/"), channel("validation", f"s3://{place}/train/")],
        OutputDataConfig={"S3OutputPath": f"s3://{place}/models"}, ResourceConfig=RESOURCES,
        StoppingCondition={"MaxRuntimeInSeconds": 600})


def train(name, place, **more):
    s3.put_object(Bucket=place, Key="train/rows.csv", Body=training_rows())
    sagemaker.create_training_job(**training_request(name, place, **more))
    sagemaker.get_waiter("training_job_completed_or_stopped").wait(TrainingJobName=name, WaiterConfig=FAST)
    return sagemaker.describe_training_job(TrainingJobName=name)


def finished(job):
    """The job's description once it has ended, however it ended."""
    try:
        sagemaker.get_waiter("training_job_completed_or_stopped").wait(TrainingJobName=job, WaiterConfig=FAST)
    except WaiterError:
        pass
    return sagemaker.describe_training_job(TrainingJobName=job)


def completed(job):
    description = finished(job)
    assert description["TrainingJobStatus"] == "Completed", (job, description.get("FailureReason"))
    return description


def metrics(description):
    return {m["MetricName"]: m["Value"] for m in description["FinalMetricDataList"]}


def until(ask, what, patience=90):
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        answer = ask()
        if answer:
            return answer
        time.sleep(0.3)
    raise AssertionError(f"{what} did not happen within {patience} s")


def refused(call, code, fragment="", **arguments):
    """The call is refused with this code and a message that holds the fragment."""
    from botocore.exceptions import ClientError
    try:
        call(**arguments)
    except ClientError as error:
        found = error.response["Error"]
        assert found["Code"] == code, found
        assert fragment.lower() in found["Message"].lower(), found
        return error
    raise AssertionError(f"{call.__name__} was not refused with {code}")
