using MlPlatform.Learning.Networks;
using MlPlatform.Learning.Preprocessing;

namespace MlPlatform.Learning.Onnx;

/// <summary>A multilayer perceptron: preprocessing in 64 bits, then dense layers in 32 as our own.</summary>
internal static class OnnxNetwork
{
    public static string Add(OnnxGraph graph, NetworkModel model)
    {
        var parts = model.Parts;
        var values = graph.Add("Concat", Inputs(graph, parts), OnnxAttribute.Integer("axis", 1));
        foreach (var layer in parts.Layers) values = Layer(graph, values, layer);
        return parts.Loss switch
        {
            NetworkLoss.Logistic => graph.Add("Sigmoid", [values]),
            NetworkLoss.Softmax => graph.Add("Softmax", [values], OnnxAttribute.Integer("axis", 1)),
            _ => OnLabelScale(graph, values, parts),
        };
    }

    /// <summary>The first layer's input, column after column: neighbouring numbers together, categories as their vectors.</summary>
    private static List<string> Inputs(OnnxGraph graph, NetworkParts parts)
    {
        var columns = new OnnxColumns(graph);
        var encoders = parts.Encoding.Encoders;
        var tensors = new List<string>();
        for (var input = 0; input < encoders.Count; input++)
        {
            if (parts.Embeddings.FirstOrDefault(embedding => embedding.Input == input) is { } embedding)
            {
                var texts = encoders[input].Input.Categories!.Count;
                tensors.Add(columns.Look(graph.Constant((ReadOnlySpan<float>)embedding.Vectors, texts + 2, embedding.Width), columns.Slots(input, texts)));
                continue;
            }

            if (encoders[input] is not NumberEncoder first) throw OnnxColumns.Refused(encoders[input].Input);
            var run = new List<NumberEncoder> { first };
            while (!run[^1].HasIndicator && input + run.Count < encoders.Count && encoders[input + run.Count] is NumberEncoder next) run.Add(next);
            var (values, missing) = columns.Numbers([.. Enumerable.Range(input, run.Count)], run);
            tensors.Add(graph.Cast(values, OnnxType.Float));
            if (run[^1].HasIndicator) tensors.Add(graph.Cast(Last(graph, missing, run.Count), OnnxType.Float));
            input += run.Count - 1;
        }

        return tensors;
    }

    private static string Last(OnnxGraph graph, string values, int width) =>
        graph.Add("Gather", [values, graph.Constant((ReadOnlySpan<long>)[width - 1], 1)], OnnxAttribute.Integer("axis", 1));

    private static string Layer(OnnxGraph graph, string values, NetworkLayer layer)
    {
        var weights = graph.Constant((ReadOnlySpan<float>)layer.Weights, layer.Inputs, layer.Outputs);
        var sums = graph.Add("Gemm", [values, weights, graph.Constant((ReadOnlySpan<float>)layer.Bias, layer.Outputs)]);
        if (layer.NormScale is { } scale)
        {
            var norm = new[] { sums, graph.Constant((ReadOnlySpan<float>)scale, layer.Outputs), graph.Constant((ReadOnlySpan<float>)layer.NormShift, layer.Outputs) };
            sums = graph.Add("LayerNormalization", norm, OnnxAttribute.Integer("axis", -1), OnnxAttribute.Float("epsilon", NetworkLayer.NormTiny));
        }

        return layer.Activation switch
        {
            Activation.Relu => graph.Add("Relu", [sums]),
            Activation.Tanh => graph.Add("Tanh", [sums]),
            Activation.Gelu => Gelu(graph, sums),
            _ => sums,
        };
    }

    /// <summary>z/2 · (1 + erf(z/√2)).</summary>
    private static string Gelu(OnnxGraph graph, string sums)
    {
        string Scalar(float value) => graph.Constant((ReadOnlySpan<float>)[value]);
        var erf = graph.Add("Erf", [graph.Add("Mul", [sums, Scalar(MathF.Sqrt(0.5f))])]);
        return graph.Add("Mul", [graph.Add("Mul", [sums, Scalar(0.5f)]), graph.Add("Add", [erf, Scalar(1)])]);
    }

    private static string OnLabelScale(OnnxGraph graph, string values, NetworkParts parts)
    {
        var wide = graph.Add("Mul", [graph.Cast(values, OnnxType.Double), graph.Constant((ReadOnlySpan<double>)[parts.LabelDeviation])]);
        return graph.Cast(graph.Add("Add", [wide, graph.Constant((ReadOnlySpan<double>)[parts.LabelMean])]), OnnxType.Float);
    }
}
