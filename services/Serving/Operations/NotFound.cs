using MlPlatform.Aws;
using MlPlatform.Contracts;

namespace MlPlatform.Serving.Operations;

/// <summary>What is answered about things that are not there, in the words clients look for.</summary>
internal static class NotFound
{
    public static AwsException Model(string name, OperationContext context) => Of("model", "model", name, context);

    public static AwsException EndpointConfig(string name, OperationContext context) => Of("endpoint configuration", "endpoint-config", name, context);

    public static AwsException Endpoint(string name, OperationContext context) => Of("endpoint", "endpoint", name, context);

    private static AwsException Of(string what, string kind, string name, OperationContext context) =>
        AwsException.Validation($"Could not find {what} \"{Arn.SageMaker(context.Region, context.AccountId, kind, name)}\".");
}
