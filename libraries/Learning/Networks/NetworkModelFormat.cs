using System.Globalization;
using MlPlatform.Learning.Models;
using MlPlatform.Learning.Networks.Training;
using MlPlatform.Learning.Preprocessing;

namespace MlPlatform.Learning.Networks;

/// <summary>The multilayer perceptron in a <see cref="ModelFile"/>.</summary>
/// <remarks>Parameters are written without padding; a checkpoint's optimizer moments as they lie in memory.</remarks>
internal static class NetworkModelFormat
{
    private const string EncodingPrefix = "encoding.";
    private const string OutputsSetting = "outputs";
    private const string EpochsSetting = "epochs_done";
    private const string BestPrefix = "best.";

    public static void Save(NetworkModel model, Stream stream, IReadOnlyDictionary<string, double>? metrics)
    {
        var frame = model.Frame;
        var settings = new SortedDictionary<string, string>(StringComparer.Ordinal) { [OutputsSetting] = frame.Shape.Outputs.ToString(CultureInfo.InvariantCulture) };
        var arrays = new List<NamedArray>
        {
            NamedArray.Of("label_scale", new[] { frame.Scale.Mean, frame.Scale.Deviation }),
            NamedArray.Of("embedding_widths", frame.Layout.Tables.Select(table => table.Width).ToArray()),
        };
        arrays.AddRange(frame.Encoding.Arrays(EncodingPrefix));
        arrays.AddRange(ParameterArrays.Of(frame, model.Parameters, ""));
        if (model.State is { } state) Add(state, frame, settings, arrays);
        var manifest = new ModelManifest(
            model.Algorithm, frame.Label, [.. model.Inputs.Select(input => input.Schema)],
            new SortedDictionary<string, string>(frame.Options.Values.Texts.ToDictionary(), StringComparer.Ordinal)) { Settings = settings, Metrics = metrics };
        ModelFile.Write(stream, manifest, arrays);
    }

    public static NetworkModel Load(ModelFile file)
    {
        var options = NetworkOptions.Parse(file.Manifest.Hyperparameters);
        var encoding = FeatureEncoding.Load(file, EncodingPrefix);
        var widths = file.Array<int>("embedding_widths", encoding.Inputs.Count(input => input.Categories is not null));
        if (Array.Exists(widths, width => width is < 1 or > 1024)) throw ModelFile.Refused("an embedding's width is out of range");
        var next = 0;
        var layout = new EmbeddingLayout(encoding, _ => widths[next++]);
        var shape = new NetworkShape(
            layout.InputWidth, options.HiddenUnits, Number(file, OutputsSetting, 1, 1000),
            new NetworkDesign(options.Activation, options.Normalization, options.Loss));
        var scale = file.Array<double>("label_scale", 2);
        var label = file.Manifest.Label ?? throw ModelFile.Refused("it names no label");
        var frame = new NetworkFrame(encoding, layout, shape, new LabelScale(scale[0], scale[1]), label, options);
        return new NetworkModel(frame, ParameterArrays.Read(file, frame, ""), State(file, frame));
    }

    private static void Add(TrainingState state, NetworkFrame frame, SortedDictionary<string, string> settings, List<NamedArray> arrays)
    {
        settings[EpochsSetting] = state.Epochs.ToString(CultureInfo.InvariantCulture);
        arrays.Add(NamedArray.Of("state.firsts", state.Firsts));
        arrays.Add(NamedArray.Of("state.seconds", state.Seconds));
        arrays.Add(NamedArray.Of("state.embedding_firsts", state.EmbeddingFirsts));
        arrays.Add(NamedArray.Of("state.embedding_seconds", state.EmbeddingSeconds));
        arrays.Add(NamedArray.Of("state.losses", new[] { state.Stopping.Best, state.Stopping.Reference, state.Stopping.Stale }));
        arrays.Add(NamedArray.Of("state.has_best", new[] { state.Best is null ? 0 : 1 }));
        if (state.Best is { } best) arrays.AddRange(ParameterArrays.Of(frame, best, BestPrefix));
    }

    private static TrainingState? State(ModelFile file, NetworkFrame frame)
    {
        if (file.Manifest.Settings?.ContainsKey(EpochsSetting) != true) return null;
        var seconds = frame.Options.Optimizer == NetworkOptimizer.Adam;
        var losses = file.Array<double>("state.losses", 3);
        return new TrainingState(
            Number(file, EpochsSetting, 1, int.MaxValue),
            file.Array<float>("state.firsts", frame.Shape.ParameterCount),
            file.Array<float>("state.seconds", seconds ? frame.Shape.ParameterCount : 0),
            file.Array<float>("state.embedding_firsts", frame.Layout.Size),
            file.Array<float>("state.embedding_seconds", seconds ? frame.Layout.Size : 0),
            new StoppingState(losses[0], losses[1], (int)losses[2]),
            file.Array<int>("state.has_best", 1)[0] == 1 ? ParameterArrays.Read(file, frame, BestPrefix) : null);
    }

    private static int Number(ModelFile file, string setting, int lowest, int highest) =>
        int.TryParse(file.Setting(setting), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= lowest && number <= highest
            ? number
            : throw ModelFile.Refused($"its setting '{setting}' is '{file.Setting(setting)}'");
}
