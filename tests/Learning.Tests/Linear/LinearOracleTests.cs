using System.Globalization;
using MlPlatform.Learning.Linear;

namespace MlPlatform.Learning.Tests.Linear;

/// <summary>Coefficients against scikit-learn 1.2.1 on <see cref="OracleData"/>; its solvers ran to a tolerance of 1e-12 or finer.</summary>
public sealed class LinearOracleTests
{
    // Inputs are held in single precision.
    private const double Near = 3e-6;

    // LinearRegression().fit(X, y, sample_weight=w)
    [Theory]
    [InlineData("newton")]
    [InlineData("lbfgs")]
    public void Squared_Weighted_IsTheLeastSquaresSolution(string optimizer) => AssertNear(
        [1.9877047104141807, -1.007351237160386, 0.004460631158733644, 2.8910311503430624],
        OracleData.Fit(OracleData.Numbers with { Weights = OracleData.Weights }, ("predictor_type", "regressor"), ("wd", "0"), ("optimizer", optimizer)));

    // Ridge(alpha=0.1 * n)
    [Theory]
    [InlineData("newton")]
    [InlineData("lbfgs")]
    public void Squared_WithDecay_IsRidge(string optimizer) => AssertNear(
        [1.643107875673905, -0.8335905365430076, 0.002568314935008291, 3.002489212790637],
        OracleData.Fit(OracleData.Numbers, ("predictor_type", "regressor"), ("wd", "0.1"), ("optimizer", optimizer)));

    // ElasticNet(alpha=0.2, l1_ratio=0.5); the labels are learnt on the scale of deviation 1, which divides its l1.
    [Theory]
    [InlineData("newton")]
    [InlineData("lbfgs")]
    public void Squared_WithBothPenalties_IsTheElasticNet(string optimizer)
    {
        var l1 = (0.1 / OracleData.Deviation(OracleData.Numbers.Labels)).ToString("R", CultureInfo.InvariantCulture);
        var model = OracleData.Fit(OracleData.Numbers, ("predictor_type", "regressor"), ("wd", "0.1"), ("l1", l1), ("optimizer", optimizer));
        AssertNear([1.4709394939585925, -0.6620771861056594, 0, 3.000952003386041], model);
        Assert.Equal(0, model.Weights[2]);
    }

    // LogisticRegression(C=1 / (0.05 * n), solver='newton-cg')
    [Theory]
    [InlineData("newton")]
    [InlineData("lbfgs")]
    public void Logistic_WithDecay_EqualsScikitLearn(string optimizer) => AssertNear(
        [1.3042814142312003, 0.04501847667423481, -0.69132015782143, 0.1578689230958918],
        OracleData.Fit(OracleData.TwoClasses, ("wd", "0.05"), ("optimizer", optimizer)));

    // LogisticRegression(C=1 / (0.05 * w.sum()), solver='newton-cg').fit(X, y, sample_weight=w)
    [Fact]
    public void Logistic_Weighted_EqualsScikitLearn() => AssertNear(
        [1.336808724575281, -0.038386558037009764, -0.7174477815150369, 0.3075735469136253],
        OracleData.Fit(OracleData.TwoClasses with { Weights = OracleData.Weights }, ("wd", "0.05")));

    // LogisticRegression(penalty='l1', solver='saga', C=1 / (0.1 * n))
    [Theory]
    [InlineData("newton")]
    [InlineData("lbfgs")]
    public void Logistic_WithL1_EqualsScikitLearn(string optimizer)
    {
        var model = OracleData.Fit(OracleData.TwoClasses, ("wd", "0"), ("l1", "0.1"), ("optimizer", optimizer));
        AssertNear([0.8947652673350097, 0, -0.041276172925429136, 0.13276062846577047], model);
        Assert.Equal(0, model.Weights[1]);
    }

    // LogisticRegression(penalty='elasticnet', l1_ratio=0.5, solver='saga', C=1 / (0.1 * n))
    [Theory]
    [InlineData("newton")]
    [InlineData("lbfgs")]
    public void Logistic_WithBothPenalties_EqualsScikitLearn(string optimizer) => AssertNear(
        [0.9368737686579942, 0, -0.33760355834200656, 0.1406769932501279],
        OracleData.Fit(OracleData.TwoClasses, ("wd", "0.05"), ("l1", "0.05"), ("optimizer", optimizer)));

    // LogisticRegression(C=1 / (0.02 * n), solver='newton-cg', multi_class='multinomial'), three classes; intercepts may move together, so that their differences are compared.
    [Theory]
    [InlineData("newton")]
    [InlineData("lbfgs")]
    public void Softmax_WithDecay_EqualsScikitLearn(string optimizer) => AssertNearUpToAShift(
        [
            -1.1817300741167025, 1.0853290402921736, 0.3776627538463357, -0.17930282551863638, -0.19512414853657914, -0.3652528637327269,
            1.361032899635339, -0.8902048917555945, -0.012409890113608825, -1.135312899434197, 1.2895390658992691, -0.15422616646507248
        ],
        OracleData.Fit(OracleData.ThreeClasses, ("predictor_type", "multiclass_classifier"), ("wd", "0.02"), ("optimizer", optimizer)));

    // LogisticRegression(penalty='l1', solver='saga', multi_class='multinomial', C=1 / (0.03 * n))
    [Theory]
    [InlineData("newton")]
    [InlineData("lbfgs")]
    public void Softmax_WithL1_EqualsScikitLearn(string optimizer) => AssertNearUpToAShift(
        [
            -0.7039581234014055, 0.9179465607790039, 0, 0, 0, -0.2478280131155623,
            1.4590955018973326, -0.5209181468555035, 0, -0.9302217739165395, 1.1579403470219265, -0.22771857310537658
        ],
        OracleData.Fit(OracleData.ThreeClasses, ("predictor_type", "multiclass_classifier"), ("wd", "0"), ("l1", "0.03"), ("optimizer", optimizer)));

    // numpy: iteratively reweighted least squares with weights min(1, 0.3 / |error|), 10,000 times.
    [Theory]
    [InlineData("newton")]
    [InlineData("lbfgs")]
    public void Huber_EqualsReweightedLeastSquares(string optimizer) => AssertNear(
        [1.9813815094017762, -1.0121723532819045, 0.005319561761960983, 2.9070320394152636],
        OracleData.Fit(
            OracleData.Numbers, ("predictor_type", "regressor"), ("loss", "huber_loss"), ("huber_delta", "0.3"), ("wd", "0"), ("optimizer", optimizer)));

    // QuantileRegressor(quantile=0.8, alpha=0) and (quantile=0.5): corners are rounded here, so that the vertex is near, not met.
    [Theory]
    [InlineData("quantile_loss", "0.8", new[] { 1.9957592889138263, -0.9988119991702025, -0.001631695217086432, 3.489422584225292 })]
    [InlineData("absolute_loss", "0.5", new[] { 1.9759587870769046, -1.0152262584144487, -0.01671109106659619, 2.825659035051839 })]
    public void Quantile_ComesNearTheLinearProgram(string loss, string quantile, double[] expected)
    {
        const double RoundedCorner = 0.02;
        var model = OracleData.Fit(OracleData.Numbers, ("predictor_type", "regressor"), ("loss", loss), ("quantile", quantile), ("wd", "0"));
        AssertNear(expected, OracleData.Coefficients(model), RoundedCorner);
    }

    private static void AssertNear(double[] expected, LinearModel model) => AssertNear(expected, OracleData.Coefficients(model), Near);

    private static void AssertNearUpToAShift(double[] expected, LinearModel model)
    {
        var actual = OracleData.Coefficients(model);
        var shift = expected[9] - actual[9];
        for (var output = 9; output < actual.Length; output++) actual[output] += shift;
        AssertNear(expected, actual, Near);
    }

    private static void AssertNear(double[] expected, double[] actual, double near)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++) Assert.InRange(actual[i], expected[i] - near, expected[i] + near);
    }
}
