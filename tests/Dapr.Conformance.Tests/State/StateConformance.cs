using MlPlatform.Dapr.Conformance.Tests.Hosting;
using MlPlatform.Testing;

namespace MlPlatform.Dapr.Conformance.Tests.State;

/// <summary>What the state building block promises over any transport.</summary>
public abstract class StateConformance(IStateDriver state)
{
    private readonly string _key = $"key-{Guid.NewGuid():N}";

    [Fact]
    public async Task Key_Saved_IsReadBack()
    {
        Assert.True(await state.SaveAsync(_key, """{"a":[1,"ü"]}"""));

        var (json, etag) = await state.GetAsync(_key);

        Assert.Equal("""{"a":[1,"ü"]}""", Normalized(json));
        Assert.NotEmpty(etag);
    }

    [Fact]
    public async Task Key_Absent_ReadsAsNothing()
    {
        Assert.Null((await state.GetAsync(_key)).Json);
    }

    [Fact]
    public async Task Key_WithSlashAndSpace_IsOneKey()
    {
        var key = $"{_key}/a b";
        await state.SaveAsync(key, "1");

        Assert.Equal("1", (await state.GetAsync(key)).Json);
        Assert.Null((await state.GetAsync(_key)).Json);
    }

    [Fact]
    public async Task Key_Deleted_IsGone()
    {
        await state.SaveAsync(_key, "1");

        Assert.True(await state.DeleteAsync(_key));

        Assert.Null((await state.GetAsync(_key)).Json);
    }

    [Fact]
    public async Task ETag_ChangesWithEveryWrite()
    {
        await state.SaveAsync(_key, "1");
        var (_, first) = await state.GetAsync(_key);
        await state.SaveAsync(_key, "1");
        var (_, second) = await state.GetAsync(_key);

        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task Save_WithTheCurrentETag_Writes()
    {
        await state.SaveAsync(_key, "1");
        var (_, etag) = await state.GetAsync(_key);

        Assert.True(await state.SaveAsync(_key, "2", etag, firstWrite: true));
        Assert.Equal("2", (await state.GetAsync(_key)).Json);
    }

    [Fact]
    public async Task Save_WithAnOldETag_IsRefusedAndKeepsTheValue()
    {
        await state.SaveAsync(_key, "1");
        var (_, etag) = await state.GetAsync(_key);
        await state.SaveAsync(_key, "2");

        Assert.False(await state.SaveAsync(_key, "3", etag, firstWrite: true));
        Assert.Equal("2", (await state.GetAsync(_key)).Json);
    }

    [Fact]
    public async Task Delete_WithAnOldETag_IsRefused()
    {
        await state.SaveAsync(_key, "1");
        var (_, etag) = await state.GetAsync(_key);
        await state.SaveAsync(_key, "2");

        Assert.False(await state.DeleteAsync(_key, etag));
        Assert.Equal("2", (await state.GetAsync(_key)).Json);
    }

    [Fact]
    public async Task Save_ConcurrentWithOneETag_ExactlyOneWins()
    {
        await state.SaveAsync(_key, "0");
        var (_, etag) = await state.GetAsync(_key);

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 10).Select(i => state.SaveAsync(_key, $"{i}", etag, firstWrite: true)));

        Assert.Single(outcomes, won => won);
    }

    [Fact]
    public async Task Bulk_SomeKeysAbsent_EachIsAnswered()
    {
        await state.SaveAsync(_key + "1", "1");
        await state.SaveAsync(_key + "2", "\"two\"");

        var values = await state.GetBulkAsync(_key + "1", _key + "2", _key + "3");

        Assert.Equal("1", values[_key + "1"]);
        Assert.Equal("\"two\"", values[_key + "2"]);
        Assert.Null(values[_key + "3"]);
    }

    [Fact]
    public async Task Transaction_Succeeds_AllOfIt()
    {
        await state.SaveAsync(_key + "old", "1");

        Assert.True(await state.TransactAsync((_key + "new", "2", null), (_key + "old", null, null)));

        Assert.Equal("2", (await state.GetAsync(_key + "new")).Json);
        Assert.Null((await state.GetAsync(_key + "old")).Json);
    }

    [Fact]
    public async Task Transaction_OneETagIsOld_NoneOfIt()
    {
        await state.SaveAsync(_key, "1");
        var (_, etag) = await state.GetAsync(_key);
        await state.SaveAsync(_key, "2");

        Assert.False(await state.TransactAsync((_key + "other", "9", null), (_key, "3", etag)));

        Assert.Null((await state.GetAsync(_key + "other")).Json);
        Assert.Equal("2", (await state.GetAsync(_key)).Json);
    }

    [Fact]
    public async Task TimeToLive_Passes_KeyIsGone()
    {
        await state.SaveAsync(_key, "1", ttlSeconds: 1);
        Assert.Equal("1", (await state.GetAsync(_key)).Json);

        await Eventually.TrueAsync(async () => (await state.GetAsync(_key)).Json is null);
    }

    [Fact]
    public async Task Store_Unknown_RefusalNamesIt()
    {
        Assert.Contains("nowhere", await state.ReadFromUnknownStoreAsync(), StringComparison.Ordinal);
    }

    private static string? Normalized(string? json)
        => json is null ? null : System.Text.RegularExpressions.Regex.Unescape(json.Replace(" ", string.Empty, StringComparison.Ordinal));
}

[Collection(DaprCollection.Name)]
public sealed class HttpStateTests(DaprFixture dapr) : StateConformance(new HttpStateDriver(dapr.Http));

[Collection(DaprCollection.Name)]
public sealed class GrpcStateTests(DaprFixture dapr) : StateConformance(new GrpcStateDriver(dapr.Client));
