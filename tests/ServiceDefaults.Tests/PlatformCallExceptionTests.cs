using System.Text;

namespace MlPlatform.ServiceDefaults.Tests;

public sealed class PlatformCallExceptionTests
{
    [Fact]
    public void From_AwsError_KeepsItsCodeAndMessage()
    {
        var fault = PlatformCallException.From("SageMaker.X", 400, Encoding.UTF8.GetBytes("""{"__type":"com.amazonaws#ResourceInUse","message":"there"}"""));

        Assert.Equal("ResourceInUse", fault.Code);
        Assert.Equal("there", fault.Reason);
        Assert.False(fault.IsTransient);
    }

    [Theory]
    [InlineData("<html>bad gateway</html>")]
    [InlineData("")]
    [InlineData("{\"errorCode\":\"ERR_DIRECT_INVOKE\"}")]
    public void From_AnythingElse_IsTransient(string body)
    {
        var fault = PlatformCallException.From("SageMaker.X", 502, Encoding.UTF8.GetBytes(body));

        Assert.True(fault.IsTransient);
        Assert.Contains("502", fault.Message, StringComparison.Ordinal);
    }
}
