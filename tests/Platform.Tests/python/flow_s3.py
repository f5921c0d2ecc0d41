"""S3: objects, listings, ranges, conditions, multipart uploads, presigned addresses."""
import io
import urllib.request

from common import bucket, refused, s3, sts, unique

assert sts.get_caller_identity()["Account"] == "123456789012"

place = bucket()
assert place in [found["Name"] for found in s3.list_buckets()["Buckets"]]
refused(s3.head_object, "404", Bucket=place, Key="none")
refused(s3.get_object, "NoSuchKey", Bucket=place, Key="none")
refused(s3.list_objects_v2, "NoSuchBucket", Bucket=unique("none"))

odd = "a b/ü+&=%2F//c.txt"
s3.put_object(Bucket=place, Key=odd, Body=b"0123456789", ContentType="text/plain", Metadata={"who": "me"})
got = s3.get_object(Bucket=place, Key=odd)
assert got["Body"].read() == b"0123456789" and got["ContentType"] == "text/plain" and got["Metadata"] == {"who": "me"}
assert s3.get_object(Bucket=place, Key=odd, Range="bytes=2-4")["Body"].read() == b"234"
refused(s3.get_object, "InvalidRange", Bucket=place, Key=odd, Range="bytes=50-60")
refused(s3.get_object, "PreconditionFailed", Bucket=place, Key=odd, IfMatch='"0"')

for number in range(25):
    s3.put_object(Bucket=place, Key=f"list/{number % 5}/{number:03}", Body=b"x")
pages = list(s3.get_paginator("list_objects_v2").paginate(Bucket=place, Prefix="list/", PaginationConfig={"PageSize": 7}))
assert [item["Key"] for page in pages for item in page["Contents"]] == sorted(f"list/{n % 5}/{n:03}" for n in range(25)) and len(pages) == 4
assert [p["Prefix"] for p in s3.list_objects_v2(Bucket=place, Prefix="list/", Delimiter="/")["CommonPrefixes"]] == [f"list/{n}/" for n in range(5)]
assert odd in [item["Key"] for item in s3.list_objects(Bucket=place)["Contents"]]

large = bytes(range(256)) * (20 * 4096)
s3.upload_fileobj(io.BytesIO(large), place, "large")
target = io.BytesIO()
s3.download_fileobj(place, "large", target)
assert target.getvalue() == large and s3.head_object(Bucket=place, Key="large")["ETag"].endswith('-3"')
s3.copy_object(Bucket=place, Key="copy", CopySource={"Bucket": place, "Key": "large"})
assert s3.head_object(Bucket=place, Key="copy")["ContentLength"] == len(large)

upload = s3.create_multipart_upload(Bucket=place, Key="parts")["UploadId"]
part = s3.upload_part(Bucket=place, Key="parts", UploadId=upload, PartNumber=1, Body=b"p" * 100)
assert s3.list_parts(Bucket=place, Key="parts", UploadId=upload)["Parts"][0]["ETag"] == part["ETag"]
assert upload in [found["UploadId"] for found in s3.list_multipart_uploads(Bucket=place)["Uploads"]]
s3.abort_multipart_upload(Bucket=place, Key="parts", UploadId=upload)
refused(s3.list_parts, "NoSuchUpload", Bucket=place, Key="parts", UploadId=upload)

address = s3.generate_presigned_url("get_object", Params={"Bucket": place, "Key": odd}, ExpiresIn=60)
assert urllib.request.urlopen(address).read() == b"0123456789"

refused(s3.delete_bucket, "BucketNotEmpty", Bucket=place)
keys = [item["Key"] for page in s3.get_paginator("list_objects_v2").paginate(Bucket=place) for item in page["Contents"]]
assert len(s3.delete_objects(Bucket=place, Delete={"Objects": [{"Key": key} for key in keys]})["Deleted"]) == len(keys)
s3.delete_bucket(Bucket=place)
s3.get_waiter("bucket_not_exists").wait(Bucket=place)
