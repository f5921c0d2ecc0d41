using MlPlatform.Learning.Models;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Linear;

/// <summary>The linear model's arrays in a <see cref="ModelFile"/>.</summary>
internal static class LinearModelFormat
{
    public static void Save(LinearModel model, Stream stream)
    {
        var manifest = new ModelManifest(
            model.Algorithm, model.Label, [.. model.Inputs.Select(i => i.Schema)],
            new SortedDictionary<string, string>(model.Options.Values.Texts.ToDictionary(), StringComparer.Ordinal));
        ModelFile.Write(stream, manifest, [
            new NamedArray("weights", model.Weights),
            new NamedArray("intercept", [model.Intercept]),
            new NamedArray("means", model.Encoding.Means),
            new NamedArray("scales", model.Encoding.Scales)]);
    }

    public static LinearModel Load(ModelFile file)
    {
        var inputs = file.Manifest.Inputs.Select(column => new InputColumn(
            column.Name, column.Type,
            column.Type == ColumnType.Category ? CategoryDictionary.From(column.Categories ?? []) : null)).ToArray();
        var encoding = new LinearEncoding(inputs, file.Array("means", inputs.Length), file.Array("scales", inputs.Length));
        var options = LinearLearnerOptions.Parse(file.Manifest.Hyperparameters);
        return new LinearModel(encoding, file.Array("weights", encoding.Dimension), file.Array("intercept", 1)[0], file.Manifest.Label, options);
    }
}
