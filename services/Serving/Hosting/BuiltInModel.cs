using System.Buffers;
using MlPlatform.Learning.Models;
using MlPlatform.Learning.Payloads;

namespace MlPlatform.Serving.Hosting;

/// <summary>A model of a built-in algorithm, scored in this process: no hop, no copy, no wait.</summary>
internal sealed class BuiltInModel(ITabularModel model) : IModelHost
{
    private readonly Predictor _predictor = new(model);

    public string? Fault => null;

    public ValueTask<ModelAnswer> InvokeAsync(ModelRequest request, IBufferWriter<byte> response, CancellationToken cancellationToken)
    {
        try
        {
            var contentType = _predictor.Predict(request.Body.Span, request.ContentType, request.Accept, response);
            return new ValueTask<ModelAnswer>(new ModelAnswer(StatusCodes.Status200OK, contentType, CustomAttributes: request.CustomAttributes));
        }
        catch (PayloadException fault)
        {
            return new ValueTask<ModelAnswer>(new ModelAnswer(StatusCodes.Status400BadRequest, null, fault.Message));
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
