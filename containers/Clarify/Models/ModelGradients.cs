using MlPlatform.Learning.Linear;
using MlPlatform.Learning.Models;
using MlPlatform.Learning.Networks;
using MlPlatform.Tables;
using MlPlatform.Trust;

namespace MlPlatform.Clarify.Models;

/// <summary>The derivatives of models that have them, by the values of numeric columns.</summary>
internal static class ModelGradients
{
    /// <summary>The model's scores with derivatives; without, where it has none.</summary>
    public static Scorer Of(AnalysedModel model) => model.Scorer with
    {
        Gradient = model switch
        {
            BuiltInModel { Model: LinearModel linear } => OfLinear(linear),
            BuiltInModel { Model: NetworkModel network } => OfNetwork(network),
            _ => null,
        },
    };

    /// <summary>The margin of a linear model is a sum over columns, so a column's slope is what one unit more adds.</summary>
    private static GradientFunction OfLinear(LinearModel model)
    {
        int width = model.Inputs.Count, outputs = model.Output.Width;
        double[] at = new double[width], above = new double[width], slopes = new double[outputs * width], one = new double[width];
        Array.Fill(one, 1);
        for (var output = 0; output < outputs; output++)
        {
            model.Contributions(new double[width], at, output);
            model.Contributions(one, above, output);
            for (var j = 0; j < width; j++) slopes[(output * width) + j] = model.Inputs[j].Type == ColumnType.Number ? above[j] - at[j] : 0;
        }

        return (row, output, gradient) =>
        {
            Span<double> scores = stackalloc double[outputs];
            model.Score(row, scores);
            gradient[..width].Clear();
            for (var k = 0; k < outputs; k++)
            {
                var slope = model.Output.Kind switch
                {
                    OutputKind.Probability => scores[0] * (1 - scores[0]),
                    OutputKind.ClassProbabilities => scores[output] * ((k == output ? 1 : 0) - scores[k]),
                    _ => k == output ? 1 : 0,
                };
                for (var j = 0; j < width; j++)
                {
                    if (!double.IsNaN(row[j])) gradient[j] += slope * slopes[(k * width) + j];
                }
            }
        };
    }

    private static GradientFunction OfNetwork(NetworkModel model) => (row, output, gradient) =>
    {
        var byRepresentation = new double[model.RepresentationWidth];
        model.InputGradient(row, output, byRepresentation);
        for (var j = 0; j < row.Length; j++)
        {
            gradient[j] = model.Inputs[j].Type == ColumnType.Number && !double.IsNaN(row[j]) ? byRepresentation[model.RepresentationStart(j)] : 0;
        }
    };
}
