using Amazon.S3;
using MlPlatform.Aws;
using MlPlatform.Contracts.SageMaker.Pipelines;
using MlPlatform.Pipelines.Domain;
using MlPlatform.Pipelines.Steps;

namespace MlPlatform.Pipelines.Operations;

/// <summary>Reads a definition out of a request or out of S3, and refuses what could not run.</summary>
internal sealed class DefinitionSource(IAmazonS3 objects)
{
    /// <summary>The definition's text, or null when the request has none.</summary>
    public async Task<string?> ReadAsync(string? text, PipelineDefinitionS3Location? location, CancellationToken cancellationToken)
    {
        if (text is not null && location is not null)
        {
            throw AwsException.Validation("Only one of PipelineDefinition and PipelineDefinitionS3Location may be given.");
        }

        if (location is not null)
        {
            text = await S3Text.ReadAsync(objects, location.Bucket, location.ObjectKey, cancellationToken)
                ?? throw AwsException.Validation($"There is no pipeline definition at s3://{location.Bucket}/{location.ObjectKey}.");
        }

        if (text is not null) Checked(() => PipelineDefinitionParser.Parse(text));
        return text;
    }

    /// <summary>Faults of a definition or its parameters as the client sees them.</summary>
    public static T Checked<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (PipelineDefinitionException fault)
        {
            throw new AwsException(AwsErrorCode.Validation, fault.Message, fault);
        }
    }
}
