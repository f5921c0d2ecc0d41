namespace MlPlatform.Contracts.Tests;

public sealed class ArnTests
{
    [Fact]
    public void SageMaker_Parts_GiveTheArn() =>
        Assert.Equal("arn:aws:sagemaker:eu-west-1:123456789012:training-job/one", Arn.SageMaker("eu-west-1", "123456789012", "training-job", "one"));

    [Theory]
    [InlineData("arn:aws:sagemaker:eu-west-1:123456789012:model-package/group/3", "group/3")]
    [InlineData("plain-name", "plain-name")]
    public void Name_OfArnOrName_IsTheName(string text, string expected) => Assert.Equal(expected, Arn.Name(text));
}
