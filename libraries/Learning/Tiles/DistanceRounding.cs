namespace MlPlatform.Learning.Tiles;

/// <summary>What a squared distance of floats may be wrong by: so much per squared length of the row, and so much in any case.</summary>
internal readonly record struct DistanceRounding(float PerSquare, float Fixed)
{
    private const float Unit = 1.2e-7f;

    /// <summary>That of distances to points, whose offsets are their squared lengths.</summary>
    public static DistanceRounding Of(PackedPoints points)
    {
        var longest = 0f;
        for (var i = 0; i < points.Count; i++) longest = MathF.Max(longest, points.Offsets[i]);
        var perSquare = Unit * (points.Width + 4);
        return new DistanceRounding(perSquare, 2 * perSquare * longest);
    }
}
