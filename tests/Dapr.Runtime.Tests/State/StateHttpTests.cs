using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace MlPlatform.Dapr.Runtime.Tests.State;

public sealed class StateHttpTests : IAsyncLifetime
{
    private readonly RuntimeFixture _runtime = new();
    private HttpClient _client = null!;
    private HttpClient _other = null!;

    public async Task InitializeAsync()
    {
        _client = RuntimeFixture.Client(_runtime.Add("alpha"));
        _other = RuntimeFixture.Client(_runtime.Add("beta"));
        await _runtime.StartAsync();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        _other.Dispose();
        await _runtime.DisposeAsync();
    }

    [Fact]
    public async Task Value_Saved_IsReadBackByItsAppOnly()
    {
        await SaveAsync("""[{"key":"a","value":{"n":1}}]""");

        Assert.Equal("""{"n":1}""", await _client.GetStringAsync("/v1.0/state/statestore/a"));
        var other = await _other.GetAsync("/v1.0/state/statestore/a");
        Assert.Equal(HttpStatusCode.NoContent, other.StatusCode);
    }

    [Fact]
    public async Task Save_WithStaleETag_IsRefusedAndChangesNothing()
    {
        await SaveAsync("""[{"key":"a","value":1}]""");
        var first = (await _client.GetAsync("/v1.0/state/statestore/a")).Headers.GetValues("ETag").Single();
        await SaveAsync("""[{"key":"a","value":2}]""");

        var refused = await PostAsync("", $$"""[{"key":"a","value":3,"etag":"{{first}}"}]""");

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal("ERR_STATE_SAVE", await ErrorCodeAsync(refused));
        Assert.Equal("2", await _client.GetStringAsync("/v1.0/state/statestore/a"));
    }

    [Fact]
    public async Task FirstWrite_OnExistingKeyWithoutETag_IsRefused()
    {
        const string FirstWrite = """[{"key":"a","value":1,"options":{"concurrency":"first-write"}}]""";
        await SaveAsync(FirstWrite);

        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync("", FirstWrite)).StatusCode);
    }

    [Fact]
    public async Task Transaction_WithOneStaleETag_ChangesNothing()
    {
        await SaveAsync("""[{"key":"a","value":1},{"key":"b","value":1}]""");

        var refused = await PostAsync("/transaction", """
            {"operations":[
              {"operation":"upsert","request":{"key":"a","value":2}},
              {"operation":"delete","request":{"key":"b","etag":"nonsense"}}]}
            """);

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal("1", await _client.GetStringAsync("/v1.0/state/statestore/a"));
        Assert.Equal("1", await _client.GetStringAsync("/v1.0/state/statestore/b"));
    }

    [Fact]
    public async Task Bulk_OfPresentAndAbsentKeys_AnswersEach()
    {
        await SaveAsync("""[{"key":"a","value":"x"}]""");

        var items = await (await PostAsync("/bulk", """{"keys":["a","missing"]}""")).Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal("x", items[0].GetProperty("data").GetString());
        Assert.Equal("missing", items[1].GetProperty("key").GetString());
        Assert.False(items[1].TryGetProperty("data", out _));
    }

    [Fact]
    public async Task Delete_WithCurrentETag_Removes()
    {
        await SaveAsync("""[{"key":"a","value":1}]""");
        var etag = (await _client.GetAsync("/v1.0/state/statestore/a")).Headers.GetValues("ETag").Single();
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/v1.0/state/statestore/a");
        request.Headers.TryAddWithoutValidation("If-Match", etag);

        Assert.Equal(HttpStatusCode.NoContent, (await _client.SendAsync(request)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await _client.GetAsync("/v1.0/state/statestore/a")).StatusCode);
    }

    [Theory]
    [InlineData("/v1.0/state/nowhere", "[]", HttpStatusCode.BadRequest, "ERR_STATE_STORE_NOT_FOUND")]
    [InlineData("/v1.0/state/statestore", "[{", HttpStatusCode.BadRequest, "ERR_MALFORMED_REQUEST")]
    [InlineData("/v1.0/state/statestore", """[{"key":"a||b","value":1}]""", HttpStatusCode.BadRequest, "ERR_MALFORMED_REQUEST")]
    [InlineData("/v1.0/state/statestore", """[{"key":"a","value":1,"metadata":{"ttlInSeconds":"soon"}}]""", HttpStatusCode.BadRequest, "ERR_STATE_SAVE")]
    public async Task Save_OfBadRequest_IsRefusedWithItsCode(string path, string body, HttpStatusCode status, string code)
    {
        var refused = await _client.PostAsync(path, new StringContent(body));

        Assert.Equal(status, refused.StatusCode);
        Assert.Equal(code, await ErrorCodeAsync(refused));
    }

    [Fact]
    public async Task Value_Acknowledged_OutlivesTheRuntime()
    {
        await SaveAsync("""[{"key":"kept","value":42}]""");

        await _runtime.StopAsync();
        await _runtime.StartAsync();

        Assert.Equal("42", await _client.GetStringAsync("/v1.0/state/statestore/kept"));
    }

    private async Task SaveAsync(string body) => Assert.Equal(HttpStatusCode.NoContent, (await PostAsync("", body)).StatusCode);

    private Task<HttpResponseMessage> PostAsync(string suffix, string body) => _client.PostAsync("/v1.0/state/statestore" + suffix, new StringContent(body));

    private static async Task<string?> ErrorCodeAsync(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errorCode").GetString();
}
