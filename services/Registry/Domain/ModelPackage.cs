using MlPlatform.Aws.Documents;
using MlPlatform.Contracts.SageMaker.Registry;

namespace MlPlatform.Registry.Domain;

/// <summary>A model package as stored: what was registered, and what has been decided about it since.</summary>
public sealed record ModelPackage
{
    /// <summary>The index that orders packages by group and version.</summary>
    public const string GroupIndex = "group";

    /// <summary><c>group/version</c>, or the name of a package without a group.</summary>
    public required string Id { get; init; }
    public required string Arn { get; init; }
    public string? GroupName { get; init; }
    public int? Version { get; init; }
    public DateTimeOffset CreationTime { get; init; }
    public DateTimeOffset LastModifiedTime { get; init; }
    public string? ApprovalStatus { get; init; }
    public string? ApprovalDescription { get; init; }
    public IReadOnlyDictionary<string, string>? CustomerMetadata { get; init; }

    /// <summary>The request that registered it; what never changes is read from here.</summary>
    public required CreateModelPackageRequest Registered { get; init; }

    /// <summary>The id for a name, a <c>group/version</c> or an ARN of either.</summary>
    public static string IdOf(string nameOrArn) => Contracts.Arn.Name(nameOrArn);

    public static ListedResource Listed(ModelPackage package) =>
        new(package.GroupName ?? package.Id, package.CreationTime, package.LastModifiedTime, package.ApprovalStatus ?? "");

    public static IReadOnlyDictionary<string, string> Indexes(ModelPackage package) =>
        new Dictionary<string, string>(ListIndexes.Of(Listed(package)))
        {
            [GroupIndex] = $"{package.GroupName}/{IndexKey.Of(package.Version ?? 0)}",
        };

    /// <summary>The package as DescribeModelPackage shows it.</summary>
    public DescribeModelPackageResponse Describe() => new()
    {
        ModelPackageName = Id,
        ModelPackageGroupName = GroupName,
        ModelPackageVersion = Version,
        ModelPackageArn = Arn,
        ModelPackageDescription = Registered.ModelPackageDescription,
        CreationTime = CreationTime,
        LastModifiedTime = LastModifiedTime,
        InferenceSpecification = Registered.InferenceSpecification,
        SourceAlgorithmSpecification = Registered.SourceAlgorithmSpecification,
        ValidationSpecification = Registered.ValidationSpecification,
        ModelPackageStatus = "Completed",
        ModelPackageStatusDetails = new ModelPackageStatusDetails(),
        CertifyForMarketplace = Registered.CertifyForMarketplace ?? false,
        ModelApprovalStatus = ApprovalStatus,
        ApprovalDescription = ApprovalDescription,
        MetadataProperties = Registered.MetadataProperties,
        ModelMetrics = Registered.ModelMetrics,
        Domain = Registered.Domain,
        Task = Registered.Task,
        SamplePayloadUrl = Registered.SamplePayloadUrl,
        CustomerMetadataProperties = CustomerMetadata,
        DriftCheckBaselines = Registered.DriftCheckBaselines,
        AdditionalInferenceSpecifications = Registered.AdditionalInferenceSpecifications,
        SkipModelValidation = Registered.SkipModelValidation,
        SourceUri = Registered.SourceUri,
        ModelCard = Registered.ModelCard,
    };
}
