using System.Buffers;
using MlPlatform.Serving.Store;

namespace MlPlatform.Serving.Hosting;

/// <summary>A model that is ready to answer.</summary>
public interface IModelHost : IAsyncDisposable
{
    /// <summary>Answers one request. What was written to the response counts only when the status is below 400.</summary>
    ValueTask<ModelAnswer> InvokeAsync(ModelRequest request, IBufferWriter<byte> response, CancellationToken cancellationToken);

    /// <summary>Why it no longer runs, or null while it does.</summary>
    string? Fault { get; }
}

/// <summary>Makes the models of fleets ready to answer.</summary>
public interface IModelLoader
{
    /// <summary>Loads one variant of a fleet, or picks up what an earlier run of this service started for it.</summary>
    /// <exception cref="ModelHostException">It cannot be served; the message says why.</exception>
    Task<IModelHost> LoadAsync(Endpoint endpoint, Fleet fleet, FleetVariant variant, CancellationToken cancellationToken);
}

/// <summary>A request as a model sees it. The body belongs to the caller and is valid until the answer.</summary>
public readonly record struct ModelRequest(
    ReadOnlyMemory<byte> Body, string? ContentType, string? Accept, string? CustomAttributes, string? InferenceId, string? TargetModel);

/// <summary>How a model answered: HTTP status, type of the body and, from 400 on, what went wrong.</summary>
public readonly record struct ModelAnswer(int Status, string? ContentType, string? Message = null, string? CustomAttributes = null);

/// <summary>A model that could not be made ready; the message becomes the endpoint's failure reason.</summary>
public sealed class ModelHostException(string message, Exception? inner = null) : Exception(message, inner);
