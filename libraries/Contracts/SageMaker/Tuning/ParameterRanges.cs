using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace MlPlatform.Contracts.SageMaker;

/// <summary>What a tuning job may choose from.</summary>
public sealed record ParameterRanges
{
    [MaxLength(30)] public IReadOnlyList<NumericParameterRange>? IntegerParameterRanges { get; init; }
    [MaxLength(30)] public IReadOnlyList<NumericParameterRange>? ContinuousParameterRanges { get; init; }
    [MaxLength(30)] public IReadOnlyList<CategoricalParameterRange>? CategoricalParameterRanges { get; init; }
    public JsonElement? AutoParameters { get; init; }
}

/// <summary>Integer or continuous, by the list it stands in; the bounds are text on the wire.</summary>
public sealed record NumericParameterRange
{
    [Required, StringLength(256)] public string Name { get; init; } = null!;
    [Required, StringLength(256)] public string MinValue { get; init; } = null!;
    [Required, StringLength(256)] public string MaxValue { get; init; } = null!;
    [AllowedValues("Auto", "Linear", "Logarithmic", "ReverseLogarithmic", null)] public string? ScalingType { get; init; }
}

public sealed record CategoricalParameterRange
{
    [Required, StringLength(256)] public string Name { get; init; } = null!;
    [Required, MinLength(1), MaxLength(30)] public IReadOnlyList<string> Values { get; init; } = null!;
}
