namespace MlPlatform.Serving.Hosting;

/// <summary>The headers of the SageMaker runtime.</summary>
internal static class InvocationHeaders
{
    public const string CustomAttributes = "X-Amzn-SageMaker-Custom-Attributes";
    public const string InferenceId = "X-Amzn-SageMaker-Inference-Id";
    public const string TargetModel = "X-Amzn-SageMaker-Target-Model";
    public const string TargetVariant = "X-Amzn-SageMaker-Target-Variant";
    public const string InvokedVariant = "x-Amzn-Invoked-Production-Variant";
    public const string ErrorType = "x-amzn-ErrorType";
}
