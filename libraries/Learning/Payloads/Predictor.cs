using System.Buffers;
using MlPlatform.Learning.Models;

namespace MlPlatform.Learning.Payloads;

/// <summary>Answers request bodies with response bodies: bytes in, bytes out, as SageMaker's linear learner does.</summary>
/// <remarks>
/// Requests: <c>text/csv</c> (one row per line, no label, no header), <c>application/json</c>
/// (<c>{"instances":[{"features":[...]}]}</c>, <c>{"instances":[[...]]}</c>) and <c>application/jsonlines</c>. Responses:
/// <c>application/json</c> (the default), <c>application/jsonlines</c> and <c>text/csv</c> (one score per line). Thread-safe.
/// </remarks>
public sealed class Predictor(ITabularModel model)
{
    public const string Csv = "text/csv";
    public const string Json = "application/json";
    public const string JsonLines = "application/jsonlines";

    private const int StackRow = 256;

    private readonly RowParser parser = new(model.Inputs);

    public ITabularModel Model => model;

    /// <summary>Scores every row of a body and writes the response; returns the response's content type.</summary>
    public string Predict(ReadOnlySpan<byte> body, string? contentType, string? accept, IBufferWriter<byte> response)
    {
        var responseType = ResponseType(accept);
        var writer = new PredictionWriter(model, responseType, response);
        var row = parser.Width <= StackRow ? stackalloc double[parser.Width] : new double[parser.Width];
        switch (MediaType(contentType))
        {
            case "" or Csv:
                CsvPayload.Score(body, parser, model, row, ref writer);
                break;
            case Json:
                JsonPayload.Score(body, parser, model, row, ref writer);
                break;
            case JsonLines or "application/x-jsonlines":
                JsonPayload.ScoreLines(body, parser, model, row, ref writer);
                break;
            default:
                throw new PayloadException($"The content type '{contentType}' is not supported; {Csv}, {Json} and {JsonLines} are.");
        }

        if (writer.Count == 0) throw new PayloadException("The request holds no row.");
        writer.End();
        return responseType;
    }

    private static string ResponseType(string? accept) => MediaType(accept) switch
    {
        "" or "*/*" or "application/*" or Json => Json,
        Csv => Csv,
        JsonLines or "application/x-jsonlines" => JsonLines,
        _ => throw new PayloadException($"The accept type '{accept}' is not supported; {Json}, {JsonLines} and {Csv} are."),
    };

    private static string MediaType(string? header)
    {
        if (header is null) return "";
        var end = header.IndexOfAny([';', ',']);
        return (end < 0 ? header : header[..end]).Trim().ToLowerInvariant();
    }
}
