using MlPlatform.Learning;
using MlPlatform.Learning.Models;
using MlPlatform.Learning.Networks;
using MlPlatform.Tables;
using MlPlatform.Trust;

namespace MlPlatform.Clarify.Mitigation;

/// <summary>Trains models of the algorithm that is asked for, always as classifiers of two classes.</summary>
internal sealed class Trainer
{
    private readonly IAlgorithm algorithm;
    private readonly Dictionary<string, string> hyperparameters;

    /// <exception cref="ClarifyException">There is no such algorithm, or it has no such hyperparameter.</exception>
    public Trainer(string name, IReadOnlyDictionary<string, string> given, int threads)
    {
        algorithm = AlgorithmCatalog.Find(name) is { NeedsLabel: true } found
            ? found
            : throw new ClarifyException($"methods.mitigation cannot train '{name}'; {string.Join(", ", AlgorithmCatalog.All.Where(known => known.NeedsLabel).Select(known => known.Name))} can be.");
        hyperparameters = new Dictionary<string, string>(given, StringComparer.Ordinal);
        if (algorithm.Name == "xgboost") hyperparameters.TryAdd("objective", "binary:logistic");
        Threads = threads;
        algorithm.Hyperparameters.Parse(hyperparameters);
    }

    public string Algorithm => algorithm.Name;

    public int Threads { get; }

    /// <summary>The options of a network: those given where the algorithm is the network, else its defaults.</summary>
    public NetworkOptions NetworkOptions => NetworkOptions.Parse(Algorithm == NetworkModel.AlgorithmName ? hyperparameters : []);

    public ITabularModel Fit(TrainingData data, CancellationToken cancellationToken) =>
        Checked(() => algorithm.Fit(data, hyperparameters, new FitContext { Threads = Threads }, cancellationToken));

    /// <summary>The model, if it gives probabilities; a learner's refusal becomes the candidate's.</summary>
    public static ITabularModel Checked(Func<ITabularModel> fit)
    {
        try
        {
            var model = fit();
            return model.Output.Kind == OutputKind.Probability
                ? model
                : throw new TrustException($"The {model.Algorithm} model gives a {model.Output.Kind}; mitigation needs the probability of two classes.");
        }
        catch (LearningException refusal)
        {
            throw new TrustException(refusal.Message);
        }
    }

    public double[] Scores(ITabularModel model, Table features) => model.Score(features, Threads);

    /// <summary>1 where the model's answer is the favourable one, else 0.</summary>
    public double[] Answers(ITabularModel model, Table features) => Array.ConvertAll(Scores(model, features), score => score >= model.Output.Threshold ? 1.0 : 0);
}
