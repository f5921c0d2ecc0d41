using System.Buffers;
using MlPlatform.Learning.Models;

namespace MlPlatform.Learning.Payloads;

/// <summary>Answers request bodies with response bodies: bytes in, bytes out, as SageMaker's algorithm of the model does.</summary>
/// <remarks>
/// Requests: <c>text/csv</c> (one row per line, no label, no header), <c>text/libsvm</c>, <c>application/json</c>
/// (<c>{"instances":[{"features":[...]}]}</c>, <c>{"instances":[[...]]}</c>) and <c>application/jsonlines</c>. Responses:
/// <c>application/json</c>, <c>application/jsonlines</c> and <c>text/csv</c>; JSON where nothing is asked for, CSV of XGBoost. Thread-safe.
/// </remarks>
/// <param name="model">The model that answers.</param>
/// <param name="isBatch">Whether responses are files of a batch job: XGBoost then puts every row on a line of its own.</param>
public sealed class Predictor(ITabularModel model, bool isBatch = false)
{
    public const string Csv = "text/csv";
    public const string Json = "application/json";
    public const string JsonLines = "application/jsonlines";

    private const int StackValues = 512;
    private const int RowsPerBatch = 256;

    private readonly RowParser parser = new(model.Inputs);
    private readonly PredictionLayout layout = new(model);

    public ITabularModel Model => model;

    /// <summary>Scores every row of a body and writes the response; returns the response's content type.</summary>
    public string Predict(ReadOnlySpan<byte> body, string? contentType, string? accept, IBufferWriter<byte> response)
    {
        var (width, outputWidth) = (Math.Max(1, parser.Width), model.Output.Width);
        var rowCount = RowsFor(body.Length);
        if (rowCount * (width + outputWidth) <= StackValues)
        {
            Span<double> values = stackalloc double[StackValues];
            return Predict(body, contentType, accept, response, values[..(rowCount * width)], values[(rowCount * width)..]);
        }

        var rented = ArrayPool<double>.Shared.Rent(rowCount * (width + outputWidth));
        try
        {
            var values = rented.AsSpan(0, rowCount * (width + outputWidth));
            return Predict(body, contentType, accept, response, values[..(rowCount * width)], values[(rowCount * width)..]);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    private string Predict(ReadOnlySpan<byte> body, string? contentType, string? accept, IBufferWriter<byte> response, Span<double> rows, Span<double> outputs)
    {
        var responseType = ResponseType(accept);
        var batch = new RowBatch(model, new PredictionWriter(layout, responseType, layout.IsXgboost && !isBatch, response), rows, outputs);
        switch (MediaType(contentType))
        {
            case "" or Csv:
                CsvPayload.Read(body, parser, ref batch);
                break;
            case Json:
                JsonPayload.Read(body, parser, ref batch);
                break;
            case JsonLines or "application/x-jsonlines":
                JsonPayload.ReadLines(body, parser, ref batch);
                break;
            case "text/libsvm" or "text/x-libsvm":
                LibsvmPayload.Read(body, parser, ref batch);
                break;
            default:
                throw new PayloadException($"The content type '{contentType}' is not supported; {Csv}, text/libsvm, {Json} and {JsonLines} are.");
        }

        if (batch.Count == 0) throw new PayloadException("The request holds no row.");
        batch.End();
        return responseType;
    }

    /// <summary>Enough rows to score at once, and no more than a body can hold: a value and its separator are two bytes.</summary>
    private int RowsFor(int bodyLength) => Math.Clamp((bodyLength / (2 * Math.Max(1, parser.Width))) + 1, 1, RowsPerBatch);

    private string ResponseType(string? accept) => MediaType(accept) switch
    {
        "" or "*/*" => layout.IsXgboost ? Csv : Json,
        "application/*" or Json => Json,
        Csv or "text/*" => Csv,
        JsonLines or "application/x-jsonlines" => JsonLines,
        _ => throw new PayloadException($"The accept type '{accept}' is not supported; {Json}, {JsonLines} and {Csv} are."),
    };

    private static string MediaType(string? header)
    {
        if (header is null) return "";
        var end = header.AsSpan().IndexOfAny(';', ',');
        return (end < 0 ? header : header[..end]).Trim().ToLowerInvariant();
    }
}
