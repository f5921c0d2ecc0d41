namespace MlPlatform.Trust.Counterfactuals;

/// <summary>Two rows are equal where all their values are; two missing values are.</summary>
internal sealed class RowEquality : IEqualityComparer<double[]>
{
    public static readonly RowEquality Instance = new();

    public bool Equals(double[]? x, double[]? y) => x is not null && y is not null && x.AsSpan().SequenceEqual(y);

    public int GetHashCode(double[] obj)
    {
        var hash = default(HashCode);
        foreach (var value in obj) hash.Add(value);
        return hash.ToHashCode();
    }
}
