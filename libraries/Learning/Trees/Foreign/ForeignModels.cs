using MlPlatform.Learning.Models;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Trees.Foreign;

/// <summary>Reads models that other libraries wrote: XGBoost's JSON and UBJSON, LightGBM's text. Which one it is, the bytes tell.</summary>
/// <remarks>
/// The result scores as its author's library does: to the last bit of the margin for XGBoost, and to 1e-6 for LightGBM where
/// inputs are 32-bit floats. Every input is a number column, as in those libraries; a category is its code.
/// </remarks>
public static class ForeignModels
{
    /// <param name="file">The bytes of the file.</param>
    /// <param name="label">What is predicted, where the caller knows; the files do not say.</param>
    public static BoostedTreesModel Read(ReadOnlySpan<byte> file, LabelSchema? label = null)
    {
        file = file.StartsWith("\uFEFF"u8) ? file[3..] : file;
        var start = file.TrimStart(" \t\r\n"u8);
        if (start.StartsWith("tree"u8)) return LightGbmReader.Read(start).ToModel(label);
        if (start.StartsWith("binf"u8)) throw ForeignValue.Refused("it is in the old binary form; save it again with save_model('model.json')");
        if (start.IsEmpty || start[0] != (byte)'{') throw new LearningException("The model is neither XGBoost's JSON or UBJSON nor LightGBM's text.");
        var isJson = start[1..].TrimStart(" \t\r\n"u8) is [(byte)'"' or (byte)'}', ..];
        return XgboostReader.Read(isJson ? JsonDocumentReader.Read(start) : UbjsonReader.Read(file)).ToModel(label);
    }
}

/// <summary>What a foreign file says, in our terms.</summary>
/// <param name="Ensemble">Its trees in our order.</param>
/// <param name="Link">From margins to predictions.</param>
/// <param name="Kind">What the predictions are.</param>
/// <param name="FeatureNames">One per input, or none.</param>
/// <param name="Parameters">What is known about its training.</param>
internal sealed record ForeignModel(
    TreeEnsemble Ensemble, MarginLink Link, OutputKind Kind, IReadOnlyList<string> FeatureNames, IReadOnlyDictionary<string, string> Parameters)
{
    public BoostedTreesModel ToModel(LabelSchema? label)
    {
        var inputs = new InputColumn[Ensemble.FeatureCount];
        for (var i = 0; i < inputs.Length; i++) inputs[i] = new InputColumn(FeatureNames.Count > 0 ? FeatureNames[i] : $"f{i}", ColumnType.Number, null);
        return new BoostedTreesModel(inputs, Ensemble, Link, new ModelOutput(Kind, Ensemble.Outputs, label ?? DefaultLabel()), Parameters);
    }

    private LabelSchema DefaultLabel() => Kind switch
    {
        OutputKind.Probability => new LabelSchema("label", "1", "0"),
        OutputKind.ClassProbabilities => new LabelSchema("label") { Classes = [.. Enumerable.Range(0, Ensemble.Outputs).Select(k => $"{k}")] },
        _ => new LabelSchema("label"),
    };
}
