using System.Globalization;
using MlPlatform.Learning.Models;

namespace MlPlatform.Learning.Ensembles;

/// <summary>An ensemble in one <see cref="ModelFile"/>: each of its models is a whole model file, kept as an array of bytes.</summary>
internal static class EnsembleFormat
{
    private const string Method = "method";
    private const string Averaging = "averaging";
    private const string Stacking = "stacking";
    private const string Count = "models";
    private const string Model = "model_";
    private const string Meta = "meta";
    private const string Weights = "weights";

    public static void Save(AveragingEnsemble ensemble, Stream stream, IReadOnlyDictionary<string, double>? metrics) =>
        Save(ensemble, ensemble.Models, Averaging, [NamedArray.Of(Weights, ensemble.Weights.ToArray())], (stream, metrics));

    public static void Save(StackingEnsemble ensemble, Stream stream, IReadOnlyDictionary<string, double>? metrics) =>
        Save(ensemble, ensemble.Models, Stacking, [NamedArray.Of(Meta, Bytes(ensemble.Meta))], (stream, metrics));

    public static ITabularModel Load(ModelFile file)
    {
        if (!int.TryParse(file.Setting(Count), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0) throw ModelFile.Refused("its number of models is no number");
        var models = new List<ITabularModel>();
        for (var i = 0; i < count; i++) models.Add(Read(file, $"{Model}{i}"));
        return file.Setting(Method) switch
        {
            Averaging => new AveragingEnsemble(models, file.Array<double>(Weights, count)),
            Stacking => new StackingEnsemble(models, Read(file, Meta)),
            var other => throw ModelFile.Refused($"its models are put together by the unknown method '{other}'"),
        };
    }

    private static void Save(
        ITabularModel ensemble, IReadOnlyList<ITabularModel> models, string method, NamedArray[] arrays,
        (Stream Stream, IReadOnlyDictionary<string, double>? Metrics) target)
    {
        var manifest = new ModelManifest(
            ensemble.Algorithm, ensemble.Output.Label, [.. ensemble.Inputs.Select(input => input.Schema)], new Dictionary<string, string>())
        {
            Metrics = target.Metrics,
            Settings = new SortedDictionary<string, string>(StringComparer.Ordinal)
            {
                [Method] = method,
                [Count] = models.Count.ToString(CultureInfo.InvariantCulture),
            },
        };
        ModelFile.Write(target.Stream, manifest, [.. models.Select((model, i) => NamedArray.Of($"{Model}{i}", Bytes(model))), .. arrays]);
    }

    private static byte[] Bytes(ITabularModel model)
    {
        var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }

    private static ITabularModel Read(ModelFile file, string name)
    {
        try
        {
            return ModelReader.Read(file.Array<byte>(name));
        }
        catch (LearningException refusal)
        {
            throw new LearningException($"The ensemble's '{name}' cannot be used. {refusal.Message}", refusal);
        }
    }
}
