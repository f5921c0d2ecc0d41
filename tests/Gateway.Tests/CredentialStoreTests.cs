using Microsoft.Extensions.Configuration;
using MlPlatform.Testing;

namespace MlPlatform.Gateway.Tests;

public sealed class CredentialStoreTests
{
    [Fact]
    public void From_EnvironmentAndFile_KnowsBoth()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("keys.json"), """[{"AccessKeyId":"AKIDANNA","SecretAccessKey":"s2","UserName":"anna","AccountId":"222222222222"}]""");

        var store = CredentialStore.From(Settings(("AWS_ACCESS_KEY_ID", "AKIDOWN"), ("AWS_SECRET_ACCESS_KEY", "s1"), ("GATEWAY_CREDENTIALS_FILE", folder.File("keys.json"))), "111111111111");

        Assert.Equal(("platform", "111111111111"), (store.Find("AKIDOWN")!.UserName, store.Find("AKIDOWN")!.AccountId));
        Assert.Equal(("anna", "222222222222"), (store.Find("AKIDANNA")!.UserName, store.Find("AKIDANNA")!.AccountId));
        Assert.Null(store.Find("AKIDNOBODY"));
    }

    [Fact]
    public void From_NoKeyAtAll_SaysWhatToSet()
    {
        var fault = Assert.Throws<InvalidOperationException>(() => CredentialStore.From(Settings(), "111111111111"));
        Assert.Contains("AWS_ACCESS_KEY_ID", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Credential_AsText_ShowsNoSecret() =>
        Assert.DoesNotContain("s1", CredentialStore.From(Settings(("AWS_ACCESS_KEY_ID", "AKIDOWN"), ("AWS_SECRET_ACCESS_KEY", "s1")), "2").Find("AKIDOWN")!.ToString(), StringComparison.Ordinal);

    private static IConfiguration Settings(params (string Name, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.ToDictionary(pair => pair.Name, pair => (string?)pair.Value)).Build();
}
