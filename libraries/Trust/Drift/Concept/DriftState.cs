namespace MlPlatform.Trust.Drift.Concept;

/// <summary>What a detector says about a stream after its last value.</summary>
public enum DriftState
{
    /// <summary>Nothing has changed, or too little has been seen.</summary>
    Stable,

    /// <summary>A change begins to show: begin to keep rows for a new model.</summary>
    Warning,

    /// <summary>The stream has changed. The detector starts anew with the next value.</summary>
    Drift,
}
