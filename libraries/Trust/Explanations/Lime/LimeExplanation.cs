namespace MlPlatform.Trust.Explanations.Lime;

/// <summary>Why a model scores one row as it does.</summary>
/// <param name="Conditions">By column: what the explained row fulfils ("age ≤ 25"), which the local models' features stand for.</param>
/// <param name="Scores">What the model says of the row, by output.</param>
/// <param name="Models">One local model per output.</param>
public sealed record LimeExplanation(IReadOnlyList<string> Conditions, IReadOnlyList<double> Scores, IReadOnlyList<LocalModel> Models);
