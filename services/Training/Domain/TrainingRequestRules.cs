using MlPlatform.Aws;
using MlPlatform.Contracts.SageMaker;

namespace MlPlatform.Training.Domain;

/// <summary>What a request must satisfy beyond the shape of its members.</summary>
internal static class TrainingRequestRules
{
    public static void Check(CreateTrainingJobRequest request)
    {
        var algorithm = request.AlgorithmSpecification;
        if (string.IsNullOrEmpty(algorithm.TrainingImage) == string.IsNullOrEmpty(algorithm.AlgorithmName))
        {
            throw AwsException.Validation("Exactly one of TrainingImage and AlgorithmName must be given in AlgorithmSpecification.");
        }

        CheckMetrics(algorithm.MetricDefinitions ?? []);
        CheckChannels(request.InputDataConfig ?? [], algorithm.TrainingInputMode);
        if (request.ResourceConfig?.InstanceCount > 1)
        {
            throw new AwsException(AwsErrorCode.ResourceLimitExceeded, $"A training job runs on 1 instance here; {request.ResourceConfig.InstanceCount} were requested.");
        }
    }

    private static void CheckMetrics(IReadOnlyList<MetricDefinition> definitions)
    {
        foreach (var definition in definitions)
        {
            try
            {
                MetricReader.Compile(definition.Regex);
            }
            catch (ArgumentException error)
            {
                throw AwsException.Validation($"The Regex of the metric {definition.Name} is no regular expression: {error.Message}");
            }
        }
    }

    private static void CheckChannels(IReadOnlyList<Channel> channels, string defaultMode)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var channel in channels)
        {
            if (!names.Add(channel.ChannelName)) throw AwsException.Validation($"The channel name {channel.ChannelName} is used twice.");
            if (channel.DataSource.S3DataSource is not { } source)
            {
                throw AwsException.Validation($"The channel {channel.ChannelName} has no S3DataSource; other sources are not supported here.");
            }

            if (source.S3DataType == "AugmentedManifestFile" || (channel.InputMode ?? defaultMode) == "Pipe")
            {
                throw AwsException.Validation($"The channel {channel.ChannelName} asks for Pipe mode, which is not supported here: use File or FastFile.");
            }
        }
    }
}
