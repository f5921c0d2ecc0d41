using MlPlatform.Clarify.Bias;
using MlPlatform.Clarify.Config;
using MlPlatform.Clarify.Data;
using MlPlatform.Clarify.Explanations;
using MlPlatform.Clarify.Results;
using MlPlatform.Tables;
using MlPlatform.Trust.Bias;

namespace MlPlatform.Clarify;

/// <summary>What a configuration asks of a data set, done part by part; each part adds to the result.</summary>
internal sealed class Analysis(AnalysisConfig config, Dataset dataset, ScoredModel? model, TextWriter log)
{
    private readonly MethodsConfig methods = config.Methods!;

    public void Run(ClarifyResult result)
    {
        if (methods.PreTrainingBias is not null || methods.PostTrainingBias is not null) CompareGroups(result);
        if (methods.Shap is { } shap) Explain(result, shap);
    }

    private void CompareGroups(ClarifyResult result)
    {
        var preTraining = MetricChoice.Of(methods.PreTrainingBias, BiasStage.PreTraining);
        var postTraining = MetricChoice.Of(methods.PostTrainingBias, BiasStage.PostTraining);
        var label = LabelColumn.Of(dataset.Column(config.Label!, "label"), config.LabelValuesOrThreshold!);
        result.Label = label;

        var predicted = methods.PostTrainingBias is null ? null : Predict(label, result);
        var strata = config.GroupVariable is { } variable ? CodedColumn.Of(dataset.Column(variable, "group variable")) : null;
        var analysis = new BiasAnalysis(label, predicted, strata);
        foreach (var facet in config.Facet!)
        {
            var column = dataset.Column(facet.NameOrIndex ?? throw new ClarifyException("A facet has no name_or_index."), "facet");
            foreach (var group in FacetGroups.Of(column, facet.ValueOrThreshold))
            {
                result.Groups.Add(analysis.Compare(group, preTraining, postTraining));
                log.WriteLine($"Compared {group.Title} with {group.RestTitle}.");
            }
        }
    }

    private int[] Predict(LabelColumn label, ClarifyResult result)
    {
        if (config.PredictedLabel is { } column)
        {
            result.PredictionSource = $"the column {column}";
            return label.Recode(dataset.Column(column, "predicted label"));
        }

        result.PredictionSource = "the model";
        return RequireModel("Bias after training").PredictedLabels(label, config.ProbabilityThreshold);
    }

    private void Explain(ClarifyResult result, ShapConfig shap)
    {
        result.Explanation = ShapAnalysis.Explain(shap, RequireModel("SHAP"), Features());
        log.WriteLine($"Explained {result.Explanation.Values.Rows} rows.");
    }

    private ScoredModel RequireModel(string what) => model ?? throw new ClarifyException(
        $"{what} needs a model: give its archive (model.tar.gz) as an input named '{ModelArchive.Input}'{(what == "SHAP" ? "" : ", or a column of predictions as 'predicted_label'")}.");

    /// <summary>The columns that are features: all but the label, the predictions and those excluded.</summary>
    private Table Features()
    {
        var others = new[] { config.Label, config.PredictedLabel, config.JoinsourceNameOrIndex }.OfType<string>().Concat(config.ExcludedColumns ?? []);
        return dataset.Table.Without([.. others.Select(reference => dataset.Column(reference, "column").Name)]);
    }
}
