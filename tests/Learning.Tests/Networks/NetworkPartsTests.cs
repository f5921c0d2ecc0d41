using MlPlatform.Learning.Models;
using MlPlatform.Learning.Networks;
using MlPlatform.Learning.Tests.Checks;

namespace MlPlatform.Learning.Tests.Networks;

public sealed class NetworkPartsTests
{
    [Theory]
    [InlineData("none")]
    [InlineData("batch")]
    [InlineData("layer")]
    public void Parts_MultipliedOutInDoubles_GiveTheScore(string normalization)
    {
        var model = NetworkFits.Fit(
            NetworkFits.Data(LearningTask.Regression), ("predictor_type", "regressor"), ("normalization", normalization), ("activation", "tanh"),
            ("hidden_units", "9,6"), ("epochs", "5"), ("embedding_dim", "3"));
        double[] row = [0.4, double.NaN, 0.7, InputColumn.UnknownCode, 1];
        Assert.Equal(model.ScoreOne(row), Score(model.Parts, row, model.RepresentationWidth), 4);
    }

    private static double Score(NetworkParts parts, double[] row, int width)
    {
        var features = new double[parts.Encoding.FeatureCount];
        parts.Encoding.Encode(row, features);
        var embedding = parts.Embeddings.Single();
        var values = new double[width];
        features.AsSpan(0, embedding.Feature).CopyTo(values);
        features.AsSpan(embedding.Feature + 1).CopyTo(values.AsSpan(embedding.Column + embedding.Width));
        var vector = (int)features[embedding.Feature] * embedding.Width;
        for (var i = 0; i < embedding.Width; i++) values[embedding.Column + i] = embedding.Vectors[vector + i];
        foreach (var layer in parts.Layers) values = Apply(layer, values);
        return (values[0] * parts.LabelDeviation) + parts.LabelMean;
    }

    private static double[] Apply(NetworkLayer layer, double[] values)
    {
        var sums = Enumerable.Range(0, layer.Outputs).Select(o => layer.Bias[o] + values.Select((v, i) => v * layer.Weights[(i * layer.Outputs) + o]).Sum()).ToArray();
        if (layer.NormScale is { } scale)
        {
            var mean = sums.Average();
            var deviation = Math.Sqrt(sums.Select(s => (s - mean) * (s - mean)).Average() + NetworkLayer.NormTiny);
            sums = [.. sums.Select((s, o) => layer.NormShift![o] + (scale[o] * (s - mean) / deviation))];
        }

        return layer.Activation is null ? sums : Array.ConvertAll(sums, Math.Tanh);
    }
}
