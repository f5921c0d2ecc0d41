using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts;

/// <summary>A label of a resource.</summary>
public sealed record Tag
{
    [Required, StringLength(128, MinimumLength = 1)] public string Key { get; init; } = null!;

    [Required(AllowEmptyStrings = true), StringLength(256)] public string Value { get; init; } = null!;
}
