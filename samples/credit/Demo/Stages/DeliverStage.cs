namespace MlPlatform.Demo.Stages;

/// <summary>Waits until Firehose has delivered every row to S3, counting each row once.</summary>
internal sealed class DeliverStage : IStage
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public string Name => "Deliver the rows to S3";

    public async Task RunAsync(DemoContext demo, StageProgress progress, CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var delivered = new HashSet<string>(StringComparer.Ordinal);
        await demo.PollAsync(async () =>
        {
            foreach (var item in await demo.ListAsync(demo.DeliveredPrefix, cancellationToken))
            {
                if (!seen.Add(item.Key)) continue;
                var text = await demo.ReadTextAsync(demo.Uri(item.Key), cancellationToken);
                foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries)) delivered.Add(Dataset.IdOf(line));
            }

            progress.Report((double)delivered.Count / demo.Data.Rows.Count);
            return delivered.Count >= demo.Data.Rows.Count ? "all" : null;
        }, Patience, "Delivery of all rows", cancellationToken);
        demo.State.Values[StateKeys.RowsDelivered] = delivered.Count.ToString(null, null);
    }
}
