using MlPlatform.Storage.Index;

namespace MlPlatform.Storage.Protocol;

/// <summary>The object that x-amz-copy-source names.</summary>
internal sealed record CopySource(string Bucket, string Key)
{
    public static CopySource Of(S3Request request)
    {
        var header = (request.Header("x-amz-copy-source") ?? "").Split("?versionId=")[0];
        var (bucket, key) = S3Target.ParsePath(header);
        if (bucket is null || key is null)
        {
            throw S3Exception.InvalidArgument("x-amz-copy-source", header, "Copy Source must mention the source bucket and key: sourcebucket/sourcekey");
        }

        return new CopySource(bucket, key);
    }

    /// <summary>The source as it is now, if the request's conditions hold for it.</summary>
    public StoredObject Require(IndexConnection index, S3Request request)
    {
        BucketTable.Require(index, Bucket, request.Header("x-amz-source-expected-bucket-owner"));
        var found = ObjectTable.Require(index, Bucket, Key);
        Preconditions.CheckCopySource(request, found);
        return found;
    }
}
