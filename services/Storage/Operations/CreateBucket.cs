using System.Net;
using System.Text.RegularExpressions;
using MlPlatform.Storage.Index;
using MlPlatform.Storage.Protocol;

namespace MlPlatform.Storage.Operations;

/// <summary>PUT /bucket : makes a bucket.</summary>
internal sealed partial class CreateBucket(ObjectIndex index, TimeProvider time) : IS3Operation
{
    public async Task HandleAsync(S3Request request, CancellationToken cancellationToken)
    {
        if (!IsValidName(request.Bucket))
        {
            throw new S3Exception(S3Error.InvalidBucketName, "The specified bucket is not valid.") { Details = [("BucketName", request.Bucket)] };
        }

        var configuration = await XmlBody.ReadAsync(request, cancellationToken);
        var region = configuration?.Text("LocationConstraint");
        var bucket = new Bucket(request.Bucket, request.Account, string.IsNullOrEmpty(region) ? request.Region : region, time.GetUtcNow());
        await index.WriteAsync(change => Add(change, bucket));
        request.Response.Headers.Location = "/" + bucket.Name;
    }

    private static bool Add(IndexChange change, Bucket bucket)
    {
        var existing = BucketTable.Find(change.Connection, bucket.Name);
        if (existing is not null)
        {
            throw existing.Owner == bucket.Owner
                ? new S3Exception(S3Error.BucketAlreadyOwnedByYou, "Your previous request to create the named bucket succeeded and you already own it.")
                : new S3Exception(S3Error.BucketAlreadyExists, "The requested bucket name is not available.");
        }

        BucketTable.Add(change.Connection, bucket);
        return true;
    }

    private static bool IsValidName(string name) =>
        NamePattern().IsMatch(name) && !name.Contains("..", StringComparison.Ordinal) && !IPAddress.TryParse(name, out _);

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
