using Amazon.Runtime;
using Microsoft.Extensions.Configuration;
using MlPlatform.Aws.Client;
using Spectre.Console;

namespace MlPlatform.Demo;

/// <summary>The demo from its options to its summary.</summary>
internal static class DemoProgram
{
    private const int Failed = 1;

    public static async Task<int> RunAsync(DemoOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        using var parent = ParentPipe.Watch(cancellationToken);
        var console = AnsiConsole.Console;
        try
        {
            var data = await LoadAsync(options, parent.Token);
            DataChecks.Check(data, options);
            var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
            using var aws = new AwsApi(AwsClientOptions.From(configuration), time);
            var state = DemoState.Open(options, time);
            var demo = new DemoContext(options, state, aws, data, time);
            await DemoRunner.RunAsync(demo, console, parent.Token);
            var summary = await Summary.ReadAsync(demo, parent.Token);
            await Reports.DownloadAsync(demo, parent.Token);
            SummaryTable.Write(summary, demo, console);
            summary.Check();
            state.Close();
            return 0;
        }
        catch (Exception fault) when (fault is DemoException or AwsCallException or AmazonServiceException or IOException)
        {
            console.MarkupLine($"[red]{Markup.Escape(fault.Message)}[/]");
            return Failed;
        }
    }

    private static async Task<Dataset> LoadAsync(DemoOptions options, CancellationToken cancellationToken)
    {
        if (options.Data is null) return Dataset.Read(SyntheticCredit.Csv(options.Rows, options.Seed), "The synthetic data set");
        if (!options.Data.Exists) throw new DemoException($"{options.Data.FullName} does not exist.");
        using var content = new MemoryStream(await File.ReadAllBytesAsync(options.Data.FullName, cancellationToken));
        return Dataset.Read(content, options.Data.Name);
    }
}
