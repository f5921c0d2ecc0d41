namespace MlPlatform.Aws.Documents;

/// <summary>What every List operation of SageMaker takes: paging, order and filters.</summary>
public sealed record Listing
{
    private const int DefaultMaxResults = 10;

    /// <summary>Indexes that a listable collection keeps, by the SortBy value that asks for them.</summary>
    private static readonly Dictionary<string, string> IndexBySortBy = new(StringComparer.Ordinal)
    {
        ["Name"] = ListIndexes.Name,
        ["CreationTime"] = ListIndexes.CreationTime,
        ["LastModifiedTime"] = ListIndexes.LastModifiedTime,
        ["Status"] = ListIndexes.Status,
    };

    public int? MaxResults { get; init; }

    public string? NextToken { get; init; }

    /// <summary>Name, CreationTime (the default), LastModifiedTime or Status.</summary>
    public string? SortBy { get; init; }

    /// <summary>Ascending or Descending; which is the default differs by operation.</summary>
    public string? SortOrder { get; init; }

    public string? NameContains { get; init; }

    public string? StatusEquals { get; init; }

    public DateTimeOffset? CreationTimeAfter { get; init; }

    public DateTimeOffset? CreationTimeBefore { get; init; }

    public DateTimeOffset? LastModifiedTimeAfter { get; init; }

    public DateTimeOffset? LastModifiedTimeBefore { get; init; }

    /// <summary>A page of the documents that pass the filters.</summary>
    /// <param name="collection">A collection whose indexes come from <see cref="ListIndexes.Of"/>.</param>
    /// <param name="describe">What of a document the filters look at.</param>
    /// <param name="also">A further filter, or null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AwsException"><see cref="AwsErrorCode.Validation"/> for a value out of range or a foreign token.</exception>
    public async Task<(IReadOnlyList<T> Items, string? NextToken)> PageAsync<T>(
        DocumentCollection<T> collection, Func<T, ListedResource> describe, Func<T, bool>? also, CancellationToken cancellationToken)
        where T : class
    {
        var wanted = MaxResults ?? DefaultMaxResults;
        if (wanted is < 1 or > 100) throw AwsException.Validation($"1 validation error detected: Value '{wanted}' at 'maxResults' failed to satisfy constraint: Member must have value between 1 and 100");
        var items = new List<T>(wanted);
        var token = NextToken;
        do
        {
            // Asking for no more than is still wanted keeps the token of the store a token of this listing.
            var query = new DocumentQuery("", Index()) { Descending = SortOrder != "Ascending", Limit = wanted - items.Count, PageToken = token };
            var (page, next) = await collection.QueryAsync(query, cancellationToken).ConfigureAwait(false);
            items.AddRange(page.Where(item => Passes(describe(item)) && also?.Invoke(item) != false));
            token = next;
        }
        while (token is not null && items.Count < wanted);

        return (items, token);
    }

    private string Index() =>
        IndexBySortBy.GetValueOrDefault(SortBy ?? "CreationTime")
        ?? throw AwsException.Validation($"SortBy '{SortBy}' is not one of {string.Join(", ", IndexBySortBy.Keys)}.");

    private bool Passes(ListedResource resource) =>
        (NameContains is null || resource.Name.Contains(NameContains, StringComparison.OrdinalIgnoreCase)) &&
        (StatusEquals is null || resource.Status == StatusEquals) &&
        (CreationTimeAfter is null || resource.CreationTime > CreationTimeAfter) &&
        (CreationTimeBefore is null || resource.CreationTime < CreationTimeBefore) &&
        (LastModifiedTimeAfter is null || resource.LastModifiedTime > LastModifiedTimeAfter) &&
        (LastModifiedTimeBefore is null || resource.LastModifiedTime < LastModifiedTimeBefore);
}

/// <summary>What listings order and filter by.</summary>
public sealed record ListedResource(string Name, DateTimeOffset CreationTime, DateTimeOffset LastModifiedTime, string Status);

/// <summary>The indexes of a listable collection.</summary>
public static class ListIndexes
{
    public const string Name = "name";
    public const string CreationTime = "created";
    public const string LastModifiedTime = "modified";
    public const string Status = "status";

    public static IReadOnlyDictionary<string, string> Of(ListedResource resource) => new Dictionary<string, string>
    {
        [Name] = resource.Name,
        [CreationTime] = IndexKey.Of(resource.CreationTime),
        [LastModifiedTime] = IndexKey.Of(resource.LastModifiedTime),
        [Status] = resource.Status,
    };
}
