namespace MlPlatform.Learning.Networks.Adversarial;

/// <summary>What the adversary sees, and so what a fair network hides from it.</summary>
public enum AdversaryGoal
{
    /// <summary>The predicted chance alone: it should not tell the group (demographic parity).</summary>
    DemographicParity,

    /// <summary>The predicted chance and the label: given the label it should not tell the group (equalised odds).</summary>
    EqualizedOdds,
}

/// <summary>How a network is kept from telling groups apart.</summary>
public sealed record AdversaryOptions
{
    public AdversaryGoal Goal { get; init; } = AdversaryGoal.DemographicParity;

    /// <summary>α: how strongly each step makes the adversary's task harder; 0 only keeps steps from helping it.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>The adversary's own step size (Adam). It must keep up with the network: a slow one is outrun, and the answers then swing past equality to the other side.</summary>
    public double LearningRate { get; init; } = 0.2;
}
