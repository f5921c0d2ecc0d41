"""S3, Kinesis and Firehose with plain boto3, configured by nothing but the environment (`-- env`).

Puts rows into a stream, has them delivered to a bucket, and counts them there; exits 0 when every row arrived once.
"""
import json
import time
import uuid

import boto3

ROWS = 2000
DEADLINE_SECONDS = 120


def main():
    name = "check-" + uuid.uuid4().hex[:12]
    s3, kinesis, firehose = (boto3.client(service) for service in ("s3", "kinesis", "firehose"))
    role = "arn:aws:iam::%s:role/delivery" % boto3.client("sts").get_caller_identity()["Account"]

    s3.create_bucket(Bucket=name)
    s3.put_object(Bucket=name, Key="a b/ü+%.txt", Body=b"hello", Metadata={"origin": "check"})
    got = s3.get_object(Bucket=name, Key="a b/ü+%.txt")
    assert got["Body"].read() == b"hello" and got["Metadata"] == {"origin": "check"}
    large = bytes(range(256)) * 4 * 1024 * 10
    s3.put_object(Bucket=name, Key="large", Body=large)
    assert s3.get_object(Bucket=name, Key="large", Range="bytes=1000-1999")["Body"].read() == large[1000:2000]

    kinesis.create_stream(StreamName=name, ShardCount=2)
    kinesis.get_waiter("stream_exists").wait(StreamName=name)
    stream = kinesis.describe_stream(StreamName=name)["StreamDescription"]["StreamARN"]
    firehose.create_delivery_stream(
        DeliveryStreamName=name,
        DeliveryStreamType="KinesisStreamAsSource",
        KinesisStreamSourceConfiguration={"KinesisStreamARN": stream, "RoleARN": role},
        ExtendedS3DestinationConfiguration={
            "RoleARN": role,
            "BucketARN": "arn:aws:s3:::" + name,
            "Prefix": "rows/!{timestamp:yyyy}/",
            "ErrorOutputPrefix": "errors/!{firehose:error-output-type}/",
            "BufferingHints": {"SizeInMBs": 1, "IntervalInSeconds": 60},
        },
    )
    for start in range(0, ROWS, 500):
        records = [{"Data": json.dumps({"id": i}).encode() + b"\n", "PartitionKey": str(i)} for i in range(start, start + 500)]
        assert kinesis.put_records(StreamName=name, Records=records)["FailedRecordCount"] == 0

    ids = delivered(s3, name)
    assert sorted(ids) == list(range(ROWS)), "%d rows delivered, %d different" % (len(ids), len(set(ids)))
    firehose.delete_delivery_stream(DeliveryStreamName=name)
    kinesis.delete_stream(StreamName=name)
    print("%d rows sent, each delivered once" % ROWS)


def delivered(s3, bucket):
    deadline = time.monotonic() + DEADLINE_SECONDS
    ids = []
    while len(ids) < ROWS and time.monotonic() < deadline:
        time.sleep(1)
        pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix="rows/")
        keys = [item["Key"] for page in pages for item in page.get("Contents", [])]
        bodies = [s3.get_object(Bucket=bucket, Key=key)["Body"].read() for key in keys]
        ids = [json.loads(line)["id"] for body in bodies for line in body.splitlines()]
    return ids


if __name__ == "__main__":
    main()
