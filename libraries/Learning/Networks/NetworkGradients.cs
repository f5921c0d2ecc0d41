using MlPlatform.Learning.Networks.Training;
using MlPlatform.Learning.Preprocessing;

namespace MlPlatform.Learning.Networks;

/// <summary>Derivatives of a model's outputs with respect to its inputs, by going back through the network.</summary>
internal sealed class NetworkGradients(InferenceNetwork network, NetworkFrame frame, OutputLink link)
{
    private BlockPass? idle;

    public void OfRepresentation(ReadOnlySpan<float> representation, int output, Span<double> gradient)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(output);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(output, frame.Shape.Outputs);
        var pass = Interlocked.Exchange(ref idle, null) ?? new BlockPass(network.Shape, network.Kernels, mostRows: 1);
        ReadOnlySpan<float> shares = [1];
        representation[..network.Shape.Inputs].CopyTo(pass.Inputs);
        pass.Forward(network.Parameters, shares, default, 0);
        var sums = pass.Outputs(rows: 1);
        var values = new double[frame.Shape.Outputs];
        link.Apply(sums, network.OutputStride, values);
        link.Slopes(values, output, sums);
        pass.Backward(network.Parameters, shares, default, withInputs: true);
        for (var i = 0; i < network.Shape.Inputs; i++) gradient[i] = pass.InputGradient[i];
        Volatile.Write(ref idle, pass);
    }

    /// <summary>Turns derivatives by scaled numbers into derivatives by raw ones.</summary>
    public void ByRawNumbers(ReadOnlySpan<double> row, Span<double> gradient)
    {
        for (var input = 0; input < row.Length; input++)
        {
            if (frame.Encoding.Encoders[input] is not NumberEncoder number) continue;
            gradient[frame.Layout.FirstColumn(input)] *= double.IsNaN(row[input]) ? 0 : number.Scale.Factor;
        }
    }
}
