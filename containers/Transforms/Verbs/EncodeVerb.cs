using MlPlatform.Tables;
using MlPlatform.Transforms.Data;
using MlPlatform.Transforms.Preparation;

namespace MlPlatform.Transforms.Verbs;

/// <summary>data → encoded: label first as a number, features raw or one-hot, no header, with schema.json beside it.</summary>
internal static class EncodeVerb
{
    public static Verb Verb { get; } = new("encode", PreparedData.ArgumentNames, Run);

    private static string Run(JobFolders folders, Arguments arguments)
    {
        var data = PreparedData.From(folders, arguments);
        TableFiles.WriteCsv(folders.Output("encoded", "encoded.csv"), data.Training, header: false);
        TableFiles.WriteSchema(folders.Output("encoded", TableSchema.FileName), data.Schema);
        return $"Encoded {data.RowCount} rows as {data.Features.Columns.Count} features.";
    }
}
