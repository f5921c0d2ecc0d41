namespace MlPlatform.Search;

/// <summary>Every combination of values once; the last range by name varies fastest.</summary>
/// <param name="pointsPerRange">How many points a range of numbers is cut into; categories are always all visited.</param>
public sealed class GridSampler(int pointsPerRange = 5) : ISampler
{
    public IReadOnlyDictionary<string, string>? Suggest(SearchSpace space, int trialNumber, IReadOnlyList<Trial> history)
    {
        var axes = space.Ranges.Select(range => range.Grid(pointsPerRange)).ToArray();
        long rest = trialNumber;
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = axes.Length - 1; i >= 0; i--)
        {
            parameters[space.Ranges[i].Name] = axes[i][(int)(rest % axes[i].Count)];
            rest /= axes[i].Count;
        }

        return rest == 0 ? parameters : null;
    }

    /// <summary>How many combinations there are.</summary>
    public long Count(SearchSpace space) => space.Ranges.Aggregate(1L, (count, range) => checked(count * range.Grid(pointsPerRange).Count));
}
