using System.Globalization;
using Spectre.Console;

namespace MlPlatform.Demo;

/// <summary>Shows the summary.</summary>
internal static class SummaryTable
{
    private static readonly string[] ShownBefore = ["CI", "DPL", "KL", "KS"];
    private static readonly string[] ShownAfter = ["DPPL", "DI", "DCR", "AD", "RD"];

    public static void Write(Summary summary, DemoContext demo, IAnsiConsole console)
    {
        console.WriteLine();
        console.Write(Outcome(summary, demo));
        foreach (var facet in summary.Facets) console.Write(Bias(facet));
        console.MarkupLine($"[bold]Could it be fairer?[/] {Markup.Escape(summary.Mitigation)}");
        console.Write(Times(demo.State));
        console.MarkupLine($"Reports in {Markup.Escape(Reports.Folder(demo))}");
        foreach (var report in Reports.Files(demo)) console.WriteLine($"  {Path.GetFileName(report)}");
    }

    private static Table Outcome(Summary summary, DemoContext demo)
    {
        var table = new Table().Title("Outcome").HideHeaders().AddColumns("", "");
        table.AddRow("Rows sent", $"{summary.Sent}");
        table.AddRow("Rows delivered", $"{summary.Delivered}");
        table.AddRow("Clean + quarantined", $"{summary.Clean} + {summary.Quarantined}");
        table.AddRow("Accuracy", Number(summary.Accuracy));
        table.AddRow("AUC", Number(summary.Auc));
        table.AddRow("Model package", Markup.Escape(PackageName(demo, StateKeys.ModelPackageArn)));
        table.AddRow("Canary, now serving", Markup.Escape(PackageName(demo, StateKeys.SecondModelPackageArn)));
        table.AddRow("Drift alert for", $"[yellow]{Markup.Escape(demo.State.Values[StateKeys.Violations])}[/] (shifted: {Markup.Escape(demo.State.Values[StateKeys.ShiftedColumn])})");
        return table;
    }

    private static Table Bias(FacetBias facet)
    {
        var title = $"Bias for {facet.Facet}: {Percent(facet.Group)} of {facet.Group.Rows} favorable, the rest {Percent(facet.Rest)} of {facet.Rest.Rows}";
        var table = new Table().Title(Markup.Escape(title)).AddColumns("Before training", "", "After training", "");
        for (var row = 0; row < Math.Max(ShownBefore.Length, ShownAfter.Length); row++)
        {
            table.AddRow([.. Cells(ShownBefore, facet.Before, row), .. Cells(ShownAfter, facet.After, row)]);
        }

        return table;
    }

    private static string[] Cells(string[] names, IReadOnlyDictionary<string, double?> metrics, int row) =>
        row < names.Length ? [names[row], Number(metrics.GetValueOrDefault(names[row]))] : ["", ""];

    private static Table Times(DemoState state)
    {
        var table = new Table().Title("Time").HideHeaders().AddColumns("", "");
        foreach (var (stage, seconds) in state.SecondsByStage) table.AddRow(Markup.Escape(stage), $"{seconds.ToString("0.0", CultureInfo.InvariantCulture)} s");
        table.AddRow("[bold]All stages[/]", $"[bold]{state.SecondsByStage.Values.Sum().ToString("0.0", CultureInfo.InvariantCulture)} s[/]");
        return table;
    }

    private static string PackageName(DemoContext demo, string key)
    {
        var arn = demo.State.Values[key];
        return arn[(arn.IndexOf('/', StringComparison.Ordinal) + 1)..];
    }

    private static string Percent((int Rows, int Favorable) group) =>
        group.Rows == 0 ? "-" : ((double)group.Favorable / group.Rows).ToString("P1", CultureInfo.InvariantCulture);

    private static string Number(double? value) => value?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "-";
}
