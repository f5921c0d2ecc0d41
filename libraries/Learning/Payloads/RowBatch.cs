using MlPlatform.Learning.Models;

namespace MlPlatform.Learning.Payloads;

/// <summary>Gathers the rows of a request, scores them together and hands their outputs to the response.</summary>
internal ref struct RowBatch(ITabularModel model, PredictionWriter writer, Span<double> rows, Span<double> outputs)
{
    private readonly int width = model.Inputs.Count;
    private readonly int outputWidth = model.Output.Width;
    private readonly Span<double> rows = rows;
    private readonly Span<double> outputs = outputs;
    private PredictionWriter writer = writer;
    private int waiting = 0;

    /// <summary>How many rows were added.</summary>
    public int Count { get; private set; } = 0;

    /// <summary>Where the values of the next row go.</summary>
    public readonly Span<double> Next => rows.Slice(waiting * width, width);

    /// <summary>Takes the row that <see cref="Next"/> was filled with.</summary>
    public void Add()
    {
        Count++;
        if ((++waiting + 1) * width > rows.Length) Score();
    }

    /// <summary>Scores what is left and ends the response.</summary>
    public void End()
    {
        Score();
        writer.End();
    }

    private void Score()
    {
        var scored = outputs[..(waiting * outputWidth)];
        if (waiting == 1) model.Score(rows[..width], scored);
        else if (waiting > 1) model.ScoreRows(rows[..(waiting * width)], scored);
        for (var start = 0; start < scored.Length; start += outputWidth) writer.Add(scored.Slice(start, outputWidth));
        waiting = 0;
    }
}
