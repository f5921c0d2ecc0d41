using System.Net;
using System.Text;
using MlPlatform.Algorithms.Serving;
using MlPlatform.Learning.Models;
using MlPlatform.Testing;

namespace MlPlatform.Algorithms.Tests;

public sealed class ServeCommandTests
{
    [Fact]
    public async Task Serve_AfterTraining_AnswersPingAndInvocations()
    {
        using var folder = new TrainingFolder();
        folder.Write("input/data/train/part.csv", TrainingFolder.Rows(300, 1));
        Assert.Equal(0, folder.Train().Code);
        var settings = new ServeSettings("127.0.0.1", FreePort.Next());
        await using var app = ServeCommand.Build(ModelReader.Read(await File.ReadAllBytesAsync(folder.Path("model/model.mlp"))), settings);
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{settings.Port}") };

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/ping")).StatusCode);
        var answer = await client.PostAsync("/invocations", new StringContent("2,red\n", Encoding.UTF8, "text/csv"));
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("\"predicted_label\":1", await answer.Content.ReadAsStringAsync());
        var refused = await client.PostAsync("/invocations", new StringContent("two,red\n", Encoding.UTF8, "text/csv"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("'_c1' must be a number", await refused.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Serve_WithoutAModel_EndsWithAnError()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(1, await ServeCommand.RunAsync(folder.Path, new ServeSettings("127.0.0.1", FreePort.Next())));
    }
}
