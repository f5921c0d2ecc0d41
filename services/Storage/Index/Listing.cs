namespace MlPlatform.Storage.Index;

/// <summary>What a listing asks for; <see cref="After"/> is a key or a common prefix that is not listed again.</summary>
internal sealed record ListingQuery(string Bucket, string Prefix, string Delimiter, string After, int Limit);

/// <summary>A page of a listing, in key order; <see cref="Last"/> is where the next one goes on.</summary>
internal sealed record ListingPage(IReadOnlyList<ListedObject> Objects, IReadOnlyList<string> CommonPrefixes, bool IsTruncated, string Last);

/// <summary>Lists a bucket: keys under a prefix, those with a further delimiter rolled up into common prefixes.</summary>
/// <remarks>A common prefix costs one seek however many keys lie under it.</remarks>
internal static class Listing
{
    private const int LargestFetch = 1001;

    public static ListingPage Read(IndexConnection index, ListingQuery query)
    {
        var objects = new List<ListedObject>();
        var prefixes = new List<string>();
        var last = query.After;
        if (query.Limit == 0) return new ListingPage(objects, prefixes, false, last);

        var end = KeyOrder.AfterPrefix(query.Prefix);
        for (var next = Start(query); next is { } from;)
        {
            var wanted = Math.Min(query.Limit - objects.Count - prefixes.Count + 1, LargestFetch);
            var fetched = ObjectTable.Page(index, query.Bucket, from, end, wanted);
            next = fetched.Count < wanted ? null : After(fetched[^1].Key);
            foreach (var item in fetched)
            {
                if (objects.Count + prefixes.Count == query.Limit) return new ListingPage(objects, prefixes, true, last);
                var common = CommonPrefix(item.Key, query);
                if (common is null)
                {
                    objects.Add(item);
                    last = item.Key;
                    continue;
                }

                prefixes.Add(common);
                last = common;
                next = AfterAll(common);
                break;
            }
        }

        return new ListingPage(objects, prefixes, false, last);
    }

    /// <summary>The first key that may be listed: past the marker, and past the whole common prefix that the marker lies in.</summary>
    private static KeyStart? Start(ListingQuery query)
    {
        if (KeyOrder.Compare(query.After, query.Prefix) < 0 || query.After.Length == 0) return new KeyStart(query.Prefix, true);
        var common = query.After.StartsWith(query.Prefix, StringComparison.Ordinal) ? CommonPrefix(query.After, query) : null;
        return common is null ? After(query.After) : AfterAll(common);
    }

    private static KeyStart? After(string key) => new KeyStart(key, false);

    private static KeyStart? AfterAll(string prefix) => KeyOrder.AfterPrefix(prefix) is { } key ? new KeyStart(key, true) : null;

    private static string? CommonPrefix(string key, ListingQuery query)
    {
        if (query.Delimiter.Length == 0) return null;
        var found = key.IndexOf(query.Delimiter, query.Prefix.Length, StringComparison.Ordinal);
        return found < 0 ? null : key[..(found + query.Delimiter.Length)];
    }
}
