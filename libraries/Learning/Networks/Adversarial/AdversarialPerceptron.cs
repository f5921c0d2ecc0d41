using MlPlatform.Learning.Networks.Kernels;
using MlPlatform.Learning.Networks.Training;

namespace MlPlatform.Learning.Networks.Adversarial;

/// <summary>Fits multilayer perceptrons of two classes whose answers do not tell the group (Zhang, Lemoine and Mitchell 2018).</summary>
/// <remarks>
/// With L_P the network's loss, L_A that of an adversary that guesses the group from the answer, and g the gradients by the network's
/// weights, a step goes along g_P − proj(g_P on g_A) − α g_A. The group is needed for training only: what comes out is a plain model.
/// All epochs are run, since neither loss alone says when to stop. The same input gives the same model bytes with any number of threads.
/// </remarks>
public static class AdversarialPerceptron
{
    /// <param name="data">Rows with a label of two classes.</param>
    /// <param name="groups">The group of each row, 0..k-1 with k at least 2.</param>
    /// <param name="options">The network's hyperparameters; binary_classifier, and no batch normalization.</param>
    /// <param name="adversary">What is hidden, and how strongly.</param>
    /// <param name="context">Threads and reports; validation rows and models to start from are not taken.</param>
    /// <param name="cancellationToken">Checked in every mini-batch.</param>
    public static NetworkModel Fit(
        TrainingData data, int[] groups, NetworkOptions options, AdversaryOptions adversary, FitContext context, CancellationToken cancellationToken)
    {
        Check(data, groups, options, adversary);
        var unhurried = options with { Patience = Math.Max(1, options.Epochs) };
        return NetworkFit.Run(data, unhurried, context with { Validation = null, Start = null }, NetworkKernels.Best, Make, cancellationToken);

        IEpochs Make(NetworkTask task, TrainingRows rows, NetworkParameters parameters, Optimizer optimizer, NetworkKernels kernels, int threads) =>
            new AdversarialEpochs(
                new AdversarialTask(task, rows, groups, new Adversary(adversary, groups.Max() + 1, task.Seed)), parameters, optimizer, kernels, threads);
    }

    private static void Check(TrainingData data, int[] groups, NetworkOptions options, AdversaryOptions adversary)
    {
        if (options.Loss != NetworkLoss.Logistic) throw new LearningException("Adversarial debiasing needs the predictor_type binary_classifier.");
        if (options.Normalization == Normalization.Batch) throw new LearningException("Adversarial debiasing works with the normalization none or layer, not batch.");
        if (groups.Length != data.RowCount) throw new LearningException($"There are {groups.Length} groups for {data.RowCount} rows.");
        if (groups.Any(group => group < 0) || groups.Distinct().Count() < 2) throw new LearningException("Adversarial debiasing needs rows of at least two groups, as codes from 0.");
        if (!(adversary.Weight >= 0 && double.IsFinite(adversary.Weight) && adversary.LearningRate > 0)) throw new LearningException("The adversary's weight must not be negative, and its learning rate must be positive.");
    }
}
