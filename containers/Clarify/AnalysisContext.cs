using MlPlatform.Clarify.Bias;
using MlPlatform.Clarify.Config;
using MlPlatform.Clarify.Data;
using MlPlatform.Clarify.Models;
using MlPlatform.Clarify.Results;
using MlPlatform.Tables;
using MlPlatform.Trust.Bias;

namespace MlPlatform.Clarify;

/// <summary>What the parts of an analysis share. Label, groups and model are made when the first part asks for them.</summary>
internal sealed class AnalysisContext
{
    /// <summary>The share of resamples that an interval holds.</summary>
    public const double ConfidenceLevel = 0.95;

    private readonly Lazy<LabelColumn> label;
    private readonly Lazy<IReadOnlyList<FacetGroup>> groups;
    private readonly Lazy<Predictions> predictions;
    private readonly Lazy<Table> features;
    private readonly Lazy<AnalysedModel?> model = new(() => null);

    /// <param name="config">What is asked for.</param>
    /// <param name="dataset">The rows.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="log">Where progress goes.</param>
    public AnalysisContext(AnalysisConfig config, Dataset dataset, ResultFolder output, TextWriter log)
    {
        Config = config;
        Dataset = dataset;
        Output = output;
        Log = log;
        features = new Lazy<Table>(dataset.Features);
        label = new Lazy<LabelColumn>(FindLabel);
        predictions = new Lazy<Predictions>(() => Bias.Predictions.Of(this));
        groups = new Lazy<IReadOnlyList<FacetGroup>>(FindGroups);
    }

    /// <summary>Finds the model over these feature columns; null where the job has none.</summary>
    public required Func<Table, AnalysedModel?> FindModel { init => model = new Lazy<AnalysedModel?>(() => value(Features)); }

    /// <summary>Brings what lies below an S3 address and answers with the folder where it is.</summary>
    public required Func<string, string> Download { get; init; }

    public AnalysisConfig Config { get; }

    public MethodsConfig Methods => Config.Methods!;

    public Dataset Dataset { get; }

    /// <summary>The columns that the model sees.</summary>
    public Table Features => features.Value;

    public ResultFolder Output { get; }

    public TextWriter Log { get; }

    /// <summary>How many threads a part may use; its numbers do not depend on it.</summary>
    public int Threads { get; } = Environment.ProcessorCount;

    /// <summary>How intervals are found: alike in every job, so that reports can be compared.</summary>
    public BootstrapOptions Bootstrap => new() { Resamples = 1000, Level = ConfidenceLevel, Seed = 1, Threads = Threads };

    /// <summary>An earlier analysis to compare with; null where none was given.</summary>
    public PreviousAnalysis? Previous { get; init; }

    /// <summary>The predicted labels, or the reason why there are none as an error.</summary>
    public Predictions Predictions => predictions.Value;

    public LabelColumn Label => label.Value;

    /// <summary>The groups that are compared, of all facets.</summary>
    public IReadOnlyList<FacetGroup> Groups => groups.Value;

    /// <summary>The model, or the reason why there is none as an error.</summary>
    /// <param name="what">What needs it, as a sentence begins.</param>
    public AnalysedModel RequireModel(string what) => model.Value ?? throw new ClarifyException(
        $"{what} needs a model: name it in 'predictor' (model_name or endpoint_name), or give its archive (model.tar.gz) as an input named '{ModelArchive.Input}'.");

    private LabelColumn FindLabel() => LabelColumn.Of(Dataset.Column(Dataset.Label!, "label"), Config.LabelValuesOrThreshold!);

    private List<FacetGroup> FindGroups() =>
        [.. Config.Facet!.SelectMany(facet => FacetGroups.Of(Dataset.Column(facet.NameOrIndex!, "facet"), facet.ValueOrThreshold))];
}
