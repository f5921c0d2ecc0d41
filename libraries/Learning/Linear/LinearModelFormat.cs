using MlPlatform.Learning.Models;
using MlPlatform.Learning.Preprocessing;

namespace MlPlatform.Learning.Linear;

/// <summary>The linear model's arrays in a <see cref="ModelFile"/>.</summary>
internal static class LinearModelFormat
{
    private const string EncodingPrefix = "encoding.";

    public static void Save(LinearModel model, Stream stream, IReadOnlyDictionary<string, double>? metrics)
    {
        var manifest = new ModelManifest(
            model.Algorithm, model.Output.Label, [.. model.Inputs.Select(i => i.Schema)],
            new SortedDictionary<string, string>(model.Options.Values.Texts.ToDictionary(), StringComparer.Ordinal)) { Metrics = metrics };
        ModelFile.Write(stream, manifest, [
            NamedArray.Of("weights", model.Weights),
            NamedArray.Of("intercepts", model.Intercepts),
            .. model.Encoding.Arrays(EncodingPrefix)]);
    }

    public static LinearModel Load(ModelFile file)
    {
        var encoding = FeatureEncoding.Load(file, EncodingPrefix);
        var intercepts = file.Array<double>("intercepts");
        var options = LinearLearnerOptions.Parse(file.Manifest.Hyperparameters);
        var expected = options.PredictorType == PredictorType.MulticlassClassifier ? Math.Max(2, intercepts.Length) : 1;
        if (intercepts.Length != expected) throw ModelFile.Refused($"it has {intercepts.Length} outputs, expected are {expected}");
        var weights = file.Array<double>("weights", checked(intercepts.Length * encoding.FeatureCount));
        return new LinearModel(encoding, weights, intercepts, file.Manifest.Label ?? throw ModelFile.Refused("it names no label"), options);
    }
}
