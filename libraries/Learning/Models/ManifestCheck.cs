using MlPlatform.Tables;

namespace MlPlatform.Learning.Models;

/// <summary>Refuses manifests that JSON allows and no model can mean.</summary>
internal static class ManifestCheck
{
    public static void Run(ModelManifest manifest)
    {
        if (string.IsNullOrEmpty(manifest.Algorithm)) throw ModelFile.Refused("its manifest names no algorithm");
        if (manifest.Inputs is null || manifest.Hyperparameters is null || manifest.Arrays is null) throw ModelFile.Refused("its manifest is incomplete");
        NoNulls(manifest.Hyperparameters, "hyperparameter");
        if (manifest.Settings is not null) NoNulls(manifest.Settings, "setting");
        if (manifest.Label is { } label) Label(label);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var input in manifest.Inputs) Input(input, names);
        names.Clear();
        foreach (var array in manifest.Arrays) Array(array, names);
    }

    private static void NoNulls(IReadOnlyDictionary<string, string> texts, string kind)
    {
        foreach (var (name, text) in texts)
        {
            if (text is null) throw ModelFile.Refused($"its {kind} '{name}' has no value");
        }
    }

    private static void Label(LabelSchema label)
    {
        if (label.Name is null) throw ModelFile.Refused("its label has no name");
        if (label.Classes is { } classes) Texts(classes, "the label");
    }

    private static void Input(ColumnSchema? input, HashSet<string> names)
    {
        if (input?.Name is null) throw ModelFile.Refused("an input has no name");
        if (!names.Add(input.Name)) throw ModelFile.Refused($"two inputs are named '{input.Name}'");
        if (!Enum.IsDefined(input.Type)) throw ModelFile.Refused($"input '{input.Name}' is of an unknown type");
        if (input.Categories is { } texts) Texts(texts, $"input '{input.Name}'");
    }

    private static void Texts(IReadOnlyList<string> texts, string owner)
    {
        var seen = new HashSet<string>(texts.Count, StringComparer.Ordinal);
        foreach (var text in texts)
        {
            if (text is null || !seen.Add(text)) throw ModelFile.Refused($"{owner} has the category '{text}' twice, or none");
        }
    }

    private static void Array(ArrayEntry? array, HashSet<string> names)
    {
        if (array?.Name is null) throw ModelFile.Refused("an array has no name");
        if (!names.Add(array.Name)) throw ModelFile.Refused($"two arrays are named '{array.Name}'");
        if (ElementType.SizeOf(array.Type) == 0) throw ModelFile.Refused($"array '{array.Name}' is of the unknown type '{array.Type}'");
        if (array.Length < 0) throw ModelFile.Refused($"array '{array.Name}' has the length {array.Length}");
    }
}
