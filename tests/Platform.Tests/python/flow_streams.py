"""Kinesis and Firehose: records in, records out, and delivered to S3 once each."""
from common import FAST, ROLE, bucket, firehose, kinesis, refused, s3, unique, until

stream = unique("stream")
kinesis.create_stream(StreamName=stream, ShardCount=2)
kinesis.get_waiter("stream_exists").wait(StreamName=stream, WaiterConfig=FAST)
refused(kinesis.create_stream, "ResourceInUseException", StreamName=stream, ShardCount=1)
summary = kinesis.describe_stream_summary(StreamName=stream)["StreamDescriptionSummary"]
assert summary["OpenShardCount"] == 2 and stream in kinesis.list_streams()["StreamNames"]

place, delivery = bucket(), unique("delivery")
firehose.create_delivery_stream(
    DeliveryStreamName=delivery, DeliveryStreamType="KinesisStreamAsSource",
    KinesisStreamSourceConfiguration={"KinesisStreamARN": summary["StreamARN"], "RoleARN": ROLE},
    ExtendedS3DestinationConfiguration={
        "BucketARN": f"arn:aws:s3:::{place}", "RoleARN": ROLE, "Prefix": "rows/", "ErrorOutputPrefix": "errors/",
        "BufferingHints": {"SizeInMBs": 1, "IntervalInSeconds": 1}})
until(lambda: firehose.describe_delivery_stream(DeliveryStreamName=delivery)["DeliveryStreamDescription"]["DeliveryStreamStatus"] == "ACTIVE", "delivery")

sent = [f"row {number}".encode() for number in range(1200)]
for start in range(0, len(sent), 400):
    answer = kinesis.put_records(StreamName=stream, Records=[{"Data": row + b"\n", "PartitionKey": str(hash(row))} for row in sent[start:start + 400]])
    assert answer["FailedRecordCount"] == 0 and len(answer["Records"]) == 400
one = kinesis.put_record(StreamName=stream, Data=b"the last\n", PartitionKey="k")
assert one["ShardId"].startswith("shardId-")

read = []
for shard in kinesis.list_shards(StreamName=stream)["Shards"]:
    iterator = kinesis.get_shard_iterator(StreamName=stream, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON")["ShardIterator"]
    while True:
        page = kinesis.get_records(ShardIterator=iterator, Limit=500)
        read += [record["Data"].strip() for record in page["Records"]]
        iterator = page["NextShardIterator"]
        if page["MillisBehindLatest"] == 0 and not page["Records"]:
            break
assert sorted(read) == sorted(sent + [b"the last"])
refused(kinesis.get_records, "InvalidArgumentException", ShardIterator="nonsense")
refused(kinesis.describe_stream_summary, "ResourceNotFoundException", StreamName=unique("none"))


def delivered():
    lines = []
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=place, Prefix="rows/"):
        for item in page.get("Contents", []):
            lines += s3.get_object(Bucket=place, Key=item["Key"])["Body"].read().splitlines()
    return lines


until(lambda: len(delivered()) >= len(sent) + 1, "delivery of every record")
assert sorted(delivered()) == sorted(sent + [b"the last"])

direct = unique("direct")
firehose.create_delivery_stream(
    DeliveryStreamName=direct,
    ExtendedS3DestinationConfiguration={"BucketARN": f"arn:aws:s3:::{place}", "RoleARN": ROLE, "Prefix": "direct/",
                                        "BufferingHints": {"SizeInMBs": 1, "IntervalInSeconds": 1}})
until(lambda: firehose.describe_delivery_stream(DeliveryStreamName=direct)["DeliveryStreamDescription"]["DeliveryStreamStatus"] == "ACTIVE", "delivery")
assert firehose.put_record_batch(DeliveryStreamName=direct, Records=[{"Data": b"a\n"}, {"Data": b"b\n"}])["FailedPutCount"] == 0
firehose.put_record(DeliveryStreamName=direct, Record={"Data": b"c\n"})
until(lambda: s3.list_objects_v2(Bucket=place, Prefix="direct/")["KeyCount"] > 0, "direct delivery")
assert {delivery, direct} <= set(firehose.list_delivery_streams()["DeliveryStreamNames"])
firehose.delete_delivery_stream(DeliveryStreamName=direct)
firehose.delete_delivery_stream(DeliveryStreamName=delivery)
kinesis.delete_stream(StreamName=stream)
kinesis.get_waiter("stream_not_exists").wait(StreamName=stream, WaiterConfig=FAST)
