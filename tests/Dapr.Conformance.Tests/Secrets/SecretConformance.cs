using System.Net.Http.Json;
using MlPlatform.Dapr.Conformance.Tests.Hosting;

namespace MlPlatform.Dapr.Conformance.Tests.Secrets;

/// <summary>Secrets as a transport offers them.</summary>
public interface ISecretDriver
{
    Task<Dictionary<string, string>> GetAsync(string store, string key);

    Task<Dictionary<string, Dictionary<string, string>>> GetBulkAsync(string store);

    /// <summary>Makes a request that must be refused and gives the refusal's text.</summary>
    Task<string> RefusalAsync(string store, string key);
}

/// <summary>What the secrets building block promises over any transport.</summary>
public abstract class SecretConformance(ISecretDriver secrets)
{
    [Fact]
    public async Task Secret_OfANestedName_IsGiven()
        => Assert.Equal("swordfish", (await secrets.GetAsync("secretstore", "database:password"))["database:password"]);

    [Fact]
    public async Task Secrets_All_AreGivenByName()
    {
        var all = await secrets.GetBulkAsync("secretstore");

        Assert.Equal(["database:password", "key"], all.Keys.Order());
        Assert.Equal("value", all["key"]["key"]);
    }

    [Fact]
    public async Task Secret_Unknown_IsRefusedWithoutOtherSecrets()
    {
        var refusal = await secrets.RefusalAsync("secretstore", "missing");

        Assert.Contains("missing", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("swordfish", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Store_Unknown_RefusalNamesIt()
        => Assert.Contains("nowhere", await secrets.RefusalAsync("nowhere", "key"), StringComparison.Ordinal);
}

[Collection(DaprCollection.Name)]
public sealed class HttpSecretTests(DaprFixture dapr) : SecretConformance(new Driver(dapr.Http))
{
    private sealed class Driver(HttpClient http) : ISecretDriver
    {
        public async Task<Dictionary<string, string>> GetAsync(string store, string key)
            => (await http.GetFromJsonAsync<Dictionary<string, string>>($"/v1.0/secrets/{store}/{key}"))!;

        public async Task<Dictionary<string, Dictionary<string, string>>> GetBulkAsync(string store)
            => (await http.GetFromJsonAsync<Dictionary<string, Dictionary<string, string>>>($"/v1.0/secrets/{store}/bulk"))!;

        public async Task<string> RefusalAsync(string store, string key)
        {
            using var response = await http.GetAsync($"/v1.0/secrets/{store}/{key}");
            Assert.False(response.IsSuccessStatusCode);
            return await response.Content.ReadAsStringAsync();
        }
    }
}

[Collection(DaprCollection.Name)]
public sealed class GrpcSecretTests(DaprFixture dapr) : SecretConformance(new Driver(dapr.Client))
{
    private sealed class Driver(DaprClient client) : ISecretDriver
    {
        public Task<Dictionary<string, string>> GetAsync(string store, string key) => client.GetSecretAsync(store, key);

        public Task<Dictionary<string, Dictionary<string, string>>> GetBulkAsync(string store) => client.GetBulkSecretAsync(store);

        public async Task<string> RefusalAsync(string store, string key)
            => (await Assert.ThrowsAsync<DaprException>(() => client.GetSecretAsync(store, key))).Message;
    }
}
