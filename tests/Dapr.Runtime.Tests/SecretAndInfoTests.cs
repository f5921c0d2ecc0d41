using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace MlPlatform.Dapr.Runtime.Tests;

public sealed class SecretAndInfoTests : IAsyncLifetime
{
    private readonly RuntimeFixture _runtime = new();
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _client = RuntimeFixture.Client(_runtime.Add("app"));
        await _runtime.StartAsync();
        await File.WriteAllTextAsync(Path.Combine(_runtime.Data, "secrets.json"), """{"plain":"a","nested":{"inner":"b"}}""");
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _runtime.DisposeAsync();
    }

    [Theory]
    [InlineData("plain", "a")]
    [InlineData("nested:inner", "b")]
    public async Task Secret_ByName_IsRead(string name, string value)
    {
        var secret = await _client.GetFromJsonAsync<Dictionary<string, string>>($"/v1.0/secrets/secretstore/{name}");

        Assert.Equal(value, secret![name]);
    }

    [Fact]
    public async Task Secrets_InBulk_AreAllThere()
    {
        var secrets = await _client.GetFromJsonAsync<Dictionary<string, Dictionary<string, string>>>("/v1.0/secrets/secretstore/bulk");

        Assert.Equal(["nested:inner", "plain"], secrets!.Keys.Order());
    }

    [Theory]
    [InlineData("/v1.0/secrets/nowhere/plain", HttpStatusCode.Unauthorized, "ERR_SECRET_STORE_NOT_FOUND")]
    [InlineData("/v1.0/secrets/secretstore/missing", HttpStatusCode.InternalServerError, "ERR_SECRET_GET")]
    [InlineData("/v1.0/actors/a/b/state", HttpStatusCode.NotFound, "ERR_NOT_FOUND")]
    public async Task Request_ThatIsWrong_IsRefusedWithItsCode(string path, HttpStatusCode status, string code)
    {
        var refused = await _client.GetAsync(path);

        Assert.Equal(status, refused.StatusCode);
        Assert.Contains(code, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metadata_ShowsComponentsAndWhatTheAppAdded()
    {
        await _client.PutAsync("/v1.0/metadata/cliPID", new StringContent("42"));

        var metadata = await _client.GetFromJsonAsync<JsonElement>("/v1.0/metadata");

        Assert.Equal("app", metadata.GetProperty("id").GetString());
        Assert.Equal("42", metadata.GetProperty("extended").GetProperty("cliPID").GetString());
        Assert.Contains(metadata.GetProperty("components").EnumerateArray(), component => component.GetProperty("name").GetString() == "statestore");
    }

    [Fact]
    public async Task Port_InUse_IsRefusedInOneSentence()
    {
        await using var second = new RuntimeFixture();
        second.Add("other", port: _runtime.Apps[0].HttpPort);

        var refused = await Assert.ThrowsAsync<DaprRuntimeException>(second.StartAsync);

        Assert.Contains($"{_runtime.Apps[0].HttpPort}", refused.Message, StringComparison.Ordinal);
    }
}
