using System.CommandLine;

namespace MlPlatform.Demo;

/// <summary>The options of the demo; for its own data set it knows label, favorable value and facets itself.</summary>
internal static class DemoCommandLine
{
    public static RootCommand Create(out Func<ParseResult, DemoOptions> read)
    {
        var data = new Option<FileInfo?>("--data");
        var label = new Option<string?>("--label");
        var favorable = new Option<string?>("--favorable");
        var facets = new Option<string[]>("--facet");
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => 7 };
        var rows = new Option<int>("--rows") { DefaultValueFactory = _ => 5000 };
        var state = new Option<DirectoryInfo>("--state") { DefaultValueFactory = _ => new DirectoryInfo("demo") };
        read = parsed => Read(parsed.GetValue(data), parsed.GetValue(label), parsed.GetValue(favorable), parsed.GetValue(facets) ?? []) with
        {
            Seed = parsed.GetValue(seed),
            Rows = parsed.GetValue(rows),
            State = parsed.GetValue(state)!,
        };
        return new RootCommand("Drives the platform through the AWS API.") { data, label, favorable, facets, seed, rows, state };
    }

    private static DemoOptions Read(FileInfo? data, string? label, string? favorable, string[] facets) => new()
    {
        Data = data,
        Label = label ?? SyntheticCredit.Label,
        Favorable = favorable ?? SyntheticCredit.Favorable,
        Facets = [.. (facets.Length > 0 ? facets : data is null ? SyntheticCredit.Facets : []).Select(Facet.Parse)],
        Seed = 0,
        Rows = 0,
        State = new DirectoryInfo("."),
    };
}
