"""How training by a built-in algorithm ends: stopped with what it has, taken up from a checkpoint, refused with the name of what is wrong."""
import io
import os
import re
import signal
import tarfile

from common import LINEAR, bucket, channel, completed, finished, metrics, s3, sagemaker, training_request, training_rows, unique, until

KMEANS = LINEAR.replace("linear-learner", "kmeans")
XGBOOST = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1"
BINARY = {"predictor_type": "binary_classifier"}
# One row a step and tiny steps: only a stop ends it within the patience of this flow.
SLOW = {**BINARY, "optimizer": "sgd", "learning_rate": "0.00001", "mini_batch_size": "1", "epochs": "10000", "early_stopping_patience": "10000"}

place = bucket()
s3.put_object(Bucket=place, Key="train/rows.csv", Body=training_rows())


def start(hyperparameters, folder="train", content_type="text/csv", image=LINEAR, **more):
    job = unique("ends")
    request = {**training_request(job, place, hyperparameters=hyperparameters, image=image), **more}
    request["InputDataConfig"] = [channel(name, f"s3://{place}/{folder}/", content_type) for name in ("train", "validation")]
    sagemaker.create_training_job(**request)
    return job


def environment_of(job):
    """Process id and environment of a job's program, which runs on this machine; None while there is none."""
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            if os.path.basename(os.readlink(f"/proc/{pid}/exe")) == "MlPlatform.Algorithms":
                with open(f"/proc/{pid}/environ") as text:
                    environment = dict(line.split("=", 1) for line in text.read().split("\0") if "=" in line)
                if environment.get("TRAINING_JOB_NAME") == job:
                    return int(pid), environment
        except OSError:
            pass  # it ended meanwhile
    return None


def saved_round(files):
    """The round of the newest checkpoint among files, or 0."""
    return max((int(found[1]) for found in (re.search(r"round-(\d+)\.mlp$", file) for file in files) if found), default=0)


def running(job):
    """Waits until the job's program has saved a checkpoint."""
    pid, environment = until(lambda: environment_of(job), "the start of the program")
    folder = os.path.join(environment["SAGEMAKER_BASE_DIR"], "checkpoints")
    until(lambda: saved_round(os.listdir(folder)), "a checkpoint")
    return pid, os.path.dirname(os.path.dirname(environment["SAGEMAKER_BASE_DIR"]))


def log(jobs, job, attempt):
    """What a job printed so far; empty where it has not got there."""
    path = os.path.join(jobs, job, "run", str(attempt), "log")
    return open(path).read() if os.path.exists(path) else ""


def model_of(description):
    """The bytes of the model in a job's archive, the only file there."""
    key = description["ModelArtifacts"]["S3ModelArtifacts"].split("/", 3)[3]
    with tarfile.open(fileobj=io.BytesIO(s3.get_object(Bucket=place, Key=key)["Body"].read())) as archive:
        assert archive.getnames() == ["model.mlp"], archive.getnames()
        return archive.extractfile("model.mlp").read()


# A stop keeps the model of the rounds so far, its figures and the checkpoint.
checkpoints = {"CheckpointConfig": {"S3Uri": f"s3://{place}/checkpoints"}}
job = start(SLOW, **checkpoints)
_, jobs = running(job)
sagemaker.stop_training_job(TrainingJobName=job)
stopped = finished(job)
assert stopped["TrainingJobStatus"] == stopped["SecondaryStatus"] == "Stopped", stopped
assert metrics(stopped)["validation:auc"] > 0.8, metrics(stopped)
assert model_of(stopped)
reached = saved_round(entry["Key"] for entry in s3.list_objects_v2(Bucket=place, Prefix="checkpoints/")["Contents"])
assert reached > 0

# The next job of the same checkpoints goes on there.
job = start({**SLOW, "epochs": str(reached + 10)}, **checkpoints)
completed(job)
assert f"Going on after round {reached} " in log(jobs, job, 1), log(jobs, job, 1)[:500]

# A program that is killed from outside starts again, from its own checkpoint, and ends with the model of one that was left alone.
deep = {"objective": "binary:logistic", "num_round": "2500", "eta": "0.01", "subsample": "0.5", "seed": "3"}
alone, job = start(deep, image=XGBOOST), start(deep, image=XGBOOST)
pid, _ = running(job)
os.kill(pid, signal.SIGKILL)
killed = completed(job)
assert "Going on after round" in log(jobs, job, 2), log(jobs, job, 1)[-500:]
assert metrics(killed) == metrics(completed(alone)), (metrics(killed), metrics(finished(alone)))
assert model_of(killed) == model_of(finished(alone))

# What is wrong is named in the reason of the failure, for hyperparameters and for data.
s3.put_object(Bucket=place, Key="numbers/rows.csv", Body="0,1,2\n1,2,3\n7,3,4\n")
s3.put_object(Bucket=place, Key="header/rows.csv", Body="label,x,y\n0,1,2\n1,2,3\n")
WRONG = [
    (start({**BINARY, "epohcs": "3"}), "epohcs"),
    (start({**BINARY, "epochs": "0"}), "epochs is '0'"),
    (start({**BINARY, "l1": "much"}), "l1 is 'much'"),
    (start({"predictor_type": "oracle"}), "predictor_type"),
    (start({**BINARY, "feature_dim": "7"}), "feature_dim is 7"),
    (start(BINARY, folder="numbers"), "7"),
    (start(BINARY, content_type="image/png"), "image/png"),
    (start({"num_round": "5", "eta": "7"}, image=XGBOOST), "eta is '7'"),
    (start({"num_round": "5", "objective": "binary:logitic"}, image=XGBOOST), "binary:logitic"),
    (start({"num_round": "5", "objective": "binary:logistic"}, folder="numbers", image=XGBOOST), "7"),
    (start({"num_round": "5", "objective": "multi:softprob", "num_class": "3"}, folder="numbers", image=XGBOOST), "7"),
    (start({"num_round": "5", "objective": "reg:squarederror"}, folder="header", image=XGBOOST), "looks like a header (label, x, y)"),
    (start({"num_round": "5", "early_stoping_rounds": "3"}, image=XGBOOST), "early_stoping_rounds"),
    (start({"num_round": "5", "eval_metric": "gini"}, image=XGBOOST), "gini"),
    (start({"k": "0"}, image=KMEANS), "k is '0'"),
    (start({"k": "1000"}, image=KMEANS), "1000"),
]
for job, reason in WRONG:
    failed = finished(job)
    assert failed["TrainingJobStatus"] == "Failed" and failed["FailureReason"].startswith("AlgorithmError: "), failed
    assert reason in failed["FailureReason"], (reason, failed["FailureReason"])
