using MlPlatform.Learning.Models;

namespace MlPlatform.Learning.Networks.Training;

/// <summary>Whether a fit can go on from a model.</summary>
internal static class StartModel
{
    /// <summary>The model, or null where there is none; throws where it does not fit the data and options.</summary>
    public static NetworkModel? Check(ITabularModel? start, TrainingData data, NetworkOptions options, int outputs)
    {
        if (start is null) return null;
        if (start is not NetworkModel model) throw Refused($"it is a model of {start.Algorithm}");
        var columns = data.Features.Columns.Select(column => column.Name);
        if (!model.Inputs.Select(input => input.Name).SequenceEqual(columns)) throw Refused("its columns are not those of the data");
        var shape = model.Frame.Shape;
        if (!shape.Layers[..^1].Select(layer => layer.Outputs).SequenceEqual(options.HiddenUnits)) throw Refused("its hidden_units are others");
        if (shape.Design != new NetworkDesign(options.Activation, options.Normalization, options.Loss))
        {
            throw Refused("its activation, normalization or predictor_type is another");
        }

        if (shape.Outputs != outputs) throw Refused($"it has {shape.Outputs} outputs and {outputs} are asked for");
        if (options.EmbeddingWidth is { } width && model.Frame.Layout.Tables.Any(table => table.Width != width)) throw Refused("its embedding_dim is another");
        var needsSeconds = options.Optimizer == NetworkOptimizer.Adam;
        if (model.State is { } state && (state.Seconds.Length > 0) != needsSeconds) throw Refused("its optimizer is another");
        return model;
    }

    private static LearningException Refused(string reason) => new($"Training cannot go on from the model: {reason}.");
}
