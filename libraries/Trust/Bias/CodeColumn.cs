namespace MlPlatform.Trust.Bias;

/// <summary>A column as codes 0..k−1; a negative code is a missing value, and its row is left out of every count.</summary>
/// <param name="Name">How reasons and reports call the column.</param>
/// <param name="Codes">One code per row.</param>
/// <param name="Values">k.</param>
public sealed record CodeColumn(string Name, ReadOnlyMemory<int> Codes, int Values)
{
    /// <summary>What the codes stand for; without it, reports show the codes.</summary>
    public IReadOnlyList<string>? ValueNames { get; init; }

    /// <summary>One value of the column in words.</summary>
    public string Title(int code) =>
        $"{Name}={(ValueNames is { } names ? names[code] : code.ToString(System.Globalization.CultureInfo.InvariantCulture))}";
}
