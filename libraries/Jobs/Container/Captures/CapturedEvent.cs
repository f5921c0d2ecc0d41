namespace MlPlatform.Jobs.Container.Captures;

/// <summary>One request to an endpoint and its answer, as data capture kept them.</summary>
/// <param name="EventId">The endpoint's id of the request.</param>
/// <param name="InferenceId">The caller's id of the request, or null.</param>
/// <param name="Inputs">The rows of the request; empty where they were not captured.</param>
/// <param name="Outputs">The rows of the answer; empty where they were not captured.</param>
public sealed record CapturedEvent(string? EventId, string? InferenceId, IReadOnlyList<PayloadRow> Inputs, IReadOnlyList<PayloadRow> Outputs)
{
    /// <summary>By which its labels are found: the caller's id where there is one.</summary>
    public string? Key => InferenceId ?? EventId;
}
