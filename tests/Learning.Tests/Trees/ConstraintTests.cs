using MlPlatform.Learning.Models;
using MlPlatform.Learning.Trees;
using static MlPlatform.Learning.Tests.Trees.TreeSamples;

namespace MlPlatform.Learning.Tests.Trees;

public sealed class ConstraintTests
{
    [Theory]
    [InlineData("(1,-1,0,0)", 1, -1)]
    [InlineData("(-1,1)", -1, 1)]
    public void Monotone_OverAGrid_NeverBreaks(string constraints, int first, int second)
    {
        var data = Numbers(800, 4, 3, (x, random) => Math.Sin(3 * x[0]) + (x[1] * x[2]) + (0.3 * random.NextNormal()));
        var model = Fit(data, ("num_round", "30"), ("monotone_constraints", constraints));
        double[] grid = [.. Enumerable.Range(-12, 25).Select(i => i / 4.0)];
        foreach (var other in grid)
        {
            var along = grid.Select(v => model.ScoreOne([v, other, -other, 0.3])).ToArray();
            var across = grid.Select(v => model.ScoreOne([other, v, 0.7, other])).ToArray();
            for (var i = 1; i < grid.Length; i++)
            {
                Assert.True(first * (along[i] - along[i - 1]) >= -1e-9, $"x0 at {grid[i]}");
                Assert.True(second * (across[i] - across[i - 1]) >= -1e-9, $"x1 at {grid[i]}");
            }
        }
    }

    [Theory]
    [InlineData("[[0,1],[2,3]]", "depthwise")]
    [InlineData("[[\"x0\",\"x1\"],[\"x2\",\"x3\"]]", "lossguide")]
    public void Interactions_OnEveryPath_StayWithinAGroup(string groups, string policy)
    {
        var data = Numbers(800, 4, 4, (x, _) => (x[0] * x[2]) + (x[1] * x[3]) + x[0]);
        var model = Fit(data, ("num_round", "10"), ("interaction_constraints", groups), ("grow_policy", policy), ("max_depth", "5"));
        foreach (var tree in model.Ensemble.Trees)
        {
            foreach (var path in Paths(tree, 0, [])) Assert.Single(path.Select(column => column / 2).Distinct());
        }
    }

    [Fact]
    public void Interactions_ThatOverlap_MeetOnlyWhereAGroupHoldsAll()
    {
        var rules = new MlPlatform.Learning.Trees.Growing.InteractionRules([[0, 1], [1, 2]], 4);
        Assert.Equal([true, true, false, false], rules.Below([0])!);
        Assert.Equal([true, true, true, false], rules.Below([1])!);
        Assert.Equal([true, true, false, false], rules.Below([1, 0])!);
        Assert.Equal([false, false, false, true], rules.Below([3])!);
    }

    [Theory]
    [InlineData("monotone_constraints", "(1,2)", "direction")]
    [InlineData("monotone_constraints", "(1,x)", "no number")]
    [InlineData("monotone_constraints", "(1,0,0,0,1)", "5 directions for 4 columns")]
    [InlineData("interaction_constraints", "[[0,9]]", "'9'")]
    [InlineData("interaction_constraints", "[[0", "list of lists")]
    [InlineData("eval_metric", "nonsense", "nonsense")]
    [InlineData("class_weights", "a", "class_weights")]
    [InlineData("objective", "reg:nonsense", "objective")]
    [InlineData("early_stopping_rounds", "3", "validation")]
    public void Hyperparameter_OutOfRule_IsNamed(string name, string value, string expected)
    {
        var error = Assert.Throws<LearningException>(() => Fit(Regression(), (name, value), ("num_round", "1")));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<int[]> Paths(DecisionTree tree, int node, int[] above)
    {
        if (tree.Feature[node] == DecisionTree.Leaf) return above.Length == 0 ? [] : [above];
        int[] path = [.. above, tree.Feature[node]];
        return Paths(tree, tree.Left[node], path).Concat(Paths(tree, tree.Right[node], path));
    }
}
