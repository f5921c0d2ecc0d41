using System.Text;
using MlPlatform.Aws.Documents;

namespace MlPlatform.Aws.Tests.Documents;

/// <summary>What every document store promises; each implementation is one class that opens its own.</summary>
public abstract class DocumentStoreSuite
{
    protected abstract IDocumentStore Store { get; }

    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task NewDocument_IsReadBackAtVersionOne()
    {
        Assert.Equal(1, await Store.PutAsync(Write("a", "{\"x\":1}"), None));

        var document = await Store.GetAsync("job", "a", None);
        Assert.Equal((1, "{\"x\":1}"), (document!.Version, Encoding.UTF8.GetString(document.Body.Span)));
        Assert.Null(await Store.GetAsync("job", "b", None));
        Assert.Null(await Store.GetAsync("model", "a", None));
    }

    [Fact]
    public async Task ExpectedVersion_OtherThanStored_IsAConflict()
    {
        await Store.PutAsync(Write("a") with { ExpectedVersion = 0 }, None);

        await Assert.ThrowsAsync<DocumentConflictException>(() => Store.PutAsync(Write("a") with { ExpectedVersion = 0 }, None));
        await Assert.ThrowsAsync<DocumentConflictException>(() => Store.PutAsync(Write("a") with { ExpectedVersion = 2 }, None));
        await Assert.ThrowsAsync<DocumentConflictException>(() => Store.PutAsync(Write("b") with { ExpectedVersion = 1 }, None));
        Assert.Equal(2, await Store.PutAsync(Write("a") with { ExpectedVersion = 1 }, None));
        Assert.Equal(3, await Store.PutAsync(Write("a"), None));
    }

    [Fact]
    public async Task Conflict_LeavesNothingBehind()
    {
        await Store.PutAsync(Indexed("a", "name", "old"), None);
        var refused = Indexed("a", "name", "new") with { ExpectedVersion = 9, Messages = [Message("topic", "lost")] };
        await Assert.ThrowsAsync<DocumentConflictException>(() => Store.PutAsync(refused, None));

        Assert.Empty(await Store.PendingMessagesAsync(10, None));
        Assert.Equal(["a"], await IdsAsync(new DocumentQuery("job", "name")));
        Assert.Empty(await IdsAsync(new DocumentQuery("job", "name") { Prefix = "new" }));
    }

    [Fact]
    public async Task Delete_RemovesDocumentAndIndexEntries()
    {
        await Store.PutAsync(Indexed("a", "name", "k"), None);

        await Assert.ThrowsAsync<DocumentConflictException>(() => Store.DeleteAsync(new DocumentDelete("job", "a") { ExpectedVersion = 7 }, None));
        Assert.True(await Store.DeleteAsync(new DocumentDelete("job", "a") { ExpectedVersion = 1 }, None));
        Assert.False(await Store.DeleteAsync(new DocumentDelete("job", "a"), None));
        Assert.Null(await Store.GetAsync("job", "a", None));
        Assert.Empty(await IdsAsync(new DocumentQuery("job", "name")));
        Assert.Equal(1, await Store.PutAsync(Indexed("a", "name", "again") with { ExpectedVersion = 0 }, None));
        Assert.Equal(["a"], await IdsAsync(new DocumentQuery("job", "name")));
    }

    [Fact]
    public async Task Query_OrdersByKeyThenId_BothWays()
    {
        foreach (var (id, key) in new[] { ("b", "2"), ("a", "2"), ("d", "1"), ("c", "3"), ("e", "ü") }) await Store.PutAsync(Indexed(id, "name", key), None);
        await Store.PutAsync(new DocumentWrite("model", "other", "{}"u8.ToArray()) { Indexes = new Dictionary<string, string> { ["name"] = "2" } }, None);

        Assert.Equal(["d", "a", "b", "c", "e"], await IdsAsync(new DocumentQuery("job", "name")));
        Assert.Equal(["e", "c", "b", "a", "d"], await IdsAsync(new DocumentQuery("job", "name") { Descending = true }));
    }

    [Fact]
    public async Task Query_KeepsToPrefixAndRange()
    {
        foreach (var key in new[] { "a", "ab", "abc", "b", "ba", "c" }) await Store.PutAsync(Indexed(key, "name", key), None);

        Assert.Equal(["ab", "abc"], await IdsAsync(new DocumentQuery("job", "name") { Prefix = "ab" }));
        Assert.Equal(["ab", "abc", "b"], await IdsAsync(new DocumentQuery("job", "name") { From = "ab", To = "b" }));
        Assert.Equal(["b", "ba"], await IdsAsync(new DocumentQuery("job", "name") { Prefix = "b", From = "a", To = "z" }));
        Assert.Empty(await IdsAsync(new DocumentQuery("job", "name") { From = "d" }));
        Assert.Empty(await IdsAsync(new DocumentQuery("job", "name") { From = "c", To = "a" }));
    }

    [Fact]
    public async Task Query_InPages_GivesEveryDocumentOnce()
    {
        var ids = Enumerable.Range(0, 25).Select(number => $"{number:D2}").ToArray();
        foreach (var id in ids) await Store.PutAsync(Indexed(id, "name", id[..1]), None);

        foreach (var isDescending in new[] { false, true })
        {
            var seen = new List<string>();
            var query = new DocumentQuery("job", "name") { Limit = 4, Descending = isDescending };
            for (var pages = 0; ; pages++)
            {
                Assert.True(pages < 10, "the pages never end");
                var page = await Store.QueryAsync(query, None);
                seen.AddRange(page.Documents.Select(document => document.Id));
                if (page.NextPageToken is null) break;
                query = query with { PageToken = page.NextPageToken };
            }

            Assert.Equal(isDescending ? ids.Reverse() : ids, seen);
        }
    }

    [Fact]
    public async Task Query_LastFullPage_HasNoNext()
    {
        foreach (var id in new[] { "a", "b" }) await Store.PutAsync(Indexed(id, "name", id), None);
        Assert.Null((await Store.QueryAsync(new DocumentQuery("job", "name") { Limit = 2 }, None)).NextPageToken);
    }

    [Fact]
    public async Task Update_MovesIndexEntries()
    {
        await Store.PutAsync(Indexed("a", "name", "old"), None);
        await Store.PutAsync(Indexed("a", "name", "new"), None);
        await Store.PutAsync(Indexed("b", "other", "old"), None);

        Assert.Empty(await IdsAsync(new DocumentQuery("job", "name") { Prefix = "old" }));
        Assert.Equal(["a"], await IdsAsync(new DocumentQuery("job", "name") { Prefix = "new" }));
        await Store.PutAsync(Indexed("a", "name", "old"), None);
        Assert.Equal(["a"], await IdsAsync(new DocumentQuery("job", "name")));
    }

    [Fact]
    public async Task Query_ForeignToken_IsRefused() =>
        await Assert.ThrowsAsync<AwsException>(() => Store.QueryAsync(new DocumentQuery("job", "name") { PageToken = "not a token!" }, None));

    [Fact]
    public async Task Messages_ComeInTheOrderWritten_UntilConfirmed()
    {
        await Store.PutAsync(Write("a") with { Messages = [Message("t1", "1"), Message("t2", "2")] }, None);
        await Store.PutAsync(Write("b") with { Messages = [Message("t1", "3")] }, None);
        await Store.PutAsync(Write("a") with { Messages = [Message("t1", "4")] }, None);

        var pending = await Store.PendingMessagesAsync(10, None);
        Assert.Equal(["t1:1", "t2:2", "t1:3", "t1:4"], pending.Select(Text));
        Assert.Equal(["t1:1", "t2:2"], (await Store.PendingMessagesAsync(2, None)).Select(Text));

        await Store.ConfirmMessagesAsync([pending[0], pending[2]], None);
        Assert.Equal(["t2:2", "t1:4"], (await Store.PendingMessagesAsync(10, None)).Select(Text));
        await Store.ConfirmMessagesAsync(pending, None);
        Assert.Empty(await Store.PendingMessagesAsync(10, None));
        Assert.Equal(2, (await Store.GetAsync("job", "a", None))!.Version);
    }

    [Fact]
    public async Task Messages_OfADeletedDocument_Remain()
    {
        await Store.PutAsync(Write("a") with { Messages = [Message("t", "made")] }, None);
        await Store.DeleteAsync(new DocumentDelete("job", "a") { Messages = [Message("t", "gone")] }, None);

        Assert.Null(await Store.GetAsync("job", "a", None));
        Assert.Equal(1, await Store.PutAsync(Write("a") with { ExpectedVersion = 0, Messages = [Message("t", "back")] }, None));
        var pending = await Store.PendingMessagesAsync(10, None);
        Assert.Equal(["t:made", "t:gone", "t:back"], pending.Select(Text));
        await Store.ConfirmMessagesAsync(pending, None);
        Assert.NotNull(await Store.GetAsync("job", "a", None));
    }

    [Fact]
    public async Task WaitForMessages_EndsWhenSomeAreWritten()
    {
        var waiting = Store.WaitForMessagesAsync(None);
        await Store.PutAsync(Write("a") with { Messages = [Message("t", "x")] }, None);
        await waiting.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Writers_OfOneDocument_LoseNoUpdate()
    {
        await Store.PutAsync(Write("a", "0"), None);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(CountToFiveAsync)));

        var document = await Store.GetAsync("job", "a", None);
        Assert.Equal("20", Encoding.UTF8.GetString(document!.Body.Span));
        Assert.Equal(21, document.Version);
        Assert.Equal(20, (await Store.PendingMessagesAsync(100, None)).Count);
    }

    private async Task CountToFiveAsync()
    {
        for (var counted = 0; counted < 5;)
        {
            var current = (await Store.GetAsync("job", "a", None))!;
            var next = int.Parse(Encoding.UTF8.GetString(current.Body.Span), null) + 1;
            try
            {
                await Store.PutAsync(Write("a", $"{next}") with { ExpectedVersion = current.Version, Messages = [Message("t", $"{next}")] }, None);
                counted++;
            }
            catch (DocumentConflictException)
            {
                // Another of the four was first.
            }
        }
    }

    private async Task<string[]> IdsAsync(DocumentQuery query) =>
        [.. (await Store.QueryAsync(query, None)).Documents.Select(document => document.Id)];

    private static DocumentWrite Write(string id, string body = "{}") => new("job", id, Encoding.UTF8.GetBytes(body));

    private static DocumentWrite Indexed(string id, string index, string key) =>
        Write(id) with { Indexes = new Dictionary<string, string> { [index] = key } };

    private static OutboxMessage Message(string topic, string text) => new(topic, Encoding.UTF8.GetBytes(text));

    private static string Text(StoredMessage message) => $"{message.Topic}:{Encoding.UTF8.GetString(message.Body.Span)}";
}
