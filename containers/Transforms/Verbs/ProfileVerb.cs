using MlPlatform.Transforms.Data;

namespace MlPlatform.Transforms.Verbs;

/// <summary>data → profile: statistics.json and constraints.json of every column.</summary>
internal static class ProfileVerb
{
    public static Verb Verb { get; } = new("profile", ["columns", "exclude"], Run);

    private static string Run(JobFolders folders, Arguments arguments)
    {
        var (table, rejected) = DataFolder.Read(folders.Input("data"), arguments.List("columns"), []);
        table = table.Without(arguments.List("exclude"));
        TableFiles.WriteBaseline(folders, "profile", table);
        return $"Profiled {table.RowCount} rows of {table.Columns.Count} columns; {rejected.Count} rows could not be read.";
    }
}
