namespace MlPlatform.Learning.Networks.Training;

/// <summary>What a checkpoint knows besides its weights, so that a fit from it goes on as if it had never ended.</summary>
/// <param name="Epochs">How many epochs are done.</param>
/// <param name="Firsts">The optimizer's first moments.</param>
/// <param name="Seconds">Its second moments.</param>
/// <param name="EmbeddingFirsts">The first moments of the embeddings.</param>
/// <param name="EmbeddingSeconds">Their second moments.</param>
/// <param name="Stopping">What early stopping remembers.</param>
/// <param name="Best">The parameters of the best epoch, where validation data chooses one.</param>
internal sealed record TrainingState(
    int Epochs, float[] Firsts, float[] Seconds, float[] EmbeddingFirsts, float[] EmbeddingSeconds, StoppingState Stopping, NetworkParameters? Best);
