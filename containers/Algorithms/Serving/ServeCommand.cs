using System.Buffers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using MlPlatform.Learning;
using MlPlatform.Learning.Models;
using MlPlatform.Learning.Payloads;

namespace MlPlatform.Algorithms.Serving;

/// <summary>SageMaker's serving contract: <c>GET /ping</c>, <c>POST /invocations</c> and, for batch, <c>GET /execution-parameters</c>.</summary>
internal static class ServeCommand
{
    private const long LargestBody = 100 * 1024 * 1024;

    public static async Task<int> RunAsync(string modelFolder, ServeSettings settings)
    {
        ITabularModel model;
        try
        {
            model = Load(modelFolder);
        }
        catch (Exception error) when (error is LearningException or IOException)
        {
            await Console.Error.WriteLineAsync($"The model cannot be served: {error.Message}");
            return 1;
        }

        await using var app = Build(model, settings);
        await app.RunAsync();
        return 0;
    }

    public static WebApplication Build(ITabularModel model, ServeSettings settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls($"http://{settings.Address}:{settings.Port}");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = LargestBody);
        var app = builder.Build();
        var predictor = new Predictor(model, settings.IsBatch);
        app.MapGet("/ping", () => Results.Ok());
        app.MapGet("/execution-parameters", () => Results.Text(
            """{"MaxConcurrentTransforms":2,"BatchStrategy":"MULTI_RECORD","MaxPayloadInMB":6}""", Predictor.Json));
        app.MapPost("/invocations", (HttpContext http) => InvokeAsync(http, predictor));
        return app;
    }

    private static ITabularModel Load(string folder) =>
        ModelReader.FindInFolder(folder) ?? throw new LearningException($"The model folder holds no {ModelFile.FileName}.");

    private static async Task InvokeAsync(HttpContext http, Predictor predictor)
    {
        var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var answer = new ArrayBufferWriter<byte>(256);
        try
        {
            http.Response.ContentType = predictor.Predict(
                body.GetBuffer().AsSpan(0, (int)body.Length), http.Request.ContentType, http.Request.Headers.Accept, answer);
        }
        catch (PayloadException error)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            await http.Response.WriteAsync(error.Message, http.RequestAborted);
            return;
        }

        http.Response.ContentLength = answer.WrittenCount;
        await http.Response.Body.WriteAsync(answer.WrittenMemory, http.RequestAborted);
    }
}
