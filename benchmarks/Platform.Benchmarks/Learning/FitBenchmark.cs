using System.Text.Json.Nodes;
using MlPlatform.Learning;
using MlPlatform.Learning.Models;

namespace MlPlatform.Platform.Benchmarks.Learning;

/// <summary>Fits a built-in algorithm and the peer's on the same rows with the same settings: how long, and how good.</summary>
internal sealed class FitBenchmark(string name, string dataSet, string algorithm) : IBenchmark
{
    private const int Threads = 2;
    private const int BriefRounds = 1;

    public string Name => name;

    public required IReadOnlyDictionary<string, string> Hyperparameters { get; init; }

    /// <summary>The peer's library and class, the action of <c>peers.py</c> and its arguments.</summary>
    public required (string Name, string Action, (string, JsonNode?)[] Arguments) Peer { get; init; }

    /// <summary>How many times each side runs.</summary>
    public int Rounds { get; init; } = 5;

    /// <summary>How many times faster than the peer it should be.</summary>
    public required double Aim { get; init; }

    /// <summary>What one fit consists of that a figure should be given per piece of, such as epochs.</summary>
    public int Pieces { get; init; } = 1;

    public bool CodesAsCategories { get; init; }

    /// <summary>The quality of a model, and its name.</summary>
    public required (string Name, Func<ITabularModel, LoadedData, double> Of) Quality { get; init; }

    public async IAsyncEnumerable<Figure> RunAsync(bool brief)
    {
        var files = await DataSet.FindAsync(dataSet, brief);
        var data = LoadedData.Read(files, CodesAsCategories);
        await using var python = await PythonPeer.StartAsync(Threads);
        if (python is not null) await python.AskAsync("load", ("train", files.Train), ("test", files.Test));

        var known = AlgorithmCatalog.Find(algorithm) ?? throw new InvalidOperationException($"There is no algorithm '{algorithm}'.");
        ITabularModel? model = null;
        double? peerQuality = null;
        var duel = await Duel.SecondsAsync(
            $"{name}-fit", brief ? BriefRounds : Rounds,
            () => model = known.Fit(data.Training, Hyperparameters, new FitContext { Threads = Threads }, CancellationToken.None),
            python is null ? null : (Peer.Name, PeerAsync));
        yield return PerPiece(duel);
        yield return new Figure($"{name}-{Quality.Name}", Quality.Of(model!, data), Quality.Name) { Peer = duel.Peer, PeerValue = peerQuality };

        async Task<double> PeerAsync()
        {
            var answer = await python.AskAsync(Peer.Action, Peer.Arguments);
            peerQuality = answer.GetProperty("quality").GetDouble();
            return answer.GetProperty("seconds").GetDouble();
        }
    }

    /// <summary>The peer's seconds come per piece already.</summary>
    private Figure PerPiece(Figure figure) => figure with { Value = figure.Value / Pieces, Ratio = figure.Ratio * Pieces, AimRatio = Aim };
}
