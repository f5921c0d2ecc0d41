using MlPlatform.Storage.Operations;

namespace MlPlatform.Storage.Protocol;

/// <summary>What a target names.</summary>
internal enum S3Scope
{
    Service,
    Bucket,
    Object,
}

/// <summary>How an operation is told by method, scope, query and header. Routes are tried in order, the special before the plain.</summary>
internal sealed record S3Route(string Method, S3Scope Scope, Type Operation, string? Query = null, string? Header = null)
{
    public static readonly IReadOnlyList<S3Route> All =
    [
        new("GET", S3Scope.Service, typeof(ListBuckets)),
        new("GET", S3Scope.Bucket, typeof(GetBucketLocation), "location"),
        new("GET", S3Scope.Bucket, typeof(ListMultipartUploads), "uploads"),
        new("GET", S3Scope.Bucket, typeof(ListObjectsV2), "list-type"),
        new("GET", S3Scope.Bucket, typeof(ListObjects)),
        new("HEAD", S3Scope.Bucket, typeof(HeadBucket)),
        new("PUT", S3Scope.Bucket, typeof(CreateBucket)),
        new("DELETE", S3Scope.Bucket, typeof(DeleteBucket)),
        new("POST", S3Scope.Bucket, typeof(DeleteObjects), "delete"),
        new("GET", S3Scope.Object, typeof(GetObjectTagging), "tagging"),
        new("PUT", S3Scope.Object, typeof(PutObjectTagging), "tagging"),
        new("DELETE", S3Scope.Object, typeof(DeleteObjectTagging), "tagging"),
        new("GET", S3Scope.Object, typeof(ListParts), "uploadId"),
        new("PUT", S3Scope.Object, typeof(UploadPartCopy), "uploadId", "x-amz-copy-source"),
        new("PUT", S3Scope.Object, typeof(UploadPart), "uploadId"),
        new("POST", S3Scope.Object, typeof(CreateMultipartUpload), "uploads"),
        new("POST", S3Scope.Object, typeof(CompleteMultipartUpload), "uploadId"),
        new("DELETE", S3Scope.Object, typeof(AbortMultipartUpload), "uploadId"),
        new("GET", S3Scope.Object, typeof(GetObject)),
        new("HEAD", S3Scope.Object, typeof(HeadObject)),
        new("PUT", S3Scope.Object, typeof(CopyObject), null, "x-amz-copy-source"),
        new("PUT", S3Scope.Object, typeof(PutObject)),
        new("DELETE", S3Scope.Object, typeof(DeleteObject)),
    ];

    /// <summary>Query names that ask for an operation of their own; one without a route is an operation that is not implemented here.</summary>
    private static readonly HashSet<string> SubResources = new(StringComparer.Ordinal)
    {
        "accelerate", "acl", "analytics", "attributes", "cors", "delete", "encryption", "intelligent-tiering", "inventory",
        "legal-hold", "lifecycle", "location", "logging", "metrics", "notification", "object-lock", "ownershipControls",
        "policy", "policyStatus", "publicAccessBlock", "replication", "requestPayment", "restore", "retention", "select",
        "tagging", "torrent", "uploadId", "uploads", "versioning", "versionId", "versions", "website",
    };

    public static Type Find(S3Request request)
    {
        var scope = request.Target switch
        {
            { Bucket: null } => S3Scope.Service,
            { Key: null } => S3Scope.Bucket,
            _ => S3Scope.Object,
        };
        var asked = request.Target.Query.Keys.FirstOrDefault(SubResources.Contains);
        var ofMethod = All.Where(route => route.Method == request.Http.Request.Method && route.Scope == scope).ToList();
        var found = ofMethod.FirstOrDefault(route => route.Fits(request, asked));
        if (found is not null) return found.Operation;
        if (asked is not null) throw new S3Exception(S3Error.NotImplemented, $"The sub-resource '{asked}' is not implemented here.");
        throw new S3Exception(S3Error.MethodNotAllowed, "The specified method is not allowed against this resource.");
    }

    private bool Fits(S3Request request, string? asked)
    {
        if (Header is not null && request.Header(Header) is null) return false;
        return Query is null ? asked is null : request.Query(Query) is not null && (asked is null || asked == Query);
    }
}
