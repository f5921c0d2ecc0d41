using MlPlatform.Tables;

namespace MlPlatform.Trust.Robustness;

/// <summary>A way to find a feasible row near a given one that the model labels otherwise. It keeps nothing between calls.</summary>
public interface IAttack
{
    string Name { get; }

    /// <summary>The norm in which <see cref="AttackResult.Distance"/> is measured.</summary>
    AttackNorm Norm { get; }

    /// <summary>Attacks one row.</summary>
    /// <param name="model">What is attacked.</param>
    /// <param name="row">The original row.</param>
    /// <param name="goal">What counts as a success. Where the row has it already, the row itself is the result, at distance 0.</param>
    /// <param name="random">All chance comes from here.</param>
    /// <param name="cancellationToken">Checked between batches of queries.</param>
    AttackResult Run(AttackedModel model, ReadOnlySpan<double> row, AttackGoal goal, SeededRandom random, CancellationToken cancellationToken);
}
