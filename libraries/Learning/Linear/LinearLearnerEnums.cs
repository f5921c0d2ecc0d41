namespace MlPlatform.Learning.Linear;

/// <summary>What the linear learner predicts.</summary>
public enum PredictorType
{
    /// <summary>The probability of 1, by logistic loss.</summary>
    BinaryClassifier,

    /// <summary>A number, by squared loss unless another is named.</summary>
    Regressor,

    /// <summary>A probability per class, by softmax loss.</summary>
    MulticlassClassifier,
}

/// <summary>How the linear learner finds its weights.</summary>
public enum LinearOptimizer
{
    /// <summary>Newton where the matrix of all pairs of weights is small, else quasi-Newton.</summary>
    Auto,

    /// <summary>Whole-data Newton steps, by coordinate descent where l1 is above zero. An epoch is one step.</summary>
    Newton,

    /// <summary>Whole-data quasi-Newton: L-BFGS, and OWL-QN where l1 is above zero. An epoch is one step.</summary>
    QuasiNewton,

    /// <summary>Mini-batch gradient steps with momentum and scaling per weight.</summary>
    Adam,

    /// <summary>Plain mini-batch gradient steps.</summary>
    Sgd,
}
