"""Every built-in algorithm by AWS's own image address: trained, measured, served, and answering in the form of SageMaker's."""
import json
import math
import re

from common import FAST, RESOURCES, ROLE, bucket, channel, completed, metrics, refused, runtime, s3, sagemaker, unique

AWS = "382416733822.dkr.ecr.us-east-1.amazonaws.com"
XGBOOST = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1"
CENTRES = ((0, 0), (12, 0), (0, 12))
LABELLED, UNLABELLED, LIBSVM = "text/csv", "text/csv;label_size=0", "text/libsvm"


def spiral(count, size):
    """Points that fill a disc evenly, the same at every run."""
    return [(size * math.sqrt((i + 0.5) / count) * math.cos(i * 2.4), size * math.sqrt((i + 0.5) / count) * math.sin(i * 2.4)) for i in range(count)]


def clouds():
    """Three clouds; the label is the cloud's number."""
    return [(cloud, x + dx, y + dy) for dx, dy in spiral(60, 2) for cloud, (x, y) in enumerate(CENTRES)]


def quadrants():
    """A label that no line separates: 1 where x and y have the same sign."""
    return [(int(x * y > 0), x, y) for x, y in spiral(400, 10)]


def plane():
    return [(3 * x - 2 * y + 5, x, y) for x, y in spiral(200, 10)]


def halves():
    return [(int(x + y > 0), x, y) for x, y in spiral(200, 10)]


def text_of(rows, content_type):
    if content_type == LIBSVM:
        return "\n".join(f"{label} 0:{x} 1:{y}" for label, x, y in rows)
    return "\n".join(",".join(map(str, row if content_type == LABELLED else row[1:])) for row in rows)


class Case:
    """One algorithm on one kind of data, and what must come out."""

    def __init__(self, image, rows, hyperparameters, metric, check, content_type=LABELLED):
        self.image, self.rows, self.hyperparameters, self.content_type = image, rows, hyperparameters, content_type
        self.metric, self.check = metric, check
        self.name = unique(re.sub("[^a-z]", "", image.split("/")[-1].split(":")[0]))

    def start(self, place):
        folder = f"{place}/{self.name}"
        s3.put_object(Bucket=place, Key=f"{self.name}/train/rows", Body=text_of(self.rows(), self.content_type))
        sagemaker.create_training_job(
            TrainingJobName=self.name, RoleArn=ROLE, AlgorithmSpecification={"TrainingImage": self.image, "TrainingInputMode": "File"},
            HyperParameters=self.hyperparameters, OutputDataConfig={"S3OutputPath": f"s3://{place}/models"}, ResourceConfig=RESOURCES,
            InputDataConfig=[channel(name, f"s3://{folder}/train/", self.content_type) for name in ("train", "validation")],
            StoppingCondition={"MaxRuntimeInSeconds": 600})

    def serve(self):
        job = completed(self.name)
        if self.metric:
            name, low, high = self.metric
            assert low <= metrics(job)[name] <= high, (self.name, metrics(job))
        sagemaker.create_model(ModelName=self.name, ExecutionRoleArn=ROLE, PrimaryContainer={
            "Image": self.image, "ModelDataUrl": job["ModelArtifacts"]["S3ModelArtifacts"]})
        sagemaker.create_endpoint_config(EndpointConfigName=self.name, ProductionVariants=[
            {"VariantName": "main", "ModelName": self.name, "InitialInstanceCount": 1, "InstanceType": "ml.m5.large"}])
        sagemaker.create_endpoint(EndpointName=self.name, EndpointConfigName=self.name)

    def invoke(self, body, content_type, **more):
        answer = runtime.invoke_endpoint(EndpointName=self.name, ContentType=content_type, Body=body, **more)
        return answer["ContentType"], answer["Body"].read().decode()

    def ask(self, *rows):
        """The answer to rows; it must be the same in each form of a request."""
        instances = [{"features": row} for row in rows]
        csv = "\n".join(",".join(map(str, row)) for row in rows)
        lines = "\n".join(map(json.dumps, instances))
        accepted, text = self.invoke(csv, "text/csv", Accept="application/json")
        assert accepted == "application/json" and self.invoke(json.dumps({"instances": instances}), accepted, Accept=accepted) == (accepted, text), text
        accepted, answers = self.invoke(lines, "application/jsonlines", Accept="application/jsonlines")
        answer = json.loads(text)
        assert accepted == "application/jsonlines" and [json.loads(line) for line in answers.splitlines()] == next(iter(answer.values())), answers
        return answer


def near(found, expected, tolerance):
    assert abs(found - expected) <= tolerance, (found, expected)


def one_member(answer, member):
    assert list(answer) == [member], answer
    return answer[member]


def halves_classes(answer):
    high, low = one_member(answer((5, 4), (-5, -4)), "predictions")
    assert (high["predicted_label"], low["predicted_label"]) == (1, 0) and high["score"] > 0.9 > 0.1 > low["score"], (high, low)


def plane_numbers(answer):
    first, second = one_member(answer((1, 1), (-3, 2)), "predictions")
    near(first["score"], 6, 0.01)
    near(second["score"], -8, 0.01)


def plane_nearly(answer):
    first, second = one_member(answer((1, 1), (-3, 2)), "predictions")
    near(first["score"], 6, 2.5)
    near(second["score"], -8, 2.5)


def quadrant_scores(answer):
    scores = [one["score"] for one in one_member(answer((5, 4), (-5, -4), (5, -4), (-4, 5)), "predictions")]
    assert min(scores[:2]) > 0.8 and max(scores[2:]) < 0.2, scores


def cloud_classes(answer):
    found = one_member(answer(*CENTRES), "predictions")
    assert [one["predicted_label"] for one in found] == [0, 1, 2], found
    for one in found:
        near(sum(one["score"]), 1, 1e-6)
        assert max(one["score"]) == one["score"][int(one["predicted_label"])] > 0.8, one


def cloud_labels(answer):
    assert [one["predicted_label"] for one in one_member(answer(*CENTRES), "predictions")] == [0, 1, 2]


def along_the_diagonal(answer):
    """The clouds differ most along the line from (0, 12) to (12, 0), so the first coordinate puts them in that order, 12 times the root of 2 apart."""
    first, middle, last = [one["projection"][0] for one in one_member(answer((12, 0), (0, 0), (0, 12)), "projections")]
    near(abs(first - last), 12 * math.sqrt(2), 0.1)
    near(middle, (first + last) / 2, 0.1)


def far_is_unusual(answer):
    usual, unusual = [one["score"] for one in one_member(answer((3, 3), (40, -40)), "scores")]
    assert unusual > 2 * usual > 0, (usual, unusual)


def own_clusters(answer):
    found = one_member(answer(*CENTRES), "predictions")
    assert len({one["closest_cluster"] for one in found}) == 3 and all(one["distance_to_cluster"] < 0.2 for one in found), found


TREES = {"num_round": "30", "eta": "0.3", "max_depth": "3"}
CASES = [
    Case(f"{AWS}/linear-learner:1", halves, {"predictor_type": "binary_classifier"}, ("validation:auc", 0.999, 1), halves_classes),
    Case(f"{AWS}/linear-learner:1", plane, {"predictor_type": "regressor", "wd": "0"}, ("validation:rmse", 0, 0.01), plane_numbers),
    Case(f"{AWS}/linear-learner:1", clouds, {"predictor_type": "multiclass_classifier", "num_classes": "3"}, ("validation:accuracy", 0.99, 1), cloud_classes),
    Case(XGBOOST, quadrants, {**TREES, "objective": "binary:logistic", "eval_metric": "auc"}, ("validation:auc", 0.999, 1), quadrant_scores),
    Case(XGBOOST, quadrants, {**TREES, "objective": "binary:logistic", "eval_metric": "auc"}, ("validation:auc", 0.999, 1), quadrant_scores, LIBSVM),
    Case(XGBOOST, clouds, {**TREES, "objective": "multi:softprob", "num_class": "3"}, ("validation:mlogloss", 0, 0.1), cloud_classes),
    Case(XGBOOST, plane, {**TREES, "objective": "reg:squarederror"}, ("validation:rmse", 0, 1), plane_nearly),
    Case(f"{AWS}/multilayer-perceptron:1", quadrants, {}, ("validation:auc", 0.99, 1), quadrant_scores),
    Case(f"{AWS}/knn:1", clouds, {"k": "3", "predictor_type": "classifier", "sample_size": "180", "feature_dim": "2"}, ("validation:accuracy", 0.99, 1), cloud_labels),
    Case(f"{AWS}/pca:1", clouds, {"num_components": "1", "feature_dim": "2"}, None, along_the_diagonal, UNLABELLED),
    Case(f"{AWS}/randomcutforest:1", quadrants, {"num_trees": "50", "feature_dim": "2"}, None, far_is_unusual, UNLABELLED),
    Case(f"{AWS}/kmeans:1", clouds, {"k": "3", "feature_dim": "2"}, ("validation:msd", 1.9, 2.1), own_clusters, UNLABELLED),
]

place = bucket()
for case in CASES:
    case.start(place)
for case in CASES:
    case.serve()
for case in CASES:
    sagemaker.get_waiter("endpoint_in_service").wait(EndpointName=case.name, WaiterConfig=FAST)
    case.check(case.ask)
    refused(case.invoke, "ModelError", "2", body="1,2,3,4,5", content_type="text/csv")
    refused(case.invoke, "ModelError", "number", body="1,many", content_type="text/csv")

# XGBoost answers in CSV unless asked otherwise, and takes libsvm.
trees = next(case for case in CASES if case.image == XGBOOST)
for body, content_type in (("5,4\n5,-4", "text/csv"), ("0:5 1:4\n0:5 1:-4", "text/libsvm")):
    accepted, text = trees.invoke(body, content_type)
    high, low = map(float, text.replace("\n", ",").strip(",").split(","))
    assert accepted.startswith("text/csv") and high > 0.8 > 0.2 > low, (accepted, text)

for case in CASES:
    sagemaker.delete_endpoint(EndpointName=case.name)
