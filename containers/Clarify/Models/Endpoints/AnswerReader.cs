using System.Text;
using System.Text.Json;
using MlPlatform.Clarify.Config;
using MlPlatform.Clarify.Json;
using MlPlatform.Tables.Reading;

namespace MlPlatform.Clarify.Models.Endpoints;

/// <summary>Reads labels and scores from the answers of a model, where <c>label</c> and <c>probability</c> of the predictor say they stand.</summary>
internal sealed class AnswerReader
{
    private readonly string format;
    private readonly JsonPath? label;
    private readonly JsonPath? probability;
    private readonly int? labelIndex;
    private readonly int? probabilityIndex;

    public AnswerReader(PredictorConfig predictor, string format)
    {
        this.format = format;
        if (format == Formats.Csv)
        {
            labelIndex = Index("label", predictor.Label);
            probabilityIndex = Index("probability", predictor.Probability);
        }
        else
        {
            label = predictor.Label is null ? null : JsonPath.Parse(predictor.Label);
            probability = predictor.Probability is null ? null : JsonPath.Parse(predictor.Probability);
        }
    }

    /// <summary>The answers to a request of so many rows.</summary>
    /// <exception cref="ClarifyException">The body is not what was agreed, or answers another number of rows.</exception>
    public ModelAnswers Read(string body, int rows)
    {
        var records = format switch
        {
            Formats.Csv => CsvRecords(body, rows),
            Formats.JsonLines => Lines(body),
            _ => Document(body),
        };
        return records.Count == rows
            ? new AnswerRecords(records).ToAnswers()
            : throw new ClarifyException($"The model answered {records.Count} predictions to {rows} rows: {Short(body)}");
    }

    private List<AnswerRecord> CsvRecords(string body, int rows)
    {
        var lines = new List<string[]>();
        var fields = new CsvFields(Encoding.UTF8.GetBytes(body));
        while (fields.NextRecord())
        {
            var cells = new List<string>();
            while (fields.NextField()) cells.Add(Encoding.UTF8.GetString(fields.HasDoubledQuotes ? fields.Unescaped() : fields.Current));
            lines.Add([.. cells]);
        }

        // XGBoost puts the scores of all rows on one line.
        if (rows > 1 && lines is [var single] && single.Length % rows == 0) lines = [.. single.Chunk(single.Length / rows)];
        return lines.ConvertAll(cells => labelIndex is null && probabilityIndex is null
            ? AnswerRecord.Of(cells)
            : new AnswerRecord(labelIndex is { } l ? AnswerRecord.Listed(Field(cells, l)) : null, probabilityIndex is { } p ? AnswerRecord.Listed(Field(cells, p)) : null));
    }

    private static string Field(string[] cells, int index) => index < cells.Length
        ? cells[index]
        : throw new ClarifyException($"The model's answer has {cells.Length} fields; the predictor's label or probability is to be field {index}.");

    private List<AnswerRecord> Lines(string body) => [.. body.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line =>
    {
        using var document = Parse(line);
        return label is null && probability is null
            ? AnswerRecord.Of(Texts(new JsonValue(document.RootElement)))
            : new AnswerRecord(label is null ? null : Texts(Found(label, document)), probability is null ? null : Texts(Found(probability, document)));
    })];

    private List<AnswerRecord> Document(string body)
    {
        using var document = Parse(body);
        if (label is null && probability is null) return Records(new JsonValue(document.RootElement), null).ConvertAll(record => AnswerRecord.Of(record.Labels!));
        return Records(label is null ? null : Found(label, document), probability is null ? null : Found(probability, document));
    }

    private static List<AnswerRecord> Records(JsonValue? labels, JsonValue? probabilities)
    {
        if ((labels ?? probabilities) is not { IsList: true } first || probabilities is { IsList: false })
        {
            throw new ClarifyException("The model's answer holds no list with an entry per row; 'label' and 'probability' of the predictor must be paths to one, such as predictions[*].score.");
        }

        if (labels is not null && probabilities is not null && labels.Value.Items.Count != probabilities.Value.Items.Count)
        {
            throw new ClarifyException($"The model's answer holds {labels.Value.Items.Count} labels and {probabilities.Value.Items.Count} probabilities.");
        }

        return [.. first.Items.Select((_, row) => new AnswerRecord(
            labels is { } l ? Texts(l.Items[row]) : null, probabilities is { } p ? Texts(p.Items[row]) : null))];
    }

    private static JsonValue Found(JsonPath path, JsonDocument document) =>
        path.Find(document.RootElement) is { IsNull: false } found ? found : throw new ClarifyException($"The model's answer holds nothing at '{path}': {Short(document.RootElement.GetRawText())}");

    private static string[] Texts(JsonValue value) => value.IsList ? [.. value.Items.Select(Text)] : [Text(value)];

    private static string Text(JsonValue value) => value.Cell is { Length: > 0 } text
        ? text
        : throw new ClarifyException("The model's answer holds a list, an object or null where a label or a number is expected; 'label' and 'probability' of the predictor say where those stand.");

    private static JsonDocument Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException fault)
        {
            throw new ClarifyException($"The model's answer is not JSON: {Short(json)}", fault);
        }
    }

    private static int? Index(string member, string? value) => value is null ? null
        : int.TryParse(value, out var index) && index >= 0 ? index
        : throw new ClarifyException($"The predictor's {member} is '{value}'; of an answer in {Formats.Csv} it is an index from 0.");

    private static string Short(string text) => text.Length <= 200 ? text : text[..200] + "...";
}
