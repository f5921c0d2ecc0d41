using MlPlatform.Jobs;
using MlPlatform.Learning;
using MlPlatform.Training.Domain;

namespace MlPlatform.Training.Tests;

public sealed class BuiltInMetricsTests
{
    [Fact]
    public void EveryAlgorithmOfTheCatalogue_HasAnImageAndMetrics() => Assert.All(AlgorithmCatalog.All, algorithm =>
    {
        var image = $"382416733822.dkr.ecr.us-east-1.amazonaws.com/{algorithm.Name}:1";
        Assert.Equal(algorithm.Name, BuiltInImages.AlgorithmOf(image));
        Assert.NotEmpty(BuiltInMetrics.DefinitionsOf(image)!);
    });
}
