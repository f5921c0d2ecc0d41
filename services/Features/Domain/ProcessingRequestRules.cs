using MlPlatform.Aws;
using MlPlatform.Contracts.SageMaker;

namespace MlPlatform.Features.Domain;

/// <summary>What a request must satisfy beyond the shape of its members.</summary>
internal static class ProcessingRequestRules
{
    private const string LocalRoot = "/opt/ml/processing/";

    public static void Check(CreateProcessingJobRequest request)
    {
        if (request.ProcessingResources.ClusterConfig.InstanceCount > 1)
        {
            throw new AwsException(
                AwsErrorCode.ResourceLimitExceeded,
                $"A processing job runs on 1 instance here; {request.ProcessingResources.ClusterConfig.InstanceCount} were requested.");
        }

        CheckInputs(request.ProcessingInputs ?? []);
        CheckOutputs(request.ProcessingOutputConfig?.Outputs ?? []);
    }

    private static void CheckInputs(IReadOnlyList<ProcessingInput> inputs)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var input in inputs)
        {
            if (!names.Add(input.InputName)) throw AwsException.Validation($"The input name {input.InputName} is used twice.");
            if (input.S3Input is null) throw AwsException.Validation($"The input {input.InputName} has no S3Input; other sources are not supported here.");
            if (input.AppManaged != true) CheckLocalPath(input.InputName, input.S3Input.LocalPath);
        }
    }

    private static void CheckOutputs(IReadOnlyList<ProcessingOutput> outputs)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var output in outputs)
        {
            if (!names.Add(output.OutputName)) throw AwsException.Validation($"The output name {output.OutputName} is used twice.");
            if (output.S3Output is null) throw AwsException.Validation($"The output {output.OutputName} has no S3Output; other targets are not supported here.");
            if (output.AppManaged != true) CheckLocalPath(output.OutputName, output.S3Output.LocalPath);
        }
    }

    private static void CheckLocalPath(string name, string? path)
    {
        if (path is null || !path.StartsWith(LocalRoot, StringComparison.Ordinal) || path.Split('/').Contains(".."))
        {
            throw AwsException.Validation($"The LocalPath of {name} must be a path under {LocalRoot}.");
        }
    }
}
