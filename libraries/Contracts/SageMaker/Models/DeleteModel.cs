using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Models;

/// <summary>Deletes a model; endpoints that serve it go on until they change.</summary>
public sealed record DeleteModelRequest : IAwsRequest<EmptyResponse>
{
    public static string Target => "SageMaker.DeleteModel";

    [Required, StringLength(63)] public string ModelName { get; init; } = null!;
}
