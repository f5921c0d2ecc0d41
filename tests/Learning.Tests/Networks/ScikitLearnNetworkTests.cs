using MlPlatform.Learning.Networks;
using MlPlatform.Learning.Networks.Kernels;

namespace MlPlatform.Learning.Tests.Networks;

/// <summary>Weights that scikit-learn 1.2.1 found give the outputs that it gives.</summary>
/// <remarks>
/// r = RandomState(3); X = round(r.randn(40, 3), 2); MLPClassifier((4, 3), 'relu', max_iter=200, random_state=1) on X0·X1 > 0;
/// MLPClassifier((4,), 'tanh', max_iter=200, random_state=1) on digitize(X0 + X2, [-.5, .5]); MLPRegressor((3,), 'tanh',
/// max_iter=300, random_state=1) on X0 - 2·X1. Scored rows: [.5, -1.25, 2] and [-.75, .1, -.3].
/// </remarks>
public sealed class ScikitLearnNetworkTests
{
    private const double Near = 1e-6;

    private static readonly float[] Inputs = [0.5f, -1.25f, 2, -0.75f, 0.1f, -0.3f];

    [Theory]
    [ClassData(typeof(Widths))]
    public void ReluClassifier_GivesItsProbabilities(string width) => AssertOutputs(
        [0.575818837, 0.683173103], width, Activation.Relu, NetworkLoss.Logistic, [4, 3], 1,
        [-0.421497857f, 0.238182715f, -1.14839896f, -0.155065699f, -0.835922556f, -0.592789341f, -0.812625813f, -0.498129863f, 0.0432399418f, -0.0294191103f, -0.123454315f, 0.43062898f],
        [-0.339794673f, 0.595754554f, -0.647193644f, 0.470500294f],
        [-0.0286637387f, 0.380556375f, -0.675004411f, -0.579582654f, 0.405955951f, 0.803497001f, -0.372280841f, 0.595029797f, 0.779926696f, 0.703473781f, -0.875627298f, -0.926733952f],
        [-0.638270101f, 0.565475933f, -0.805928925f],
        [-0.171394533f, 1.00966659f, -0.00330861147f],
        [0.305632456f]);

    [Theory]
    [ClassData(typeof(Widths))]
    public void TanhClassifier_GivesItsClassProbabilities(string width) => AssertOutputs(
        [0.288988637, 0.345337929, 0.365673434, 0.518071303, 0.348815924, 0.133112773], width, Activation.Tanh, NetworkLoss.Softmax, [4], 3,
        [-0.329123927f, 0.579466239f, -0.746295788f, -0.536234978f, -0.504132865f, -0.575482692f, -0.382664886f, -0.428936784f, -0.40310138f, 0.266232028f, 0.0361469795f, 0.160825894f],
        [-0.664948867f, 0.514934701f, -1.03870485f, 0.327196914f],
        [0.0448093269f, 0.043272121f, -0.854503904f, -0.587262515f, 0.409036555f, 1.05585919f, -0.182968988f, 0.536982133f, 0.531526055f, 0.916342665f, -0.916909264f, -1.0987941f],
        [-0.494455645f, 0.54806619f, -0.578580462f]);

    [Theory]
    [ClassData(typeof(Widths))]
    public void TanhRegressor_GivesItsNumbers(string width) => AssertOutputs(
        [1.23627345, -0.777780318], width, Activation.Tanh, NetworkLoss.SquaredError, [3], 1,
        [-0.00416037813f, 0.254543877f, -1.24607546f, -0.140124295f, -0.959785305f, -0.534356388f, -0.822203077f, -0.148321674f, 0.145136448f],
        [0.212502847f, -0.0182872846f, 0.689156005f],
        [-0.505435351f, 1.21864134f, -0.916076391f],
        [0.578915854f]);

    private static void AssertOutputs(
        double[] expected, string width, Activation activation, NetworkLoss loss, int[] hidden, int outputs, params float[][] arrays)
    {
        var shape = new NetworkShape(3, hidden, outputs, new NetworkDesign(activation, Normalization.None, loss));
        var parameters = new NetworkParameters(shape, []);
        for (var i = 0; i < shape.Layers.Length; i++)
        {
            var layer = shape.Layers[i];
            for (var input = 0; input < layer.Inputs; input++)
            {
                arrays[2 * i].AsSpan(input * layer.Outputs, layer.Outputs).CopyTo(parameters.Dense.AsSpan(shape.Weights(i))[(input * layer.Stride)..]);
            }

            arrays[(2 * i) + 1].CopyTo(parameters.Dense.AsSpan(shape.Bias(i)));
        }

        var network = new InferenceNetwork(shape, parameters, Widths.Of(width));
        var actual = new double[expected.Length];
        var sums = network.Run(Inputs, 2, new float[network.ScratchLength(2)]);
        new OutputLink(loss, LabelScale.None, outputs).Apply(sums, network.OutputStride, actual);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second, pair.First - Near, pair.First + Near));
    }
}
