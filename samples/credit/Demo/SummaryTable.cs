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
        console.Write(Times(demo.State));
        console.MarkupLine($"Reports: [link]{Markup.Escape(Reports.Folder(demo))}[/]");
        foreach (var report in Reports.Files(demo)) console.MarkupLine($"  {Markup.Escape(report)}");
    }

    private static Table Outcome(Summary summary, DemoContext demo)
    {
        var table = new Table().Title("Outcome").HideHeaders().AddColumns("", "");
        table.AddRow("Rows sent", $"{summary.Sent}");
        table.AddRow("Rows delivered", $"{summary.Delivered}");
        table.AddRow("Clean + quarantined", $"{summary.Clean} + {summary.Quarantined}");
        table.AddRow("Accuracy", Number(summary.Accuracy));
        table.AddRow("AUC", Number(summary.Auc));
        table.AddRow("Model package", Markup.Escape(demo.State.Values[StateKeys.ModelPackageArn]));
        table.AddRow("Canary", Markup.Escape(demo.State.Values[StateKeys.SecondModelPackageArn]));
        table.AddRow("Drift alert for", $"[yellow]{Markup.Escape(demo.State.Values[StateKeys.Violations])}[/] (shifted: {Markup.Escape(demo.State.Values[StateKeys.ShiftedColumn])})");
        return table;
    }

    private static Table Bias(FacetBias facet)
    {
        var table = new Table().Title(Markup.Escape($"Bias for {facet.Facet}"));
        table.AddColumns("Group", "Rows", "Favorable").AddColumns([.. ShownBefore.Select(name => $"{name} before"), .. ShownAfter.Select(name => $"{name} after")]);
        string[] figures = [.. ShownBefore.Select(name => Number(facet.Before.GetValueOrDefault(name))), .. ShownAfter.Select(name => Number(facet.After.GetValueOrDefault(name)))];
        table.AddRow([Markup.Escape(facet.Facet.ToString()), $"{facet.Group.Rows}", Percent(facet.Group), .. figures]);
        table.AddRow(["the rest", $"{facet.Rest.Rows}", Percent(facet.Rest), .. figures.Select(_ => "")]);
        return table;
    }

    private static Table Times(DemoState state)
    {
        var table = new Table().Title("Time").HideHeaders().AddColumns("", "");
        foreach (var (stage, seconds) in state.SecondsByStage) table.AddRow(Markup.Escape(stage), $"{seconds.ToString("0.0", CultureInfo.InvariantCulture)} s");
        table.AddRow("[bold]All stages[/]", $"[bold]{state.SecondsByStage.Values.Sum().ToString("0.0", CultureInfo.InvariantCulture)} s[/]");
        return table;
    }

    private static string Percent((int Rows, int Favorable) group) =>
        group.Rows == 0 ? "-" : ((double)group.Favorable / group.Rows).ToString("P1", CultureInfo.InvariantCulture);

    private static string Number(double? value) => value?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "-";
}
