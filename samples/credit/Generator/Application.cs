using MlPlatform.Tables;

namespace MlPlatform.Generator;

/// <summary>One made-up application. The weights below are the whole truth about who is approved.</summary>
internal sealed record Application(
    int Age, string Sex, double Income, int EmploymentYears, string Housing, string Purpose,
    double CreditAmount, int DurationMonths, string Savings, int LatePayments, bool Approved)
{
    /// <summary>What being a woman costs in log-odds, all else equal: the bias that the reports must find.</summary>
    public const double Bias = 0.9;

    private static readonly string[] HousingKinds = ["own", "rent", "free"];
    private static readonly string[] Purposes = ["car", "furniture", "education", "business", "repairs"];
    private static readonly string[] SavingsKinds = ["none", "below_500", "500_to_5000", "above_5000"];
    private static readonly double[] HousingWeights = [0.5, -0.3, 0];
    private static readonly double[] PurposeWeights = [0.2, 0.1, -0.2, -0.4, 0];
    private static readonly double[] SavingsWeights = [-0.9, -0.2, 0.4, 1.0];

    public static Application Draw(SeededRandom random)
    {
        var age = (int)Math.Clamp(19 + (14 * Math.Abs(random.NextNormal())) + (8 * random.NextDouble()), 19, 80);
        var female = random.NextDouble() < 0.42;
        var employment = (int)Math.Clamp((age - 18) * random.NextDouble(), 0, 45);
        var income = Math.Round(Math.Exp(7.6 + (0.012 * employment) + (0.35 * random.NextNormal())), 2);
        var housing = Pick(random, 0.45, 0.45);
        var purpose = random.NextInt32(Purposes.Length);
        var amount = Math.Round(Math.Exp(8.0 + (0.6 * random.NextNormal())), 0);
        var duration = 6 * (1 + random.NextInt32(10));
        var savings = random.NextInt32(SavingsKinds.Length);
        var late = random.NextDouble() < 0.6 ? 0 : 1 + random.NextInt32(5);

        var logOdds = 1.3 + HousingWeights[housing] + PurposeWeights[purpose] + SavingsWeights[savings]
            + (1.1 * Math.Log(income / 2000)) + (0.04 * employment) - (0.7 * late)
            - (0.6 * Math.Log(amount / 3000)) - (0.012 * (duration - 33)) - (female ? Bias : 0);
        var approved = random.NextDouble() < 1 / (1 + Math.Exp(-logOdds));
        return new Application(
            age, female ? "female" : "male", income, employment, HousingKinds[housing], Purposes[purpose],
            amount, duration, SavingsKinds[savings], late, approved);
    }

    private static int Pick(SeededRandom random, double first, double second)
    {
        var draw = random.NextDouble();
        return draw < first ? 0 : draw < first + second ? 1 : 2;
    }
}
