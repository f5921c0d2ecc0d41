namespace MlPlatform.Learning.Networks.Training;

/// <summary>How the step size changes while training goes on.</summary>
public enum LearningRateSchedule
{
    Constant,

    /// <summary>Times a factor every so many epochs.</summary>
    Step,

    /// <summary>Half a cosine wave from the full rate to zero at the last epoch.</summary>
    Cosine,
}

/// <summary>The step size of every step.</summary>
/// <param name="Schedule">How it changes.</param>
/// <param name="Rate">The full step size.</param>
/// <param name="Epochs">How many epochs there will be in all.</param>
/// <param name="WarmUpEpochs">Over so many epochs it grows from zero to the full size.</param>
/// <param name="StepEpochs">Epochs between two falls of <see cref="LearningRateSchedule.Step"/>.</param>
/// <param name="StepFactor">What it is multiplied by at a fall.</param>
internal sealed record StepSizes(LearningRateSchedule Schedule, double Rate, int Epochs, double WarmUpEpochs, int StepEpochs, double StepFactor)
{
    /// <summary>The size of step <paramref name="step"/> from 1, with so many steps in an epoch.</summary>
    public double At(long step, int stepsPerEpoch)
    {
        var warmUp = Math.Round(WarmUpEpochs * stepsPerEpoch);
        if (step <= warmUp) return Rate * step / warmUp;
        var epochs = (double)(step - 1) / stepsPerEpoch;
        return Schedule switch
        {
            LearningRateSchedule.Step => Rate * Math.Pow(StepFactor, Math.Floor(epochs / StepEpochs)),
            LearningRateSchedule.Cosine => Rate * (1 + Math.Cos(Math.PI * (epochs - WarmUpEpochs) / Math.Max(1, Epochs - WarmUpEpochs))) / 2,
            _ => Rate,
        };
    }
}
