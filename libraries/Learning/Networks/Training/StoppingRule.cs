namespace MlPlatform.Learning.Networks.Training;

/// <summary>What the rule remembers between epochs.</summary>
/// <param name="Best">The lowest loss so far.</param>
/// <param name="Reference">The last loss that was enough of an improvement.</param>
/// <param name="Stale">Epochs since then.</param>
internal sealed record StoppingState(double Best, double Reference, int Stale)
{
    public static StoppingState Start { get; } = new(double.PositiveInfinity, double.PositiveInfinity, 0);
}

/// <summary>Says which epoch was the best, and when improvement has dried up.</summary>
internal sealed class StoppingRule(int patience, double tolerance, StoppingState state)
{
    public StoppingState State { get; private set; } = state;

    /// <summary>Whether no epoch had a lower loss than the one just offered.</summary>
    public bool IsBest { get; private set; }

    public bool ShouldStop => State.Stale >= patience;

    public void Offer(double loss)
    {
        IsBest = loss < State.Best;
        var enough = double.IsInfinity(State.Reference) || State.Reference - loss > tolerance * Math.Abs(State.Reference);
        State = new StoppingState(IsBest ? loss : State.Best, enough ? loss : State.Reference, enough ? 0 : State.Stale + 1);
    }
}
