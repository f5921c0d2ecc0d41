using MlPlatform.Learning.Models;

namespace MlPlatform.Learning;

/// <summary>What a fit is given besides data and options. Nothing about it changes what the same rounds compute.</summary>
public sealed record FitContext
{
    public static FitContext None { get; } = new();

    /// <summary>The most threads that the fit may use at once. The model does not depend on it.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Rows that decide when to stop; the training rows do where it is null.</summary>
    public TrainingData? Validation { get; init; }

    /// <summary>Called after every round: an epoch, a tree per class, an iteration.</summary>
    public Action<RoundReport>? OnRound { get; init; }

    /// <summary>A model of the same columns from which training goes on.</summary>
    public ITabularModel? Start { get; init; }

    /// <summary>How many of the rounds that the hyperparameters ask for <see cref="Start"/> has had; boosted trees count their trees instead.</summary>
    public int RoundsDone { get; init; }

    /// <summary>Ends training after the current round and keeps the best model so far.</summary>
    public CancellationToken StopEarly { get; init; }
}

/// <summary>How far training is. <see cref="Model"/> builds the model as it is now.</summary>
/// <param name="Round">From 1, counted from this fit's start.</param>
/// <param name="TrainingLoss">The mean training loss.</param>
/// <param name="ValidationLoss">The same of the validation rows, where there are any.</param>
/// <param name="Model">Builds the model as it is after this round.</param>
public sealed record RoundReport(int Round, double TrainingLoss, double? ValidationLoss, Func<ITabularModel> Model)
{
    /// <summary>Figures that the fit keeps anyway, by channel and name, such as <c>validation:auc</c>; null where it keeps none.</summary>
    public IReadOnlyDictionary<string, double>? Figures { get; init; }
}
