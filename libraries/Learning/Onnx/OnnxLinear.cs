using MlPlatform.Learning.Linear;
using MlPlatform.Learning.Models;
using MlPlatform.Learning.Preprocessing;

namespace MlPlatform.Learning.Onnx;

/// <summary>A linear model as one product for all numbers and one table of what each text adds per category.</summary>
internal static class OnnxLinear
{
    public static string Add(OnnxGraph graph, LinearModel model)
    {
        var encoding = model.Encoding;
        var columns = new OnnxColumns(graph);
        var numbers = Enumerable.Range(0, encoding.Inputs.Count).Where(i => encoding.Encoders[i] is NumberEncoder).ToArray();
        var margins = graph.Constant((ReadOnlySpan<double>)model.Intercepts, 1, model.Intercepts.Length);
        if (numbers.Length > 0)
        {
            var encoders = Array.ConvertAll(numbers, i => (NumberEncoder)encoding.Encoders[i]);
            var (values, missing) = columns.Numbers(numbers, encoders);
            margins = Plus(graph, margins, graph.Add("MatMul", [values, Weights(graph, model, numbers, offset: 0)]));
            if (encoders.Any(encoder => encoder.HasIndicator)) margins = Plus(graph, margins, graph.Add("MatMul", [missing, Weights(graph, model, numbers, offset: 1)]));
        }

        for (var input = 0; input < encoding.Inputs.Count; input++)
        {
            if (encoding.Encoders[input] is NumberEncoder) continue;
            if (encoding.Inputs[input].Categories is not { } texts) throw OnnxColumns.Refused(encoding.Inputs[input]);
            var table = graph.Constant((ReadOnlySpan<double>)Contributions(model, input), texts.Count + 2, model.Intercepts.Length);
            margins = Plus(graph, margins, columns.Look(table, columns.Slots(input, texts.Count)));
        }

        var outputs = model.Output.Kind switch
        {
            OutputKind.Probability => graph.Add("Sigmoid", [margins]),
            OutputKind.ClassProbabilities => graph.Add("Softmax", [margins], OnnxAttribute.Integer("axis", 1)),
            _ => margins,
        };
        return graph.Cast(outputs, OnnxType.Float);
    }

    private static string Plus(OnnxGraph graph, string left, string right) => graph.Add("Add", [left, right]);

    /// <summary>The weights of number columns' first or second features: columns × outputs.</summary>
    private static string Weights(OnnxGraph graph, LinearModel model, int[] inputs, int offset)
    {
        var outputs = model.Intercepts.Length;
        var weights = new double[inputs.Length * outputs];
        for (var i = 0; i < inputs.Length; i++)
        {
            if (model.Encoding.Encoders[inputs[i]].Width <= offset) continue;
            for (var k = 0; k < outputs; k++) weights[(i * outputs) + k] = WeightOf(model, model.Encoding.FirstFeature(inputs[i]) + offset, k);
        }

        return graph.Constant((ReadOnlySpan<double>)weights, inputs.Length, outputs);
    }

    /// <summary>What every slot of a category adds to every output.</summary>
    private static double[] Contributions(LinearModel model, int input)
    {
        var encoder = model.Encoding.Encoders[input];
        var (outputs, first, width) = (model.Intercepts.Length, model.Encoding.FirstFeature(input), encoder.Width);
        var features = new double[width];
        var slots = encoder.Input.Categories!.Count + 2;
        var added = new double[slots * outputs];
        for (var slot = 0; slot < slots; slot++)
        {
            encoder.Encode(OnnxColumns.CodeOf(slot, slots - 2), features);
            for (var feature = 0; feature < width; feature++)
            {
                if (features[feature] == 0) continue;
                for (var k = 0; k < outputs; k++) added[(slot * outputs) + k] += features[feature] * WeightOf(model, first + feature, k);
            }
        }

        return added;
    }

    private static double WeightOf(LinearModel model, int feature, int output) => model.Weights[(output * model.Encoding.FeatureCount) + feature];
}
