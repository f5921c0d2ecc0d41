using MlPlatform.Storage.Protocol;

namespace MlPlatform.Storage.Tests;

public sealed class RouteTests
{
    [Fact]
    public void Routes_Operations_AreAllThereAre()
    {
        var written = typeof(IS3Operation).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IS3Operation)));
        Assert.Equal(written.Select(type => type.Name).Order(), S3Route.All.Select(route => route.Operation.Name).Distinct().Order());
    }

    [Theory]
    [InlineData("/", null, null)]
    [InlineData("/b", "b", null)]
    [InlineData("/b/", "b", null)]
    [InlineData("/b//k", "b", "/k")]
    [InlineData("/b/a%2Fb//c/../d%20e?x=1", "b", "a/b//c/../d e")]
    public void Parse_RawTarget_DecodesOnceAndFoldsNothing(string target, string? bucket, string? key)
    {
        var parsed = S3Target.Parse(target);
        Assert.Equal((bucket, key), (parsed.Bucket, parsed.Key));
    }

    [Theory]
    [InlineData("/b/%zz")]
    [InlineData("/b/%C3")]
    [InlineData("/b/%00")]
    public void Parse_InvalidEncoding_IsRefused(string target)
    {
        Assert.Equal(S3Error.InvalidUri, Assert.Throws<S3Exception>(() => S3Target.Parse(target)).Error);
    }
}
