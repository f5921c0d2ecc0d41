using MlPlatform.Learning.Linear.Rows;
using MlPlatform.Learning.Models;
using MlPlatform.Learning.Preprocessing;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Linear;

/// <summary>Turns parameters on the learning scale into models, and back.</summary>
internal sealed class ParameterMap(LinearLayout layout, TargetScale target, LabelSchema label, LinearLearnerOptions options, int outputs)
{
    public LinearModel Model(double[] parameters)
    {
        var features = layout.Dimension;
        var weights = new double[outputs * features];
        var intercepts = new double[outputs];
        for (var output = 0; output < outputs; output++)
        {
            var own = parameters.AsSpan(output * layout.Stride, layout.Stride);
            for (var i = 0; i < features; i++) weights[(output * features) + layout.FeatureOf[i]] = own[i] * target.Deviation;
            intercepts[output] = (own[features] * target.Deviation) + target.Mean;
        }

        return new LinearModel(layout.Encoding, weights, intercepts, label, options);
    }

    /// <summary>Zero, or the weights of a model of the same columns; a feature that the model does not know starts at zero.</summary>
    public double[] StartFrom(ITabularModel? start)
    {
        var parameters = new double[outputs * layout.Stride];
        if (start is null) return parameters;
        if (start is not LinearModel model) throw new LearningException($"Training of a {LinearModel.AlgorithmName} cannot go on from a model of the algorithm {start.Algorithm}.");
        Check(model);
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (index, name) in model.Encoding.FeatureNames.Index()) known.TryAdd(name, index);
        var names = layout.Encoding.FeatureNames;
        for (var output = 0; output < outputs; output++)
        {
            var own = parameters.AsSpan(output * layout.Stride, layout.Stride);
            var intercept = model.Intercepts[output];
            for (var i = 0; i < layout.Dimension; i++)
            {
                if (!known.TryGetValue(names[layout.FeatureOf[i]], out var feature)) continue;
                own[i] = model.Weights[(output * model.Encoding.FeatureCount) + feature] / target.Deviation;
            }

            foreach (var input in layout.NumberInputs) intercept += Rescale(input, model, own);
            own[layout.Dimension] = (intercept - target.Mean) / target.Deviation;
        }

        return parameters;
    }

    /// <summary>Fits the weight of a number to today's centre and factor; returns what that moves to the intercept.</summary>
    private double Rescale(int input, LinearModel model, Span<double> own)
    {
        if (layout.Encoding.Encoders[input] is not NumberEncoder now || model.Encoding.Encoders[input] is not NumberEncoder then) return 0;
        var parameter = Array.IndexOf(layout.NumberFeatures, layout.Encoding.FirstFeature(input));
        var slope = own[parameter] * then.Scale.Factor;
        own[parameter] = now.Scale.Factor == 0 ? 0 : slope / now.Scale.Factor;
        return slope * target.Deviation * (now.Scale.Center - then.Scale.Center);
    }

    private void Check(LinearModel model)
    {
        var (now, then) = (layout.Encoding.Inputs, model.Inputs);
        if (!now.Select(input => (input.Name, input.Type)).SequenceEqual(then.Select(input => (input.Name, input.Type))))
        {
            throw new LearningException(
                $"Training cannot go on from a model of other columns: it has {string.Join(", ", then.Select(i => i.Name))}; the data has {string.Join(", ", now.Select(i => i.Name))}.");
        }

        if (model.Intercepts.Length != outputs || model.Options.PredictorType != options.PredictorType)
        {
            throw new LearningException($"Training cannot go on from a model of another predictor_type or number of classes ({model.Options.PredictorType}, {model.Intercepts.Length} outputs).");
        }
    }
}
