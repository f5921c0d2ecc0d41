using System.Globalization;
using MlPlatform.Learning.Hyperparameters;
using MlPlatform.Learning.Networks.Training;

namespace MlPlatform.Learning.Networks;

/// <summary>The multilayer perceptron's hyperparameters, checked.</summary>
public sealed record NetworkOptions
{
    private const string Auto = "auto";
    private const string Balanced = "balanced";
    private const int MostUnits = 16_384;

    private static readonly Hyperparameter PredictorTypeParameter = Hyperparameter.Choice(
        "predictor_type", "binary_classifier", ["binary_classifier", "multiclass_classifier", "regressor"],
        "What is predicted: a class of two, a class of more, or a number.");

    private static readonly Hyperparameter ClassesParameter = Hyperparameter.Integer(
        "num_classes", 2, 2, 1000, "The number of classes of multiclass_classifier; auto takes it from the labels.") with { Default = Auto, Words = [Auto] };

    private static readonly Hyperparameter HiddenUnitsParameter = Hyperparameter.Text(
        "hidden_units", "64,32", "The units of each hidden layer, with commas between; none for no hidden layer.");

    private static readonly Hyperparameter ActivationParameter = Hyperparameter.Choice(
        "activation", "relu", ["relu", "gelu", "tanh"], "What hidden units make of their sums.");

    private static readonly Hyperparameter NormalizationParameter = Hyperparameter.Choice(
        "normalization", "none", ["none", "batch", "layer"], "What brings the sums of hidden layers to a common scale before the activation.");

    private static readonly Hyperparameter DropoutParameter = Hyperparameter.Continuous(
        "dropout", 0, 0, 0.95, "The share of hidden units that each training step leaves out.");

    private static readonly Hyperparameter EmbeddingDimParameter = Hyperparameter.Integer(
        "embedding_dim", 8, 1, 1024, "The length of the learnt vector of a category; auto is texts + 1, or 16 for more texts, or 1.6 × texts^0.56 up to 50 for very many.") with { Default = Auto, Words = [Auto] };

    private static readonly Hyperparameter OptimizerParameter = Hyperparameter.Choice(
        "optimizer", "adam", ["adam", "sgd"], "adam scales steps per weight; sgd takes gradient steps with momentum.");

    private static readonly Hyperparameter LearningRateParameter = Hyperparameter.Continuous(
        "learning_rate", 0.001, 1e-7, 10, "The step size.") with { Scale = HyperparameterScale.Logarithmic };

    private static readonly Hyperparameter ScheduleParameter = Hyperparameter.Choice(
        "lr_schedule", "constant", ["constant", "step", "cosine"], "How the step size falls: not, by a factor every so many epochs, or along half a cosine to zero.");

    private static readonly Hyperparameter StepEpochsParameter = Hyperparameter.Integer(
        "lr_step_epochs", 10, 1, 10_000, "Epochs between two falls of the schedule step.");

    private static readonly Hyperparameter StepFactorParameter = Hyperparameter.Continuous(
        "lr_step_factor", 0.5, 1e-4, 1, "What the schedule step multiplies the step size by.");

    private static readonly Hyperparameter WarmUpParameter = Hyperparameter.Continuous(
        "warmup_epochs", 0, 0, 1000, "Epochs over which the step size grows from zero.");

    private static readonly Hyperparameter MiniBatchSizeParameter = Hyperparameter.Integer(
        "mini_batch_size", 128, 1, 1_000_000, "The rows of one step.");

    private static readonly Hyperparameter EpochsParameter = Hyperparameter.Integer(
        "epochs", 50, 1, 10_000, "The largest number of passes over the training data.");

    private static readonly Hyperparameter WeightDecayParameter = Hyperparameter.Continuous(
        "wd", 1e-4, 0, 10, "How much of each weight a step of size 1 takes away, apart from the gradient.") with { Scale = HyperparameterScale.Logarithmic };

    private static readonly Hyperparameter MomentumParameter = Hyperparameter.Continuous(
        "momentum", 0.9, 0, 0.9999, "How much of its last step sgd repeats.");

    private static readonly Hyperparameter Beta1Parameter = Hyperparameter.Continuous(
        "beta_1", 0.9, 0, 0.9999, "How much of the mean gradient adam keeps.");

    private static readonly Hyperparameter Beta2Parameter = Hyperparameter.Continuous(
        "beta_2", 0.999, 0, 0.999999, "How much of the mean squared gradient adam keeps.");

    private static readonly Hyperparameter PositiveWeightParameter = Hyperparameter.Continuous(
        "positive_example_weight_mult", 1, 1e-6, 1e6, "The weight of a row of class 1 of two; balanced gives both classes the same total.") with { Words = [Balanced] };

    private static readonly Hyperparameter BalanceClassesParameter = Hyperparameter.Flag(
        "balance_multiclass_weights", false, "Whether every class of multiclass_classifier gets the same total weight.");

    private static readonly Hyperparameter PatienceParameter = Hyperparameter.Integer(
        "early_stopping_patience", 10, 1, 10_000, "Epochs without enough improvement after which training ends.");

    private static readonly Hyperparameter ToleranceParameter = Hyperparameter.Continuous(
        "early_stopping_tolerance", 1e-4, 0, 1, "The relative improvement of the loss that counts as enough.");

    private static readonly Hyperparameter SeedParameter = SharedHyperparameters.Seed("The seed of first weights, order of rows and dropout.");

    /// <summary>Every hyperparameter; those that SageMaker's linear learner has too are named as there.</summary>
    public static HyperparameterSet Declarations { get; } = new(
        NetworkModel.AlgorithmName,
        PredictorTypeParameter, ClassesParameter, HiddenUnitsParameter, ActivationParameter, NormalizationParameter, DropoutParameter,
        EmbeddingDimParameter, OptimizerParameter, LearningRateParameter, ScheduleParameter, StepEpochsParameter, StepFactorParameter,
        WarmUpParameter, MiniBatchSizeParameter, EpochsParameter, WeightDecayParameter, MomentumParameter, Beta1Parameter, Beta2Parameter,
        PositiveWeightParameter, BalanceClassesParameter, PatienceParameter, ToleranceParameter, SeedParameter);

    /// <summary>The declared defaults.</summary>
    public static NetworkOptions Default { get; } = Parse(new Dictionary<string, string>());

    public required HyperparameterValues Values { get; init; }

    public required NetworkLoss Loss { get; init; }

    /// <summary>The number of classes that is asked for; null takes it from the labels.</summary>
    public required int? Classes { get; init; }

    public required IReadOnlyList<int> HiddenUnits { get; init; }

    public required Activation Activation { get; init; }

    public required Normalization Normalization { get; init; }

    public required double DropoutRate { get; init; }

    /// <summary>The length of a category's vector; null chooses by the number of texts.</summary>
    public required int? EmbeddingWidth { get; init; }

    public required NetworkOptimizer Optimizer { get; init; }

    public required double LearningRate { get; init; }

    public required LearningRateSchedule Schedule { get; init; }

    public required int StepEpochs { get; init; }

    public required double StepFactor { get; init; }

    public required double WarmUpEpochs { get; init; }

    public required int MiniBatchSize { get; init; }

    public required int Epochs { get; init; }

    public required double WeightDecay { get; init; }

    public required double Momentum { get; init; }

    public required double Beta1 { get; init; }

    public required double Beta2 { get; init; }

    /// <summary>The weight of a row of class 1; NaN balances the classes.</summary>
    public required double PositiveWeight { get; init; }

    public required bool BalanceClasses { get; init; }

    public required int Patience { get; init; }

    public required double Tolerance { get; init; }

    public required ulong Seed { get; init; }

    public static NetworkOptions Parse(IReadOnlyDictionary<string, string> hyperparameters)
    {
        var values = Declarations.Parse(hyperparameters);
        return new NetworkOptions
        {
            Values = values,
            Loss = values.Text(PredictorTypeParameter) switch
            {
                "regressor" => NetworkLoss.SquaredError,
                "multiclass_classifier" => NetworkLoss.Softmax,
                _ => NetworkLoss.Logistic,
            },
            Classes = IntegerOrNull(values, ClassesParameter),
            HiddenUnits = Units(values.Text(HiddenUnitsParameter)),
            Activation = Enum.Parse<Activation>(values.Text(ActivationParameter), ignoreCase: true),
            Normalization = Enum.Parse<Normalization>(values.Text(NormalizationParameter), ignoreCase: true),
            DropoutRate = values.Number(DropoutParameter),
            EmbeddingWidth = IntegerOrNull(values, EmbeddingDimParameter),
            Optimizer = Enum.Parse<NetworkOptimizer>(values.Text(OptimizerParameter), ignoreCase: true),
            LearningRate = values.Number(LearningRateParameter),
            Schedule = Enum.Parse<LearningRateSchedule>(values.Text(ScheduleParameter), ignoreCase: true),
            StepEpochs = values.Integer(StepEpochsParameter),
            StepFactor = values.Number(StepFactorParameter),
            WarmUpEpochs = values.Number(WarmUpParameter),
            MiniBatchSize = values.Integer(MiniBatchSizeParameter),
            Epochs = values.Integer(EpochsParameter),
            WeightDecay = values.Number(WeightDecayParameter),
            Momentum = values.Number(MomentumParameter),
            Beta1 = values.Number(Beta1Parameter),
            Beta2 = values.Number(Beta2Parameter),
            PositiveWeight = values.Number(PositiveWeightParameter),
            BalanceClasses = values.Flag(BalanceClassesParameter),
            Patience = values.Integer(PatienceParameter),
            Tolerance = values.Number(ToleranceParameter),
            Seed = (ulong)values.Number(SeedParameter),
        };
    }

    private static int? IntegerOrNull(HyperparameterValues values, Hyperparameter parameter) =>
        values.Number(parameter) is var number && double.IsNaN(number) ? null : (int)number;

    private static int[] Units(string text)
    {
        if (text == "none") return [];
        var parts = text.Split(',');
        var units = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out units[i]) || units[i] is < 1 or > MostUnits)
            {
                throw new LearningException($"The hyperparameter hidden_units is '{text}'; it must be numbers from 1 to {MostUnits} with commas between, or none.");
            }
        }

        return units;
    }
}
