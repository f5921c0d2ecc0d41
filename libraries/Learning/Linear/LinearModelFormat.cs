using MlPlatform.Learning.Models;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Linear;

/// <summary>The linear model's arrays in a <see cref="ModelFile"/>.</summary>
internal static class LinearModelFormat
{
    public static void Save(LinearModel model, Stream stream, IReadOnlyDictionary<string, double>? metrics)
    {
        var manifest = new ModelManifest(
            model.Algorithm, model.Output.Label, [.. model.Inputs.Select(i => i.Schema)],
            new SortedDictionary<string, string>(model.Options.Values.Texts.ToDictionary(), StringComparer.Ordinal)) { Metrics = metrics };
        ModelFile.Write(stream, manifest, [
            NamedArray.Of("weights", model.Weights),
            NamedArray.Of("intercept", new[] { model.Intercept }),
            NamedArray.Of("means", model.Encoding.Means),
            NamedArray.Of("scales", model.Encoding.Scales)]);
    }

    public static LinearModel Load(ModelFile file)
    {
        var inputs = file.Manifest.Inputs.Select(InputColumn.From).ToArray();
        var encoding = new LinearEncoding(inputs, file.Array<double>("means", inputs.Length), file.Array<double>("scales", inputs.Length));
        var options = LinearLearnerOptions.Parse(file.Manifest.Hyperparameters);
        return new LinearModel(encoding, file.Array<double>("weights", encoding.Dimension), file.Array<double>("intercept", 1)[0], file.Manifest.Label ?? throw ModelFile.Refused("it names no label"), options);
    }
}
