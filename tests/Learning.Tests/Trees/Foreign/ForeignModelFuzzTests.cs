using System.Text;
using MlPlatform.Learning.Models;
using MlPlatform.Learning.Trees.Foreign;
using MlPlatform.Tables;
using MlPlatform.Testing;

namespace MlPlatform.Learning.Tests.Trees.Foreign;

/// <summary>Cut and altered files: a model that can be scored, or a refusal that says why, and never much memory.</summary>
public sealed class ForeignModelFuzzTests(XgboostPython xgboost) : IClassFixture<XgboostPython>
{
    private const long MostBytes = 64L << 20;

    private const string SmallJson = """
        {"learner":{"feature_names":["a","b"],"feature_types":["q","c"],"gradient_booster":{"model":{"gbtree_model_param":{"num_trees":"1"},
        "tree_info":[0],"trees":[{"categories":[1,3],"categories_nodes":[1],"categories_segments":[0],"categories_sizes":[2],
        "default_left":[1,0,0,0,0],"left_children":[1,3,-1,-1,-1],"right_children":[2,4,-1,-1,-1],"loss_changes":[2,1,0,0,0],
        "split_conditions":[0.5,NaN,0.25,-0.5,1],"split_indices":[0,1,0,0,0],"split_type":[0,1,0,0,0],"sum_hessian":[4,2,2,1,1],
        "tree_param":{"num_nodes":"5","size_leaf_vector":"0"}}]},"name":"gbtree"},
        "learner_model_param":{"base_score":"[5E-1]","num_class":"0","num_feature":"2","num_target":"1"},
        "objective":{"name":"binary:logistic"}},"version":[3,0,0]}
        """;

    [Fact]
    public void SmallJson_Whole_ScoresByHand()
    {
        var model = ForeignModels.Read(Encoding.UTF8.GetBytes(SmallJson));

        Assert.Equal(["a", "b"], model.Inputs.Select(input => input.Name));
        Assert.Equal([1, -0.5, -0.5, 0.25], new[] { Margin(model, 0, 3), Margin(model, double.NaN, 2), Margin(model, 0, 99), Margin(model, 0.5, 1) });
    }

    [Fact]
    public void Json_CutOrAltered_IsScoredOrRefused() => Fuzz(Encoding.UTF8.GetBytes(SmallJson), everyCut: true);

    [Fact]
    public void LightGbmText_CutOrAltered_IsScoredOrRefused() => Fuzz(Encoding.UTF8.GetBytes(new LightGbmText(11, 1).Write(2, 6)), everyCut: false);

    [RequiresFact(PythonModule = "xgboost")]
    public void Ubjson_CutOrAltered_IsScoredOrRefused()
    {
        var run = xgboost.Run("save(xgb.train(dict(max_depth=2, tree_method='hist'), xgb.DMatrix(X, signal), 2), X)");
        Fuzz(run.Ubjson, everyCut: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[1,2]")]
    [InlineData("tree")]
    [InlineData("PK\u0003\u0004")]
    public void File_OfAnotherKind_IsRefused(string text) =>
        Assert.Throws<LearningException>(() => ForeignModels.Read(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void OldBinaryForm_IsRefusedWithWhatToDo() =>
        Assert.Contains("save_model", Assert.Throws<LearningException>(() => ForeignModels.Read("binf\0\0\0?"u8)).Message);

    [Fact]
    public void Ubjson_NestedWithoutEnd_IsRefused() =>
        Assert.Contains("deeper", Assert.Throws<LearningException>(() => ForeignModels.Read(
            [(byte)'{', (byte)'i', 1, (byte)'a', .. Enumerable.Repeat((byte)'[', 100_000)])).Message);

    private static void Fuzz(byte[] file, bool everyCut)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var length = 0; length < file.Length; length++)
        {
            var refused = Refused(file.AsSpan(0, length));
            if (everyCut) Assert.True(refused, $"The first {length} of {file.Length} bytes are taken for a model.");
        }

        var random = new SeededRandom(12);
        for (var i = 0; i < 4000; i++)
        {
            var altered = (byte[])file.Clone();
            for (var flips = 1 + random.NextInt32(3); flips > 0; flips--) altered[random.NextInt32(altered.Length)] = (byte)random.NextInt32(256);
            Refused(altered);
        }

        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / (file.Length + 4000);
        Assert.True(each < MostBytes, $"A file of {file.Length} bytes took {each} bytes.");
    }

    private static bool Refused(ReadOnlySpan<byte> file)
    {
        try
        {
            var model = ForeignModels.Read(file);
            model.Score(new double[model.Inputs.Count], new double[model.Output.Width]);
            return false;
        }
        catch (LearningException)
        {
            return true;
        }
    }

    private static double Margin(ITabularModel model, params double[] row)
    {
        var margin = new double[1];
        ((Learning.Trees.BoostedTreesModel)model).Margins(row, margin);
        return margin[0];
    }
}
