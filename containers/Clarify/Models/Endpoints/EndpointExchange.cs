namespace MlPlatform.Clarify.Models.Endpoints;

/// <summary>Sends rows to an endpoint, as many at a time as a request may hold, and reads what it answers.</summary>
internal sealed class EndpointExchange(EndpointCaller caller, RequestLayout layout, AnswerReader reader, CancellationToken cancellationToken)
{
    private const int MostRows = 5000;

    /// <summary>SageMaker takes 6 MiB; some room is left for what the templates add.</summary>
    private const int MostBytes = 5 << 20;

    /// <summary>The answers to rows that lie one after another.</summary>
    public ModelAnswers Ask(ReadOnlySpan<double> rows, int width)
    {
        var parts = new List<ModelAnswers>();
        var batch = new List<string>();
        var size = 0;
        for (var start = 0; start < rows.Length; start += width)
        {
            var row = layout.Row(rows.Slice(start, width));
            if (batch.Count == MostRows || (batch.Count > 0 && size + row.Length > MostBytes))
            {
                parts.Add(Send(batch));
                batch.Clear();
                size = 0;
            }

            batch.Add(row);
            size += row.Length + 1;
        }

        parts.Add(Send(batch));
        return ModelAnswers.Join(parts);
    }

    private ModelAnswers Send(List<string> batch) => reader.Read(caller.Invoke(layout.Body(batch), cancellationToken), batch.Count);
}
