using MlPlatform.Learning.Networks.Kernels;

namespace MlPlatform.Learning.Networks.Training;

/// <summary>Passes over the training rows that step the parameters.</summary>
internal interface IEpochs
{
    /// <summary>One pass over all rows; epochs count from 1. Returns the sum of the rows' weighted losses.</summary>
    double Run(int epoch, CancellationToken cancellationToken);
}

/// <summary>Makes what runs the epochs of a fit.</summary>
internal delegate IEpochs EpochsFactory(
    NetworkTask task, TrainingRows rows, NetworkParameters parameters, Optimizer optimizer, NetworkKernels kernels, int threads);
