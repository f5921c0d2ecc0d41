using MlPlatform.Learning.Models;
using MlPlatform.Learning.Preprocessing;

namespace MlPlatform.Learning.Clustering;

/// <summary>The arrays of k-means in a <see cref="ModelFile"/>.</summary>
internal static class KMeansFormat
{
    private const string Encoding = "encoding_";
    private const string Centers = "centers";
    private const string OnlineCentersName = "online_centers";
    private const string OnlineWeights = "online_weights";

    public static void Save(KMeansModel model, Stream stream, IReadOnlyDictionary<string, double>? metrics)
    {
        var manifest = new ModelManifest(
            model.Algorithm, null, [.. model.Inputs.Select(input => input.Schema)],
            new SortedDictionary<string, string>(model.Options.Values.Texts.ToDictionary(), StringComparer.Ordinal)) { Metrics = metrics };
        var online = model.Online ?? new OnlineCenters([], []);
        ModelFile.Write(stream, manifest, [
            .. model.Encoding.Arrays(Encoding),
            NamedArray.Of(Centers, model.Centers),
            NamedArray.Of(OnlineCentersName, online.Centers),
            NamedArray.Of(OnlineWeights, online.Weights)]);
    }

    public static KMeansModel Load(ModelFile file)
    {
        var encoding = FeatureEncoding.Load(file, Encoding);
        var options = KMeansOptions.Parse(file.Manifest.Hyperparameters);
        var width = encoding.FeatureCount;
        if (width == 0) throw ModelFile.Refused("its encoding leaves nothing of a row");
        var centers = file.Array<float>(Centers, options.Clusters * width);
        var weights = file.Array<double>(OnlineWeights);
        var online = file.Array<float>(OnlineCentersName, weights.Length * width);
        return new KMeansModel(encoding, centers, options, weights.Length == 0 ? null : new OnlineCenters(online, weights));
    }
}
