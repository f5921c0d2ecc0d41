using MlPlatform.Aws;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.ServiceDefaults;

namespace MlPlatform.Tuning.Domain;

/// <summary>A tuning job: what was asked for, the training jobs it chose, and how far it is. Changes give a new record.</summary>
internal sealed record TuningJob : IJobDocument
{
    public const string ArnKind = "hyper-parameter-tuning-job";

    public required string Arn { get; init; }
    public required CreateHyperParameterTuningJobRequest Request { get; init; }
    public required OperationContext Context { get; init; }
    public required DateTimeOffset CreationTime { get; init; }
    public required DateTimeOffset LastModifiedTime { get; init; }
    public required string Status { get; init; }
    public required IReadOnlyList<TuningChild> Children { get; init; }
    public DateTimeOffset? EndTime { get; init; }
    public string? FailureReason { get; init; }

    public string Name => Request.HyperParameterTuningJobName;

    public bool IsFinal => JobStatus.IsFinal(Status);

    public HyperParameterTrainingJobDefinition Definition => Request.TrainingJobDefinition ?? Request.TrainingJobDefinitions![0];

    public HyperParameterTuningJobObjective Objective =>
        Request.HyperParameterTuningJobConfig.HyperParameterTuningJobObjective ?? Definition.TuningObjective!;

    public ParameterRanges Ranges => Request.HyperParameterTuningJobConfig.ParameterRanges ?? Definition.HyperParameterRanges!;

    /// <summary>The training jobs that have not ended, as far as is known.</summary>
    public IEnumerable<TuningChild> Open => Children.Where(child => !child.IsFinal);

    /// <summary>The completed training job with the best objective; of equal ones the first.</summary>
    public TuningChild? Best
    {
        get
        {
            var rated = Children.Where(child => child.ObjectiveStatus == ObjectiveStatus.Succeeded);
            return Objective.Type == HyperParameterTuningJobObjective.Maximize
                ? rated.MaxBy(child => child.ObjectiveValue)
                : rated.MinBy(child => child.ObjectiveValue);
        }
    }

    public static string ArnOf(OperationContext context, string name) => Contracts.Arn.SageMaker(context.Region, context.AccountId, ArnKind, name);

    public static TuningJob Create(CreateHyperParameterTuningJobRequest request, OperationContext context, DateTimeOffset now) => new()
    {
        Arn = ArnOf(context, request.HyperParameterTuningJobName),
        Request = request,
        Context = context,
        CreationTime = now,
        LastModifiedTime = now,
        Status = JobStatus.InProgress,
        Children = [],
    };

    /// <summary>The job being stopped; the same job when it is already or is over.</summary>
    public TuningJob RequestStop(DateTimeOffset now) => Status != JobStatus.InProgress ? this : this with { Status = JobStatus.Stopping, LastModifiedTime = now };

    /// <summary>The job with what is known now of some of its training jobs; the same job when nothing changed.</summary>
    public TuningJob Observe(IReadOnlyCollection<TuningChild> seen, DateTimeOffset now)
    {
        var byNumber = seen.ToDictionary(child => child.Number);
        var next = Children.Select(child => child.IsFinal ? child : byNumber.GetValueOrDefault(child.Number, child)).ToList();
        return next.SequenceEqual(Children) ? this : this with { Children = next, LastModifiedTime = now };
    }

    public TuningJob Finish(string status, string? failureReason, DateTimeOffset now) =>
        IsFinal ? this : this with { Status = status, FailureReason = failureReason, EndTime = now, LastModifiedTime = now };
}
