using MlPlatform.Tables;
using MlPlatform.Transforms.Data;
using MlPlatform.Transforms.Quality;

namespace MlPlatform.Transforms.Verbs;

/// <summary>data → clean, quarantine, report: sets bad rows aside with reasons, drops repeats, and fails where a threshold is passed.</summary>
internal static class QualityVerb
{
    public static Verb Verb { get; } = new("quality", QualityRules.ArgumentNames, Run);

    private static string Run(JobFolders folders, Arguments arguments)
    {
        var rules = QualityRules.From(arguments);
        var result = QualityCheck.Run(DataFolder.Read(folders.Input("data"), arguments.List("columns"), []), rules);

        TableFiles.WriteCsv(folders.Output("clean", "clean.csv"), result.Clean, header: true);
        TableFiles.WriteSchema(folders.Output("clean", TableSchema.FileName), result.Clean.Schema);
        QualityFiles.WriteQuarantine(folders.Output("quarantine", QualityFiles.QuarantineName), result);
        QualityFiles.WriteReport(folders.Output("report", QualityFiles.ReportName), result);
        TableFiles.WriteBaseline(folders, "report", result.Clean);

        if (result.Violations.Count > 0) throw new TransformException($"The data is not good enough: {string.Join(" ", result.Violations)}");
        return $"{result.RowsIn} rows in, {result.Clean.RowCount} clean, {result.Quarantined.Count} quarantined, {result.Duplicates} repeated.";
    }
}
