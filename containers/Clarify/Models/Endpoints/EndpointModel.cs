using MlPlatform.Clarify.Bias;
using MlPlatform.Learning.Models;
using MlPlatform.Tables;
using MlPlatform.Trust;

namespace MlPlatform.Clarify.Models.Endpoints;

/// <summary>A model behind an endpoint.</summary>
internal sealed class EndpointModel : AnalysedModel
{
    private readonly EndpointColumns columns;
    private readonly EndpointExchange exchange;
    private readonly ModelAnswers answers;

    /// <param name="title">What reports call it.</param>
    /// <param name="columns">The columns that it is sent.</param>
    /// <param name="exchange">Sends rows and reads the answers.</param>
    /// <param name="features">The rows of the data set, which are scored at once.</param>
    public EndpointModel(string title, EndpointColumns columns, EndpointExchange exchange, Table features)
    {
        Title = title;
        this.columns = columns;
        this.exchange = exchange;
        answers = exchange.Ask(Rows(features), Inputs.Count);
        Scorer = new Scorer([.. Inputs.Select(input => input.Name)], answers.Width, Score);
    }

    public override string Title { get; }

    public override IReadOnlyList<InputColumn> Inputs => columns.Columns;

    public override Scorer Scorer { get; }

    public override bool GivesProbabilities => answers.Scores is { } scores && Array.TrueForAll(scores, score => score is >= 0 and <= 1);

    public override IReadOnlyList<string> Labels =>
        LabelHeaders is { } headers && headers.Count == answers.Width ? headers : [.. Enumerable.Range(0, answers.Width).Select(i => $"label{i}")];

    public override string Unit => GivesProbabilities ? "probability" : "the model's own score";

    /// <summary>The class of each score, where the configuration names them.</summary>
    public IReadOnlyList<string>? LabelHeaders { get; init; }

    public override int[] PredictedLabels(LabelColumn label, double? threshold) => new PredictedLabels(label, LabelHeaders, threshold).Of(answers);

    protected override Table Bound(Table table) => columns.Learn(table);

    /// <summary>Scores are asked for from within explainers, to which a model that fails is one that answers wrongly.</summary>
    private void Score(ReadOnlySpan<double> rows, Span<double> scores)
    {
        try
        {
            var found = exchange.Ask(rows, Inputs.Count).Scores
                ?? throw new TrustException("The model answers labels that are no numbers; 'probability' of the predictor must say where its scores stand.");
            if (found.Length != scores.Length) throw new TrustException($"The model answered {found.Length} scores where {scores.Length} were expected.");
            found.CopyTo(scores);
        }
        catch (ClarifyException fault)
        {
            throw new TrustException(fault.Message);
        }
    }
}
