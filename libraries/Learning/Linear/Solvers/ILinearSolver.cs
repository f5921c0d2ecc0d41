namespace MlPlatform.Learning.Linear.Solvers;

/// <summary>Moves parameters towards the optimum, an epoch at a time.</summary>
internal interface ILinearSolver
{
    double[] Parameters { get; }

    /// <summary>The mean loss at the parameters, without penalties.</summary>
    double MeanLoss { get; }

    /// <summary>Whether every step comes nearer to the optimum, even where it is too small to show in the loss.</summary>
    bool IsDescent { get; }

    /// <summary>One epoch; false where going on would not lower the objective.</summary>
    bool Step(CancellationToken cancellationToken);
}
