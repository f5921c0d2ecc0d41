using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker;

namespace MlPlatform.Tuning.Domain;

/// <summary>The training jobs a tuning job starts. Name and content depend on the tuning job and the number alone, so starting one twice is starting it once.</summary>
internal static class TrainingRequest
{
    private const string ObjectiveParameter = "_tuning_objective_metric";

    public static TuningChild Plan(TuningJob job, int number, IReadOnlyDictionary<string, string> parameters, DateTimeOffset now)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(job.Arn)))[..8];
        var name = string.Create(CultureInfo.InvariantCulture, $"{job.Name}-{number + 1:D3}-{hash}");
        return new()
        {
            Number = number,
            Name = name,
            Arn = Arn.SageMaker(job.Context.Region, job.Context.AccountId, "training-job", name),
            Parameters = parameters,
            CreationTime = now,
            Status = JobStatus.InProgress,
        };
    }

    public static CreateTrainingJobRequest Of(TuningJob job, TuningChild child)
    {
        var definition = job.Definition;
        var parameters = new Dictionary<string, string>(StaticParameters(job, definition), StringComparer.Ordinal);
        foreach (var (name, value) in child.Parameters) parameters[name] = value;
        return new()
        {
            TrainingJobName = child.Name,
            TuningJobArn = job.Arn,
            HyperParameters = parameters,
            AlgorithmSpecification = new()
            {
                TrainingImage = definition.AlgorithmSpecification.TrainingImage,
                AlgorithmName = definition.AlgorithmSpecification.AlgorithmName,
                TrainingInputMode = definition.AlgorithmSpecification.TrainingInputMode,
                MetricDefinitions = definition.AlgorithmSpecification.MetricDefinitions,
            },
            RoleArn = definition.RoleArn,
            InputDataConfig = definition.InputDataConfig,
            OutputDataConfig = definition.OutputDataConfig,
            ResourceConfig = definition.ResourceConfig,
            VpcConfig = definition.VpcConfig,
            StoppingCondition = definition.StoppingCondition,
            EnableNetworkIsolation = definition.EnableNetworkIsolation,
            EnableInterContainerTrafficEncryption = definition.EnableInterContainerTrafficEncryption,
            EnableManagedSpotTraining = definition.EnableManagedSpotTraining,
            CheckpointConfig = definition.CheckpointConfig,
            RetryStrategy = definition.RetryStrategy,
            Environment = definition.Environment,
            Tags = job.Request.Tags,
        };
    }

    public static IReadOnlyDictionary<string, string> StaticParameters(TuningJob job, HyperParameterTrainingJobDefinition definition) =>
        new Dictionary<string, string>(definition.StaticHyperParameters ?? new Dictionary<string, string>(), StringComparer.Ordinal)
        {
            [ObjectiveParameter] = job.Objective.MetricName,
        };
}
