using MlPlatform.Contracts.SageMaker;

namespace MlPlatform.Tuning.Domain;

/// <summary>The training jobs of the platform, as this service uses them.</summary>
internal interface ITrainingService
{
    /// <summary>Null when there is no such job.</summary>
    Task<DescribeTrainingJobResponse?> FindAsync(TuningJob job, string name, CancellationToken cancellationToken);

    /// <summary>Creates a training job unless it exists; the reason when it was refused.</summary>
    Task<string?> CreateAsync(TuningJob job, CreateTrainingJobRequest request, CancellationToken cancellationToken);

    /// <summary>Asks a training job to stop; one that has ended stays as it is.</summary>
    Task StopAsync(TuningJob job, string name, CancellationToken cancellationToken);
}
