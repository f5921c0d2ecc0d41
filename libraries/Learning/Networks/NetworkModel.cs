using System.Buffers;
using MlPlatform.Learning.Models;
using MlPlatform.Learning.Networks.Kernels;
using MlPlatform.Learning.Networks.Training;

namespace MlPlatform.Learning.Networks;

/// <summary>A fitted multilayer perceptron over raw rows.</summary>
public sealed class NetworkModel : ITabularModel
{
    public const string AlgorithmName = "multilayer-perceptron";

    private const int MostStackFloats = 4096;

    private readonly InferenceNetwork network;
    private readonly OutputLink link;
    private readonly NetworkGradients gradients;

    internal NetworkModel(NetworkFrame frame, NetworkParameters parameters, TrainingState? state, NetworkKernels? kernels = null)
    {
        (Frame, Parameters, State) = (frame, parameters, state);
        network = new InferenceNetwork(frame.Shape, parameters, kernels ?? NetworkKernels.Best);
        link = new OutputLink(frame.Options.Loss, frame.Scale, frame.Shape.Outputs);
        gradients = new NetworkGradients(network, frame, link);
        Output = new ModelOutput(link.Kind, frame.Shape.Outputs, frame.Label);
    }

    public string Algorithm => AlgorithmName;

    public IReadOnlyList<InputColumn> Inputs => Frame.Encoding.Inputs;

    public ModelOutput Output { get; }

    public NetworkOptions Options => Frame.Options;

    /// <summary>The width of <see cref="Represent"/>: scaled numbers and date parts, and the vectors of categories.</summary>
    public int RepresentationWidth => Frame.Layout.InputWidth;

    internal NetworkFrame Frame { get; }

    internal NetworkParameters Parameters { get; }

    /// <summary>Where training stands, in a checkpoint.</summary>
    internal TrainingState? State { get; }

    /// <summary>Weights and vectors, copied out.</summary>
    public NetworkParts Parts => NetworkParts.Of(Frame, network);

    /// <summary>Where the representation of an input starts; the next one's start is its end.</summary>
    public int RepresentationStart(int input) => Frame.Layout.FirstColumn(input);

    /// <summary>What the first layer gets of a raw row: numbers scaled, categories as their learnt vectors.</summary>
    public void Represent(ReadOnlySpan<double> row, Span<float> representation)
    {
        Span<float> features = Frame.Layout.FeatureCount <= MostStackFloats ? stackalloc float[Frame.Layout.FeatureCount] : new float[Frame.Layout.FeatureCount];
        Represent(row, features, representation);
    }

    /// <summary>The outputs of a represented row, which need not be that of any raw one.</summary>
    public void ScoreRepresentation(ReadOnlySpan<float> representation, Span<double> outputs)
    {
        var length = network.ScratchLength(1);
        var scratch = length <= MostStackFloats ? stackalloc float[length] : new float[length];
        link.Apply(network.Run(representation[..RepresentationWidth], 1, scratch), network.OutputStride, outputs[..Output.Width]);
    }

    /// <summary>The derivatives of one output of <see cref="ScoreRepresentation"/> with respect to each number of the representation.</summary>
    public void RepresentationGradient(ReadOnlySpan<float> representation, int output, Span<double> gradient) =>
        gradients.OfRepresentation(representation, output, gradient);

    /// <summary>The derivatives of one output of <see cref="Score"/> at a raw row.</summary>
    /// <remarks>
    /// They lie as the representation does. A number's or boolean's is with respect to its raw value, 0 where it is missing. A
    /// category's are with respect to its vector, a date's with respect to its scaled parts: these have no derivative by the raw value.
    /// </remarks>
    /// <param name="row">One value per input.</param>
    /// <param name="output">Which of the outputs.</param>
    /// <param name="gradient">Receives <see cref="RepresentationWidth"/> numbers.</param>
    public void InputGradient(ReadOnlySpan<double> row, int output, Span<double> gradient)
    {
        var representation = new float[RepresentationWidth];
        Represent(row, representation);
        gradients.OfRepresentation(representation, output, gradient);
        gradients.ByRawNumbers(row, gradient);
    }

    public void Score(ReadOnlySpan<double> row, Span<double> outputs)
    {
        var length = ScratchLength(1);
        if (length <= MostStackFloats) ScoreBlock(row, outputs[..Output.Width], 1, stackalloc float[length]);
        else
        {
            var rented = ArrayPool<float>.Shared.Rent(length);
            ScoreBlock(row, outputs[..Output.Width], 1, rented);
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    public void ScoreRows(ReadOnlySpan<double> rows, Span<double> outputs)
    {
        int width = Inputs.Count, outputWidth = Output.Width;
        if (rows.Length % width != 0) throw new LearningException($"{rows.Length} values are not rows of {width}.");
        var rowCount = rows.Length / width;
        var rented = ArrayPool<float>.Shared.Rent(ScratchLength(NetworkBlock.Rows));
        for (var start = 0; start < rowCount; start += NetworkBlock.Rows)
        {
            var count = Math.Min(NetworkBlock.Rows, rowCount - start);
            ScoreBlock(rows.Slice(start * width, count * width), outputs.Slice(start * outputWidth, count * outputWidth), count, rented);
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    public void Save(Stream stream, IReadOnlyDictionary<string, double>? metrics = null) => NetworkModelFormat.Save(this, stream, metrics);

    private int ScratchLength(int rows) => Frame.Layout.FeatureCount + (rows * RepresentationWidth) + network.ScratchLength(rows);

    private void ScoreBlock(ReadOnlySpan<double> rows, Span<double> outputs, int count, Span<float> scratch)
    {
        var width = rows.Length / count;
        var features = scratch[..Frame.Layout.FeatureCount];
        var inputs = scratch.Slice(features.Length, count * RepresentationWidth);
        for (var i = 0; i < count; i++) Represent(rows.Slice(i * width, width), features, inputs[(i * RepresentationWidth)..]);
        link.Apply(network.Run(inputs, count, scratch[(features.Length + inputs.Length)..]), network.OutputStride, outputs);
    }

    private void Represent(ReadOnlySpan<double> row, Span<float> features, Span<float> representation)
    {
        Frame.Encoding.Encode(row, features);
        Frame.Layout.Fill(features, network.Parameters.Embeddings, representation);
    }
}
