using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using MlPlatform.Contracts;

namespace MlPlatform.Aws;

/// <summary>The operations that a service answers, by target: the service's table of contents.</summary>
public sealed class OperationTable
{
    private readonly Dictionary<string, RequestDelegate> _handlers = new(StringComparer.Ordinal);

    /// <summary>Maps an operation to its handler; the wire name is the request's.</summary>
    public OperationTable Map<TRequest, TResponse, THandler>()
        where TRequest : class, IAwsRequest<TResponse>
        where TResponse : class
        where THandler : class, IOperation<TRequest, TResponse> =>
        MapRaw(TRequest.Target, JsonOperation<TRequest, TResponse, THandler>.InvokeAsync);

    /// <summary>Maps an operation to a handler that reads and writes the HTTP bodies itself, for the few that carry bulk data.</summary>
    public OperationTable MapRaw(string target, RequestDelegate handler)
    {
        if (!_handlers.TryAdd(target, handler)) throw new InvalidOperationException($"The operation {target} is mapped twice.");
        return this;
    }

    public IReadOnlyCollection<string> Targets => _handlers.Keys;

    internal FrozenDictionary<string, RequestDelegate> Freeze() => _handlers.ToFrozenDictionary(StringComparer.Ordinal);
}
