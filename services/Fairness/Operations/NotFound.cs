using MlPlatform.Aws;

namespace MlPlatform.Fairness.Operations;

/// <summary>The errors for names that nothing has.</summary>
internal static class NotFound
{
    public static AwsException Definition(string name) => new(AwsErrorCode.ResourceNotFound, $"Could not find job definition \"{name}\".");

    public static AwsException Alert(string name) => new(AwsErrorCode.ResourceNotFound, $"Could not find monitoring alert \"{name}\".");

    public static AwsException Schedule(string name) => new(AwsErrorCode.ResourceNotFound, $"Could not find monitoring schedule \"{name}\".");
}
