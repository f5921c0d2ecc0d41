namespace MlPlatform.Trust.Drift.Concept;

/// <summary>Watches a stream of numbers, most often the errors of a model (1 wrong, 0 right), one value at a time and in bounded memory.</summary>
public interface IDriftDetector
{
    /// <summary>Adds the next value and says what is now known. Nothing is allocated.</summary>
    /// <exception cref="ArgumentException">The value is no finite number; the detector has not seen it.</exception>
    DriftState Add(double value);

    /// <summary>Forgets everything.</summary>
    void Reset();
}
