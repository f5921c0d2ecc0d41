using System.Collections.Frozen;
using MlPlatform.Learning.Anomalies;
using MlPlatform.Learning.Clustering;
using MlPlatform.Learning.Decomposition;
using MlPlatform.Learning.Ensembles;
using MlPlatform.Learning.Linear;
using MlPlatform.Learning.Neighbors;
using MlPlatform.Learning.Networks;
using MlPlatform.Learning.Trees;

namespace MlPlatform.Learning;

/// <summary>The list of built-in algorithms.</summary>
public static class AlgorithmCatalog
{
    public static IReadOnlyList<IAlgorithm> All { get; } =
    [
        new LinearLearnerAlgorithm(),
        new BoostedTreesAlgorithm(),
        new MultilayerPerceptronAlgorithm(),
        new KMeansAlgorithm(),
        new PcaAlgorithm(),
        new KNearestAlgorithm(),
        new RandomCutForestAlgorithm(),
        new EnsembleAlgorithm(),
    ];

    private static readonly FrozenDictionary<string, IAlgorithm> ByName = All.ToFrozenDictionary(a => a.Name, StringComparer.Ordinal);

    public static IAlgorithm? Find(string name) => ByName.GetValueOrDefault(name);
}
