namespace MlPlatform.Jobs;

/// <summary>A bucket and a key or key prefix, as an s3:// address names them.</summary>
public sealed record S3Location(string Bucket, string Key)
{
    public static S3Location Parse(string uri)
    {
        if (!uri.StartsWith("s3://", StringComparison.Ordinal)) throw new JobInputException($"{uri} is no S3 address: it must start with s3://.");
        var slash = uri.IndexOf('/', "s3://".Length);
        var bucket = slash < 0 ? uri["s3://".Length..] : uri["s3://".Length..slash];
        if (bucket.Length == 0) throw new JobInputException($"{uri} names no bucket.");
        return new(bucket, slash < 0 ? "" : uri[(slash + 1)..]);
    }

    /// <summary>The location of something below this one.</summary>
    public S3Location Below(string path) => this with { Key = Key.Length == 0 ? path : $"{Key.TrimEnd('/')}/{path}" };

    public override string ToString() => $"s3://{Bucket}/{Key}";
}
