using Microsoft.Extensions.Configuration;

namespace MlPlatform.Dapr.Tests.Client;

public sealed class SidecarSettingsTests
{
    [Fact]
    public void Read_PortsInConfiguration_LocalAddresses()
    {
        var settings = Read(("DAPR_HTTP_PORT", "4000"), ("DAPR_GRPC_PORT", "4001"), ("DAPR_API_TOKEN", "t"));

        Assert.Equal(new Uri("http://127.0.0.1:4000"), settings.HttpEndpoint);
        Assert.Equal(new Uri("http://127.0.0.1:4001"), settings.GrpcEndpoint);
        Assert.Equal("t", settings.ApiToken);
    }

    [Fact]
    public void Read_EndpointAndPort_EndpointWins()
    {
        var settings = Read(("DAPR_GRPC_ENDPOINT", "https://dapr.example:443"), ("DAPR_GRPC_PORT", "4001"));

        Assert.Equal(new Uri("https://dapr.example:443"), settings.GrpcEndpoint);
    }

    [Fact]
    public void Read_EndpointWithoutScheme_IsClearText()
        => Assert.Equal(new Uri("http://dapr:5000"), Read(("DAPR_HTTP_ENDPOINT", "dapr:5000")).HttpEndpoint);

    [Theory]
    [InlineData("DAPR_HTTP_PORT", "many")]
    [InlineData("DAPR_GRPC_PORT", "70000")]
    [InlineData("DAPR_HTTP_ENDPOINT", "ftp://x")]
    public void Read_ValueThatCannotBe_IsNamed(string name, string value)
        => Assert.Contains(value, Assert.Throws<ArgumentException>(() => Read((name, value))).Message, StringComparison.Ordinal);

    private static SidecarSettings Read(params (string Name, string Value)[] values) => SidecarSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(values.ToDictionary(value => value.Name, value => (string?)value.Value)).Build());
}
