using MlPlatform.Tables;
using MlPlatform.Trust.Explanations.Lime;

namespace MlPlatform.Trust.Tests.Explanations.Lime;

public sealed class TabularLimeTests
{
    private const int Digits = 9;
    private static readonly string[] Names = ["age", "colour", "income"];
    private static readonly double[] Data = Training(seed: 1, rows: 400);
    private static readonly LimeTable Table = LimeTable.Of(Names, Data, new LimeTableOptions { Categorical = new HashSet<int> { 1 } });
    private static readonly double[] Row = Data[30..33];

    [Fact]
    public void Explain_OfAModelThatIsLinearInTheConditions_FindsItsTerms()
    {
        var age = (BinnedColumn)Table.Columns[0];
        var model = new Scorer(Names, 2, (rows, scores) =>
        {
            for (var i = 0; i < rows.Length / 3; i++)
            {
                scores[2 * i] = 4 + (age.BinOf(rows[3 * i]) == age.BinOf(Row[0]) ? 2 : 0) - (rows[(3 * i) + 1] == Row[1] ? 1 : 0);
                scores[(2 * i) + 1] = -scores[2 * i];
            }
        });

        var explanation = TabularLime.Explain(model, Table, Row, new LimeOptions { Samples = 500, Alpha = 0, Selection = LimeSelection.None }, CancellationToken.None);

        Assert.Equal([5, -5], explanation.Scores);
        Assert.Equal((2, -1, 0), Rounded(explanation.Models[0]));
        Assert.Equal((-2, 1, 0), Rounded(explanation.Models[1]));
        Assert.Equal(4, explanation.Models[0].Intercept, Digits);
        Assert.Equal(1, explanation.Models[0].RSquared!.Value, Digits);
        Assert.Equal(5, explanation.Models[0].Prediction, Digits);
        Assert.All(explanation.Models[0].StandardErrors, error => Assert.Equal(0, error, Digits));
    }

    [Fact]
    public void Explain_OnOneThreadOrTwo_GivesTheSameNumbers()
    {
        var one = TabularLime.Explain(Curved, Table, Row, new LimeOptions { Seed = 7, Samples = 2000 }, CancellationToken.None);
        var two = TabularLime.Explain(Curved, Table, Row, new LimeOptions { Seed = 7, Samples = 2000, Threads = 2 }, CancellationToken.None);
        var other = TabularLime.Explain(Curved, Table, Row, new LimeOptions { Seed = 8, Samples = 2000 }, CancellationToken.None);

        Assert.Equal(one.Models[0].Coefficients, two.Models[0].Coefficients);
        Assert.Equal(one.Models[0].StandardErrors, two.Models[0].StandardErrors);
        Assert.NotEqual(one.Models[0].Coefficients, other.Models[0].Coefficients);
    }

    [Theory]
    [InlineData(LimeBins.Quartiles)]
    [InlineData(LimeBins.None)]
    public void StandardErrors_OfOneExplanation_AreTheDeviationsOverManySeeds(LimeBins bins)
    {
        const int repeats = 200;
        const double chance = 0.2; // Four times 1 / √(2 · 200), the deviation's own relative error.
        var table = LimeTable.Of(Names, Data, new LimeTableOptions { Bins = bins, Categorical = new HashSet<int> { 1 } });
        var options = new LimeOptions { Samples = 1000, Selection = LimeSelection.None, Seed = 100 };
        IReadOnlyList<LocalModel> Explain(LimeOptions with) => TabularLime.Explain(Curved, table, Row, with, CancellationToken.None).Models;

        var stability = LimeStability.Of(Explain, options, width: 3, repeats, output: 0);

        var single = Explain(options)[0];
        for (var i = 0; i < 3; i++)
        {
            var deviation = stability.Deviations[single.Features[i]];
            Assert.InRange(single.StandardErrors[i] / deviation, 1 - chance, 1 + chance);
            Assert.InRange(single.Coefficients[i] - stability.Means[single.Features[i]], -4 * deviation, 4 * deviation);
        }

        Assert.All(stability.Chosen, share => Assert.Equal(1, share));
    }

    [Fact]
    public void Explain_WithFewerFeaturesThanColumns_UsesThoseThatMatter()
    {
        var model = Of((age, _, _) => age > 40 ? 1 : 0);

        var explanation = TabularLime.Explain(model, Table, Row, new LimeOptions { Features = 1 }, CancellationToken.None);

        Assert.Equal([0], explanation.Models[0].Features);
    }

    [Fact]
    public void Explain_OfAModelThatNeverVaries_HasNoRSquared()
    {
        var explanation = TabularLime.Explain(Of((_, _, _) => 3), Table, Row, new LimeOptions { Samples = 100 }, CancellationToken.None);

        Assert.Null(explanation.Models[0].RSquared);
        Assert.All(explanation.Models[0].Coefficients, coefficient => Assert.Equal(0, coefficient, Digits));
    }

    [Fact]
    public void Explain_OfARowWithAMissingValue_HasAConditionForIt()
    {
        double[] data = [.. Data];
        for (var row = 0; row < 100; row++) data[row * 3] = double.NaN;
        var table = LimeTable.Of(Names, data, new LimeTableOptions { Categorical = new HashSet<int> { 1 } });
        var model = Of((age, _, _) => double.IsNaN(age) ? 1 : 0);

        var explanation = TabularLime.Explain(model, table, data[..3], new LimeOptions { Alpha = 0, Selection = LimeSelection.None }, CancellationToken.None);

        Assert.Equal("age is missing", explanation.Conditions[0]);
        Assert.Equal(1, explanation.Models[0].Coefficient(0), Digits);
    }

    [Fact]
    public void Conditions_OfARow_NameTheBinAndTheCategory()
    {
        var table = LimeTable.Of(["a", "b"], [1, 0, 2, 0, 3, 1, 4, 1, 5, 1], new LimeTableOptions { Categorical = new HashSet<int> { 1 } });

        string[] Of(params double[] row) =>
            [.. TabularLime.Explain(new Scorer(["a", "b"], 1, (_, scores) => scores.Clear()), table, row, new LimeOptions { Samples = 10 }, CancellationToken.None).Conditions];

        Assert.Equal(["a ≤ 2", "b = 0"], Of(1.5, 0));
        Assert.Equal(["3 < a ≤ 4", "b = 1"], Of(4, 1));
        Assert.Equal(["a > 4", "b = 1"], Of(9, 1));
    }

    [Fact]
    public void Table_OfNumbersLeftUncutWithMissingOnes_NamesTheColumn() =>
        Assert.Contains("'income'", Assert.Throws<TrustException>(() => LimeTable.Of(
            Names, [1, 0, double.NaN], new LimeTableOptions { Bins = LimeBins.None })).Message);

    [Fact]
    public void Explain_OfAModelThatAnswersNoNumber_SaysSo() => Assert.Throws<TrustException>(() =>
        TabularLime.Explain(Of((_, _, _) => double.NaN), Table, Row, new LimeOptions(), CancellationToken.None));

    private static Scorer Curved { get; } = Of((age, colour, income) => Math.Sin(age / 10) + (colour * income / 5) + (income > 2 ? 1 : 0));

    private static Scorer Of(Func<double, double, double, double> score) => new(Names, 1, (rows, scores) =>
    {
        for (var i = 0; i < scores.Length; i++) scores[i] = score(rows[3 * i], rows[(3 * i) + 1], rows[(3 * i) + 2]);
    });

    private static (double Age, double Colour, double Income) Rounded(LocalModel model) =>
        (Math.Round(model.Coefficient(0), Digits), Math.Round(model.Coefficient(1), Digits), Math.Round(model.Coefficient(2), Digits));

    private static double[] Training(ulong seed, int rows)
    {
        var random = new SeededRandom(seed);
        var data = new double[rows * 3];
        for (var row = 0; row < rows; row++)
        {
            data[row * 3] = 45 + (12 * random.NextNormal());
            data[(row * 3) + 1] = random.NextInt32(3);
            data[(row * 3) + 2] = -2 * Math.Log(1 - random.NextDouble());
        }

        return data;
    }
}
