namespace MlPlatform.Search;

/// <summary>The ranges of all parameters, in ordinal order of their names so that the order they are declared in changes nothing.</summary>
public sealed class SearchSpace
{
    public SearchSpace(IEnumerable<ParameterRange> ranges)
    {
        Ranges = [.. ranges.OrderBy(range => range.Name, StringComparer.Ordinal)];
        if (Ranges.Count == 0) throw new SearchException("There is no range to search.");
        if (Ranges.GroupBy(range => range.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new SearchException($"Two ranges are named '{twice.Key}'.");
        }
    }

    public IReadOnlyList<ParameterRange> Ranges { get; }
}
