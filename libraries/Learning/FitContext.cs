using MlPlatform.Learning.Models;

namespace MlPlatform.Learning;

/// <summary>What a fit is given besides data and options. Nothing about it changes what the same epochs compute.</summary>
public sealed record FitContext
{
    public static FitContext None { get; } = new();

    /// <summary>Rows that decide when to stop; the training rows do where it is null.</summary>
    public TrainingData? Validation { get; init; }

    /// <summary>Called after every epoch.</summary>
    public Action<EpochReport>? OnEpoch { get; init; }

    /// <summary>A model of the same columns whose weights training starts from.</summary>
    public ITabularModel? Start { get; init; }

    /// <summary>Ends training after the current epoch and keeps the best model so far.</summary>
    public CancellationToken StopEarly { get; init; }
}

/// <summary>How far training is. <see cref="Model"/> builds the model as it is now.</summary>
public sealed record EpochReport(int Epoch, double TrainingLoss, double? ValidationLoss, Func<ITabularModel> Model);
