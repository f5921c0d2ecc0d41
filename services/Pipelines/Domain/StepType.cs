namespace MlPlatform.Pipelines.Domain;

/// <summary>The kinds of steps this platform runs.</summary>
public enum StepType { Processing, Training, Tuning, Model, RegisterModel, Condition, Fail }
