namespace MlPlatform.Jobs;

/// <summary>Objects that a job finds as files: a key prefix, or a manifest that lists keys.</summary>
public sealed record InputSource(S3Location Location, bool IsManifest, bool IsGzip)
{
    public const string Manifest = "ManifestFile";
    public const string Prefix = "S3Prefix";
    public const string Gzip = "Gzip";

    public static InputSource Create(string uri, string dataType, string? compression) =>
        new(S3Location.Parse(uri), dataType == Manifest, compression == Gzip);
}
