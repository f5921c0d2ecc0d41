using MlPlatform.Aws;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.ServiceDefaults;

namespace MlPlatform.Tuning.Domain;

/// <summary>Invokes the operations of the training service, as the caller of the tuning job.</summary>
internal sealed class TrainingService(PlatformClient platform) : ITrainingService
{
    public async Task<DescribeTrainingJobResponse?> FindAsync(TuningJob job, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await platform.SendAsync<DescribeTrainingJobRequest, DescribeTrainingJobResponse>(
                new() { TrainingJobName = name }, Context(job), cancellationToken);
        }
        catch (PlatformCallException error) when (error.Code == AwsErrorCode.Validation.Name)
        {
            return null;
        }
    }

    public async Task<string?> CreateAsync(TuningJob job, CreateTrainingJobRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await platform.SendAsync<CreateTrainingJobRequest, CreateTrainingJobResponse>(request, Context(job), cancellationToken);
            return null;
        }
        catch (PlatformCallException error) when (error.Code == AwsErrorCode.ResourceInUse.Name)
        {
            return null;
        }
        catch (PlatformCallException error) when (!error.IsTransient)
        {
            return $"{error.Code}: {error.Reason}";
        }
    }

    public async Task StopAsync(TuningJob job, string name, CancellationToken cancellationToken)
    {
        try
        {
            await platform.SendAsync<StopTrainingJobRequest, EmptyResponse>(new() { TrainingJobName = name }, Context(job), cancellationToken);
        }
        catch (PlatformCallException error) when (error.Code == AwsErrorCode.Validation.Name)
        {
            // It has ended already, or was never created.
        }
    }

    private static OperationContext Context(TuningJob job) => job.Context with { RequestId = Guid.NewGuid().ToString() };
}
