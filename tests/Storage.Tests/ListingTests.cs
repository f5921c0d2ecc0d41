using System.Text;
using MlPlatform.Storage.Blobs;
using MlPlatform.Storage.Index;
using MlPlatform.Storage.Options;
using MlPlatform.Testing;

namespace MlPlatform.Storage.Tests;

/// <summary>Listings against a plain model: every key sorted by its UTF-8 bytes, rolled up and cut in memory.</summary>
public sealed class ListingTests
{
    private const string BucketName = "bucket";
    private static readonly string[] Alphabet = ["a", "b", "/", "//", "ä", "\uFFFD", "😀", " ", "0", "-"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Read_RandomKeysAndQueries_EqualsTheModel(int seed)
    {
        using var folder = new TemporaryFolder();
        await using var index = Open(folder);
        var random = new Random(seed);
        var keys = Enumerable.Range(0, 120).Select(_ => Text(random, 6)).Where(key => key.Length > 0).Distinct().ToList();
        await FillAsync(index, keys);
        keys.Sort(KeyOrder.Compare);

        for (var round = 0; round < 150; round++)
        {
            var query = new ListingQuery(BucketName, Text(random, 2), random.Next(3) == 0 ? "" : Text(random, 1), "", random.Next(1, 9));
            Assert.Equal(Model(keys, query), Pages(index, query));
        }
    }

    [Theory]
    [InlineData("", "a")]
    [InlineData("a", "b")]
    [InlineData("a\U0010FFFF", "b")]
    [InlineData("a\uD7FF", "a\uE000")]
    public void AfterPrefix_OfAPrefix_IsAboveAllItsKeys(string prefix, string expectedIfAny)
    {
        var after = KeyOrder.AfterPrefix(prefix);
        if (prefix.Length == 0) Assert.Null(after);
        else Assert.Equal(expectedIfAny, after);
    }

    [Fact]
    public async Task Read_LimitZero_IsEmptyAndNotTruncated()
    {
        using var folder = new TemporaryFolder();
        await using var index = Open(folder);
        await FillAsync(index, ["a"]);
        var page = index.Read(connection => Listing.Read(connection, new ListingQuery(BucketName, "", "", "", 0)));
        Assert.Empty(page.Objects);
        Assert.False(page.IsTruncated);
    }

    private static ObjectIndex Open(TemporaryFolder folder)
    {
        var options = Microsoft.Extensions.Options.Options.Create(new StorageOptions { Folder = folder.Path });
        var blobs = new BlobFolder(options);
        return new ObjectIndex(options, blobs, new Reclaimer(blobs));
    }

    private static Task FillAsync(ObjectIndex index, List<string> keys) => index.WriteAsync(change =>
    {
        foreach (var key in keys)
        {
            ObjectTable.Put(change, BucketName, new StoredObject(key, index.NextId(), 0, "etag", DateTimeOffset.UnixEpoch, new ObjectProperties()));
        }

        return true;
    });

    /// <summary>All pages joined; a page boundary must not show.</summary>
    private static List<string> Pages(ObjectIndex index, ListingQuery query)
    {
        var listed = new List<string>();
        for (var more = true; more;)
        {
            var page = index.Read(connection => Listing.Read(connection, query));
            Assert.True(page.Objects.Count + page.CommonPrefixes.Count <= query.Limit);
            listed.AddRange(page.Objects.Select(item => "key " + item.Key).Concat(page.CommonPrefixes.Select(prefix => "prefix " + prefix)));
            more = page.IsTruncated;
            query = query with { After = page.Last };
        }

        return [.. listed.Order(StringComparer.Ordinal)];
    }

    private static List<string> Model(List<string> sortedKeys, ListingQuery query)
    {
        var entries = new List<string>();
        foreach (var key in sortedKeys.Where(key => key.StartsWith(query.Prefix, StringComparison.Ordinal)))
        {
            var found = query.Delimiter.Length == 0 ? -1 : key.IndexOf(query.Delimiter, query.Prefix.Length, StringComparison.Ordinal);
            entries.Add(found < 0 ? "key " + key : "prefix " + key[..(found + query.Delimiter.Length)]);
        }

        return [.. entries.Distinct().Order(StringComparer.Ordinal)];
    }

    private static string Text(Random random, int pieces)
    {
        var text = new StringBuilder();
        for (var i = random.Next(pieces + 1); i > 0; i--) text.Append(Alphabet[random.Next(Alphabet.Length)]);
        return text.ToString();
    }
}
