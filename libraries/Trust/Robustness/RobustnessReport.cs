using MlPlatform.Trust.Bias;

namespace MlPlatform.Trust.Robustness;

/// <summary>How hard a model is to mislead by small changes of rows that stay possible.</summary>
/// <param name="Norm">The norm of every distance here, over scaled differences.</param>
/// <param name="Reach">The distance from which on a row counts as wholly robust.</param>
/// <param name="All">Over all rows.</param>
/// <param name="Classes">By label of the model (or true label, where known), in order; labels without rows are left out.</param>
/// <param name="Groups">By group, in order; groups without rows are left out.</param>
/// <param name="GroupGap">The groups that are easiest and hardest to attack; null where fewer than two have rows.</param>
/// <param name="EmpiricalRobustness">As ART has it; see <see cref="Robustness.EmpiricalRobustness"/>.</param>
/// <param name="Rows">By row, what was found.</param>
public sealed record RobustnessReport(
    AttackNorm Norm,
    double Reach,
    RobustnessFigures All,
    IReadOnlyList<RobustnessFigures> Classes,
    IReadOnlyList<RobustnessFigures> Groups,
    RobustnessGap? GroupGap,
    MetricOutcome EmpiricalRobustness,
    IReadOnlyList<AttackedRow> Rows);

/// <summary>The figures of a set of rows, with d_i the least distance at which row i's label changed (0 where it is wrong already, ∞ where no attack succeeded).</summary>
/// <param name="Name">Whose: "all", a label, a group.</param>
/// <param name="Count">How many rows.</param>
/// <param name="Score">Σ min(d_i, reach) / (n · reach), 0 to 1: the area under the curve up to the reach. 0: every row falls to nothing; 1: none falls within reach.</param>
/// <param name="Median">The median d_i; undefined where half of the rows or more withstood.</param>
/// <param name="Attacked">The share of rows whose label was changed at any distance, or is wrong already.</param>
/// <param name="Curve">Adversarial accuracy: by ε, the share of rows with d_i above ε.</param>
public sealed record RobustnessFigures(
    string Name, int Count, BootstrapInterval Score, BootstrapInterval Median, double Attacked, IReadOnlyList<RobustnessPoint> Curve);

/// <summary>The share of rows that keep a right label against changes of up to <paramref name="Epsilon"/> scaled units.</summary>
public readonly record struct RobustnessPoint(double Epsilon, double Accuracy);

/// <summary>Whether one group is easier to attack than another.</summary>
/// <param name="Easiest">The group of the lowest score.</param>
/// <param name="Hardest">The group of the highest score.</param>
/// <param name="Difference">The scores' difference.</param>
/// <param name="PValue">The share of shuffled group memberships (and the real one) with at least this difference between any two groups.</param>
public sealed record RobustnessGap(string Easiest, string Hardest, double Difference, double PValue);

/// <summary>What the attacks did to one row.</summary>
/// <param name="Index">Which row.</param>
/// <param name="Label">The model's label of it.</param>
/// <param name="NewLabel">The model's label of <paramref name="Row"/>.</param>
/// <param name="Distance">0 where the label was wrong already, +∞ where no attack succeeded.</param>
/// <param name="Row">The nearest row found of another label; the original where none was, or none needed.</param>
/// <param name="Attack">Which attack found it; null where none did.</param>
/// <param name="Queries">How many rows the model was asked to score, by all attacks.</param>
public sealed record AttackedRow(int Index, int Label, int NewLabel, double Distance, double[] Row, string? Attack, int Queries);
