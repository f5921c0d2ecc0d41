using System.Text.Json;
using System.Text.Json.Nodes;

namespace MlPlatform.Demo.Stages;

/// <summary>Sends live traffic: first rows like those of training, then rows whose strongest number has drifted upwards.</summary>
internal sealed class TrafficStage : IStage
{
    private const int Requests = 600;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    public string Name => "Send live traffic with a shifted column";

    public async Task RunAsync(DemoContext demo, StageProgress progress, CancellationToken cancellationToken)
    {
        var schema = await FeatureSchema.ReadAsync(demo, cancellationToken);
        var shifted = schema.Numeric.FirstOrDefault() ?? throw new DemoException("The data has no number column that traffic could shift.");
        demo.State.Values[StateKeys.ShiftedColumn] = shifted;
        var rows = demo.Data.Rows.Where(row => row.Fields is not null).ToList();
        for (var sent = 0; sent < Requests; sent++)
        {
            var row = rows[sent % rows.Count];
            var csv = schema.RequestRow(row.Fields!, column => column == shifted ? Shift : null);
            Check(await demo.Aws.InvokeEndpointAsync(demo.Endpoint, csv, cancellationToken));
            progress.Report(0.9 * (sent + 1) / Requests, shifted);
        }

        await demo.PollAsync(() => CapturedAsync(demo, cancellationToken), Patience, "The capture of every request", cancellationToken);
    }

    /// <summary>Captured requests reach S3 some seconds after they were answered.</summary>
    private static async Task<string?> CapturedAsync(DemoContext demo, CancellationToken cancellationToken)
    {
        var captured = 0;
        foreach (var item in await demo.ListAsync($"captured/{demo.Endpoint}/", cancellationToken))
        {
            captured += (await demo.ReadTextAsync(demo.Uri(item.Key), cancellationToken)).Count(letter => letter == '\n');
        }

        return captured >= Requests ? "all" : null;
    }

    /// <summary>Doubles the number and adds some: a drift that no one could call noise.</summary>
    private static double Shift(double value) => value * 2 + 10;

    private static void Check(string answer)
    {
        try
        {
            if (JsonNode.Parse(answer)?["predictions"] is JsonArray { Count: 1 }) return;
        }
        catch (JsonException)
        {
            // Told below.
        }

        throw new DemoException($"The endpoint answered something else than one prediction: {answer}");
    }
}
