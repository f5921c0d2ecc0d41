using System.Text;
using MlPlatform.Clarify.Config;
using MlPlatform.Clarify.Results;

namespace MlPlatform.Clarify.Models.Endpoints;

/// <summary>How rows become the body of a request: CSV, JSON Lines or JSON, in the templates of the configuration.</summary>
internal sealed class RequestLayout
{
    private const string Features = "$features";
    private const string KeyedFeatures = "$features_kvp";
    private const string Records = "$records";

    private readonly EndpointColumns columns;
    private readonly string content;
    private readonly string record;

    /// <param name="predictor">Says the form and the templates.</param>
    /// <param name="datasetType">The form where the predictor says none.</param>
    /// <param name="columns">A row's columns.</param>
    public RequestLayout(PredictorConfig predictor, string datasetType, EndpointColumns columns)
    {
        this.columns = columns;
        ContentType = Formats.Check("content_type", predictor.ContentType ?? datasetType);
        Accept = Formats.Check("accept_type", predictor.AcceptType ?? ContentType);
        content = predictor.ContentTemplate ?? (ContentType == Formats.JsonLines ? "{\"features\":$features}" : "{\"instances\":$records}");
        record = predictor.RecordTemplate ?? "{\"features\":$features}";
        CheckTemplates(predictor);
    }

    public string ContentType { get; }

    public string Accept { get; }

    /// <summary>One row as it stands in a body.</summary>
    public string Row(ReadOnlySpan<double> row)
    {
        if (ContentType == Formats.Csv)
        {
            var line = new StringBuilder();
            for (var i = 0; i < row.Length; i++) line.Append(i == 0 ? "" : ",").Append(Csv.Quoted(columns.Text(i, row[i])));
            return line.Append('\n').ToString();
        }

        return ContentType == Formats.JsonLines ? Filled(content, row) + "\n" : Filled(record, row);
    }

    /// <summary>The body of rows that <see cref="Row"/> made.</summary>
    public byte[] Body(IReadOnlyList<string> rows) => Encoding.UTF8.GetBytes(
        ContentType == Formats.Json ? content.Replace(Records, $"[{string.Join(',', rows)}]", StringComparison.Ordinal) : string.Concat(rows));

    private string Filled(string template, ReadOnlySpan<double> row)
    {
        var (plain, keyed) = (new StringBuilder("["), new StringBuilder("{"));
        for (var i = 0; i < row.Length; i++)
        {
            var cell = columns.Json(i, row[i]);
            plain.Append(i == 0 ? "" : ",").Append(cell);
            keyed.Append(i == 0 ? "" : ",").Append(EndpointColumns.Quoted(columns.Columns[i].Name)).Append(':').Append(cell);
        }

        // The longer name first: it begins with the shorter one.
        return template.Replace(KeyedFeatures, keyed.Append('}').ToString(), StringComparison.Ordinal).Replace(Features, plain.Append(']').ToString(), StringComparison.Ordinal);
    }

    private void CheckTemplates(PredictorConfig predictor)
    {
        if (ContentType == Formats.Json)
        {
            if (!content.Contains(Records, StringComparison.Ordinal)) throw new ClarifyException($"The content_template of {Formats.Json} must hold {Records}; it is {content}");
            if (!record.Contains(Features, StringComparison.Ordinal)) throw new ClarifyException($"The record_template must hold {Features} or {KeyedFeatures}; it is {record}");
        }
        else if (ContentType == Formats.JsonLines)
        {
            if (!content.Contains(Features, StringComparison.Ordinal)) throw new ClarifyException($"The content_template of {Formats.JsonLines} must hold {Features} or {KeyedFeatures}; it is {content}");
        }
        else if ((predictor.ContentTemplate ?? predictor.RecordTemplate) is not null)
        {
            throw new ClarifyException($"Templates (content_template, record_template) go with {Formats.JsonLines} and {Formats.Json}, not with {Formats.Csv}.");
        }
    }
}
