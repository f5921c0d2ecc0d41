using MlPlatform.Learning.Models;
using MlPlatform.Learning.Parallelism;
using MlPlatform.Learning.Trees.Growing;
using MlPlatform.Learning.Trees.Histograms;
using MlPlatform.Learning.Trees.Objectives;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Trees;

/// <summary>Adds rounds of trees, one per output, to an ensemble, and keeps the margins of all rows up to date.</summary>
internal sealed class Booster
{
    private readonly BoostedRows training;
    private readonly BoostedRows? held;
    private readonly Objective objective;
    private readonly BoostedTreesOptions options;
    private readonly FitTools tools;
    private readonly WorkerTeam team;
    private readonly float[] gradients;
    private readonly float[] hessians;
    private readonly PackedGradients packed;
    private readonly TreeGrower grower;
    private readonly RowSampler sampler;
    private readonly RowPartition learning;
    private readonly RowPartition? leftOut;
    private readonly RowPartition? heldPartition;
    private readonly RowPartition[] following;
    private readonly List<DecisionTree> trees = [];

    public Booster(BoostedRows training, BoostedRows? held, Objective objective, BoostedTreesOptions options, FitTools tools)
    {
        (this.training, this.held, this.objective, this.options, this.tools, team) = (training, held, objective, options, tools, tools.Team);
        gradients = new float[training.Rows.Margins.Length];
        hessians = new float[training.Rows.Margins.Length];
        packed = new PackedGradients(training.Rows.Count);
        var columns = tools.Inputs.Count;
        var rules = new SplitRules(options.Growth, ConstraintText.Monotone(options.Growth.MonotoneConstraints, columns));
        MonotoneCheck.Run(rules.Monotone, tools.Inputs);
        var interactions = new InteractionRules(ConstraintText.Groups(options.Growth.InteractionConstraints, tools.Inputs), columns);
        grower = new TreeGrower(training.Bins, rules, interactions, team, tools.Vectorized);
        sampler = new RowSampler(options.Subsample, options.Seed, training.Rows);
        learning = new RowPartition(training.Bins, training.Rows.Count, team);
        leftOut = sampler.TakesAll ? null : new RowPartition(training.Bins, training.Rows.Count, team);
        heldPartition = held is null ? null : new RowPartition(held.Bins, held.Rows.Count, team);
        following = [.. new[] { leftOut, heldPartition }.OfType<RowPartition>()];
    }

    /// <summary>The trees so far.</summary>
    public IReadOnlyList<DecisionTree> Trees => trees;

    /// <summary>Sets all margins to those before any tree.</summary>
    public void Begin(double[] baseMargins)
    {
        for (var output = 0; output < objective.Outputs; output++)
        {
            training.Rows.MarginsOf(output).Fill((float)baseMargins[output]);
            if (held is not null) held.Rows.MarginsOf(output).Fill((float)baseMargins[output]);
        }
    }

    /// <summary>Grows a round's trees from the margins as they are.</summary>
    public void Round(int round)
    {
        objective.Derive(training.Rows, gradients, hessians, team);
        for (var output = 0; output < objective.Outputs; output++)
        {
            var rows = training.Rows.Count;
            packed.Pack(gradients.AsMemory(output * rows, rows), hessians.AsMemory(output * rows, rows), team, tools.Vectorized);
            sampler.Fill(round, learning, leftOut);
            if (heldPartition is not null) RowSampler.FillAll(heldPartition);
            var tree = grower.Grow(packed, learning, following, (options.Seed, (ulong)trees.Count + 1));
            if (objective.LeafQuantile is { } quantile) LeafRenewal.Apply(tree, learning, training.Rows, quantile, options.Growth.Eta);
            AddToMargins(tree, output);
            trees.Add(tree);
        }
    }

    /// <summary>Takes a round's trees from a model of the same inputs.</summary>
    public void Replay(BoostedTreesModel model, int round, Table features, Table? heldFeatures)
    {
        for (var output = 0; output < objective.Outputs; output++)
        {
            var tree = model.Ensemble.Trees[((round - 1) * objective.Outputs) + output];
            var plan = TreeReplay.Plan(tree, training.Bins.Columns);
            Replay(tree, plan, learning, features, training.Rows, output);
            if (held is not null) Replay(tree, plan, heldPartition!, heldFeatures!, held.Rows, output);
            trees.Add(tree);
        }
    }

    private void Replay(DecisionTree tree, List<List<AppliedSplit>>? plan, RowPartition partition, Table features, BoostingRows rows, int output)
    {
        if (plan is null)
        {
            MarginUpdate.AddByWalking(tree, new TableRows(features, tools.Inputs), rows, output, team);
            return;
        }

        TreeReplay.Follow(plan, partition);
        MarginUpdate.Add(tree, partition, rows, output, team);
    }

    private void AddToMargins(DecisionTree tree, int output)
    {
        MarginUpdate.Add(tree, learning, training.Rows, output, team);
        if (leftOut is not null) MarginUpdate.Add(tree, leftOut, training.Rows, output, team);
        if (heldPartition is not null) MarginUpdate.Add(tree, heldPartition, held!.Rows, output, team);
    }
}

/// <summary>What a fit works with.</summary>
/// <param name="Inputs">The columns.</param>
/// <param name="Team">The threads.</param>
/// <param name="Vectorized">Whether kernels use vectors.</param>
internal sealed record FitTools(IReadOnlyList<InputColumn> Inputs, WorkerTeam Team, bool Vectorized);
