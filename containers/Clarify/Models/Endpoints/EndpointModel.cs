using MlPlatform.Clarify.Bias;
using MlPlatform.Clarify.Config;
using MlPlatform.Learning.Models;
using MlPlatform.Tables;
using MlPlatform.Trust;

namespace MlPlatform.Clarify.Models.Endpoints;

/// <summary>A model behind an endpoint.</summary>
internal sealed class EndpointModel : AnalysedModel
{
    private const int MostRows = 5000;
    /// <summary>SageMaker takes 6 MiB; some room is left for what the templates add.</summary>
    private const int MostBytes = 5 << 20;

    private readonly EndpointCaller caller;
    private readonly RequestLayout layout;
    private readonly AnswerReader reader;
    private readonly ModelAnswers answers;
    private readonly CancellationToken cancellationToken;

    /// <param name="title">What reports call it.</param>
    /// <param name="caller">Invokes the endpoint.</param>
    /// <param name="layout">Writes requests.</param>
    /// <param name="reader">Reads answers.</param>
    /// <param name="features">The rows of the data set, which are scored at once.</param>
    /// <param name="cancellationToken">Ends every later invocation too.</param>
    public EndpointModel(string title, EndpointCaller caller, RequestLayout layout, AnswerReader reader, Table features, CancellationToken cancellationToken)
    {
        Title = title;
        this.caller = caller;
        this.layout = layout;
        this.reader = reader;
        this.cancellationToken = cancellationToken;
        Inputs = EndpointRows.Columns(features);
        answers = Ask(Rows(features));
        Scorer = new Scorer([.. Inputs.Select(input => input.Name)], answers.Width, Score);
    }

    public override string Title { get; }

    public override IReadOnlyList<InputColumn> Inputs { get; }

    public override Scorer Scorer { get; }

    public override bool GivesProbabilities => answers.Scores is { } scores && Array.TrueForAll(scores, score => score is >= 0 and <= 1);

    public override IReadOnlyList<string> Labels => LabelHeaders is { } headers && headers.Count == answers.Width ? headers : [.. Enumerable.Range(0, answers.Width).Select(i => $"label{i}")];

    public override string Unit => GivesProbabilities ? "probability" : "the model's own score";

    /// <summary>The class of each score, where the configuration names them.</summary>
    public IReadOnlyList<string>? LabelHeaders { get; init; }

    public override int[] PredictedLabels(LabelColumn label, double? threshold) => new PredictedLabels(label, LabelHeaders, threshold).Of(answers);

    protected override Table Bound(Table table) => EndpointRows.Coded(table);

    private void Score(ReadOnlySpan<double> rows, Span<double> scores)
    {
        var found = Ask(rows).Scores ?? throw new ClarifyException("The model answers labels that are no numbers; 'probability' of the predictor must say where its scores stand.");
        if (found.Length != scores.Length) throw new ClarifyException($"The model answered {found.Length} scores where {scores.Length} were expected.");
        found.CopyTo(scores);
    }

    private ModelAnswers Ask(ReadOnlySpan<double> rows)
    {
        var parts = new List<ModelAnswers>();
        var batch = new List<string>();
        var size = 0;
        for (var start = 0; start < rows.Length; start += Inputs.Count)
        {
            var row = layout.Row(rows.Slice(start, Inputs.Count));
            if (batch.Count == MostRows || (batch.Count > 0 && size + row.Length > MostBytes)) Send(batch, parts, ref size);
            batch.Add(row);
            size += row.Length + 1;
        }

        Send(batch, parts, ref size);
        return ModelAnswers.Join(parts);
    }

    private void Send(List<string> batch, List<ModelAnswers> parts, ref int size)
    {
        parts.Add(reader.Read(caller.Invoke(layout.Body(batch), cancellationToken), batch.Count));
        batch.Clear();
        size = 0;
    }
}
