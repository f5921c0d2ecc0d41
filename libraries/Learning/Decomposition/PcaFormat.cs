using MlPlatform.Learning.Models;
using MlPlatform.Learning.Preprocessing;

namespace MlPlatform.Learning.Decomposition;

/// <summary>The arrays of PCA in a <see cref="ModelFile"/>.</summary>
internal static class PcaFormat
{
    private const string Encoding = "encoding_";
    private const string Directions = "components";
    private const string Variances = "explained_variance";
    private const string Mean = "mean";
    private const string TotalVariance = "total_variance";

    public static void Save(PcaModel model, Stream stream, IReadOnlyDictionary<string, double>? metrics)
    {
        var manifest = new ModelManifest(
            model.Algorithm, null, [.. model.Inputs.Select(input => input.Schema)],
            new SortedDictionary<string, string>(model.Options.Values.Texts.ToDictionary(), StringComparer.Ordinal)) { Metrics = metrics };
        ModelFile.Write(stream, manifest, [
            .. model.Encoding.Arrays(Encoding),
            NamedArray.Of(Directions, model.Components.Directions),
            NamedArray.Of(Variances, model.Components.Variances),
            NamedArray.Of(Mean, model.Components.Mean),
            NamedArray.Of(TotalVariance, new[] { model.TotalVariance })]);
    }

    public static PcaModel Load(ModelFile file)
    {
        var encoding = FeatureEncoding.Load(file, Encoding);
        var variances = file.Array<double>(Variances);
        if (variances.Length == 0) throw ModelFile.Refused("it has no components");
        var directions = file.Array<double>(Directions, variances.Length * encoding.FeatureCount);
        var components = new PcaComponents(
            directions, variances, file.Array<double>(Mean, encoding.FeatureCount), file.Array<double>(TotalVariance, 1)[0]);
        return new PcaModel(encoding, components, PcaOptions.Parse(file.Manifest.Hyperparameters));
    }
}
