using MlPlatform.Learning.Models;
using MlPlatform.Learning.Preprocessing;

namespace MlPlatform.Learning.Onnx;

/// <summary>The preprocessing of raw columns as tensor operations, in 64-bit floats as our own.</summary>
internal sealed class OnnxColumns
{
    private readonly OnnxGraph graph;
    private readonly string rows;

    public OnnxColumns(OnnxGraph graph)
    {
        this.graph = graph;
        rows = graph.Cast(OnnxGraph.Input, OnnxType.Double);
    }

    /// <summary>Number columns imputed and scaled: rows × columns; and, as 0 and 1, whether they were missing.</summary>
    public (string Values, string Missing) Numbers(ReadOnlySpan<int> inputs, IReadOnlyList<NumberEncoder> encoders)
    {
        var places = graph.Constant(Array.ConvertAll(inputs.ToArray(), input => (long)input), inputs.Length);
        var raw = graph.Add("Gather", [rows, places], OnnxAttribute.Integer("axis", 1));
        var missing = graph.Add("IsNaN", [raw]);
        var centred = graph.Add("Sub", [raw, Row(encoders, scale => scale.Center)]);
        var scaled = graph.Add("Mul", [centred, Row(encoders, scale => scale.Factor)]);
        return (graph.Add("Where", [missing, Row(encoders, scale => scale.Filled), scaled]), graph.Cast(missing, OnnxType.Double));
    }

    /// <summary>A category's place among its texts (<see cref="CategorySlot"/>): one 64-bit integer per row.</summary>
    public string Slots(int input, int texts)
    {
        var code = graph.Add("Gather", [rows, graph.Constant((ReadOnlySpan<long>)[input])], OnnxAttribute.Integer("axis", 1));
        var known = graph.Add("And", [graph.Add("GreaterOrEqual", [code, Scalar(0)]), graph.Add("Less", [code, Scalar(texts)])]);
        var seen = graph.Add("Where", [known, code, Scalar(texts + 1)]);
        return graph.Cast(graph.Add("Where", [graph.Add("IsNaN", [code]), Scalar(texts), seen]), OnnxType.Integer);
    }

    /// <summary>Rows of a table by slot.</summary>
    public string Look(string table, string slots) => graph.Add("Gather", [table, slots], OnnxAttribute.Integer("axis", 0));

    /// <summary>The code that leads to a slot: a text's own, missing, or one that training never saw.</summary>
    public static double CodeOf(int slot, int texts) => slot < texts ? slot : slot == texts ? double.NaN : InputColumn.UnknownCode;

    public static LearningException Refused(InputColumn input) =>
        new($"Column '{input.Name}' is a {input.Type}, whose parts ONNX has no operations for; the model cannot be written as ONNX.");

    private string Scalar(double value) => graph.Constant((ReadOnlySpan<double>)[value]);

    private string Row(IReadOnlyList<NumberEncoder> encoders, Func<NumberScale, double> part) =>
        graph.Constant((ReadOnlySpan<double>)encoders.Select(encoder => part(encoder.Scale)).ToArray(), 1, encoders.Count);
}
