using MlPlatform.Learning.Models;
using MlPlatform.Learning.Trees;
using MlPlatform.Learning.Trees.Foreign;
using MlPlatform.Learning.Trees.Scoring;
using MlPlatform.Testing;

namespace MlPlatform.Learning.Tests.Trees.Foreign;

/// <summary>Models that the real xgboost wrote: margins to the last bit, predictions to 1e-6.</summary>
public sealed class XgboostModelTests(XgboostPython xgboost) : IClassFixture<XgboostPython>
{
    private const double Tolerance = 1e-6;

    [RequiresFact(PythonModule = "xgboost")]
    public void Logistic_WithABaseScore_ScoresAsXgboostDoes() => Check("""
        save(xgb.train(dict(objective='binary:logistic', base_score=.3, max_depth=6, tree_method='hist'), xgb.DMatrix(X, signal > 0), 60), X)
        """);

    [RequiresFact(PythonModule = "xgboost")]
    public void Logistic_RawMargin_ScoresAsXgboostDoes() => Check("""
        save(xgb.train(dict(objective='binary:logitraw', base_score=.2, max_depth=3), xgb.DMatrix(X, signal > 0), 9), X)
        """);

    [RequiresFact(PythonModule = "xgboost")]
    public void SquaredError_LargeTargetsExactTrees_ScoresAsXgboostDoes() => Check("""
        save(xgb.train(dict(base_score=950, max_depth=7, tree_method='exact', eta=.1), xgb.DMatrix(X, 1000 + 50 * signal), 150), X)
        """);

    [RequiresFact(PythonModule = "xgboost")]
    public void AbsoluteError_LeafWise_ScoresAsXgboostDoes() => Check("""
        save(xgb.train(dict(objective='reg:absoluteerror', max_depth=0, max_leaves=90, grow_policy='lossguide', tree_method='hist'),
            xgb.DMatrix(X, signal), 12), X)
        """);

    [RequiresFact(PythonModule = "xgboost")]
    public void Counts_ExponentialLinks_ScoreAsXgboostDoes()
    {
        foreach (var objective in new[] { "count:poisson", "reg:gamma", "reg:tweedie" })
        {
            Check($"save(xgb.train(dict(objective='{objective}', base_score=1.7), xgb.DMatrix(X, np.exp(signal / 2)), 25), X)");
        }
    }

    [RequiresFact(PythonModule = "xgboost")]
    public void Multiclass_WithParallelTrees_ScoresAsXgboostDoes() => Check("""
        save(xgb.train(dict(objective='multi:softprob', num_class=4, num_parallel_tree=2, subsample=.7, max_depth=4),
            xgb.DMatrix(X, np.digitize(signal, [-1, 0, 1])), 8), X)
        """);

    [RequiresFact(PythonModule = "xgboost")]
    public void Ranking_Pairwise_ScoresAsXgboostDoes() => Check("""
        d = xgb.DMatrix(X, np.digitize(signal, [-1, 0, 1])); d.set_group([30] * 100)
        save(xgb.train(dict(objective='rank:pairwise'), d, 15), X)
        """);

    [RequiresFact(PythonModule = "xgboost")]
    public void Categories_PartitionAndOneHot_ScoreAsXgboostDoes()
    {
        foreach (var oneHot in new[] { 1, 100 })
        {
            Check($"""
                types = ['q', 'q', 'q', 'q', 'c', 'c']
                d = xgb.DMatrix(X, signal, feature_names=list('abcdef'), feature_types=types, enable_categorical=True)
                save(xgb.train(dict(tree_method='hist', max_cat_to_onehot={oneHot}, max_depth=5), d, 40), X)
                """);
        }
    }

    [RequiresFact(PythonModule = "xgboost")]
    public void Dart_DroppedTrees_CountWithTheirWeights() => Check("""
        save(xgb.train(dict(booster='dart', rate_drop=.2, max_depth=4), xgb.DMatrix(X, signal), 20), X)
        """);

    [RequiresFact(PythonModule = "xgboost")]
    public void LinearBooster_IsRefusedByName()
    {
        var run = xgboost.Run("save(xgb.train(dict(booster='gblinear'), xgb.DMatrix(Z, signal), 3), Z)");
        Assert.Contains("gblinear", Assert.Throws<LearningException>(() => ForeignModels.Read(run.Json)).Message);
    }

    [RequiresFact(PythonModule = "xgboost")]
    public void Model_SavedAsOurs_ScoresTheSameAndKeepsItsNames()
    {
        var run = xgboost.Run("""
            save(xgb.train(dict(objective='binary:logistic'), xgb.DMatrix(X, signal > 0, feature_names=list('abcdef')), 10), X)
            """);
        var model = ForeignModels.Read(run.Ubjson);
        var file = new MemoryStream();
        model.Save(file);

        var back = ModelReader.Read(file.ToArray());

        Assert.Equal(["a", "b", "c", "d", "e", "f"], back.Inputs.Select(input => input.Name));
        Assert.Equal(OutputKind.Probability, back.Output.Kind);
        Assert.Equal(Scores(model, run.Rows), Scores(back, run.Rows));
    }

    private void Check(string script)
    {
        var run = xgboost.Run(script);
        foreach (var file in new[] { run.Json, run.Ubjson })
        {
            var model = ForeignModels.Read(file);
            foreach (var kernel in Enum.GetValues<TreeKernel>().Where(TreeKernels.IsSupported))
            {
                var margins = new double[run.Margins.Length];
                new TreeScorer(model.Ensemble, kernel).ScoreRows(run.Rows, margins);
                Assert.Equal(run.Margins, Array.ConvertAll(margins, margin => (float)margin));
            }

            var scores = Scores(model, run.Rows);
            for (var i = 0; i < scores.Length; i++) Assert.Equal(run.Predictions[i], scores[i], Tolerance * Math.Max(1, Math.Abs(scores[i])));
        }
    }

    private static double[] Scores(ITabularModel model, double[] rows)
    {
        var scores = new double[rows.Length / model.Inputs.Count * model.Output.Width];
        model.ScoreRows(rows, scores);
        return scores;
    }
}
