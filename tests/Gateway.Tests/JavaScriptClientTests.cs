using System.Text;
using Microsoft.AspNetCore.Http;
using MlPlatform.Testing;

namespace MlPlatform.Gateway.Tests;

/// <summary>The JavaScript SDK v3, which streams uploads with trailing checksums and speaks HTTP/2 to Kinesis.</summary>
public sealed class JavaScriptClientTests(RunningGateway gateway) : IClassFixture<RunningGateway>
{
    private static readonly string[] Packages =
    [
        "@aws-sdk/client-kinesis@3.1143.0", "@aws-sdk/client-s3@3.1169.0", "@aws-sdk/client-sagemaker@3.1142.0", "@aws-sdk/client-sagemaker-runtime@3.1162.0",
    ];

    [RequiresFact(Command = "node")]
    public async Task KinesisClient_OverHttp2_ReachesIngestion()
    {
        Reset("""{"StreamNames":["s"],"HasMoreStreams":false}""");

        var printed = await RunAsync("""
            import { KinesisClient, ListStreamsCommand } from '@aws-sdk/client-kinesis';
            const client = new KinesisClient({ endpoint: process.env.ENDPOINT_H2 });
            console.log((await client.send(new ListStreamsCommand({}))).StreamNames.join());
            client.destroy();
            """);

        Assert.Equal("s", printed);
        Assert.Equal("/v1.0/invoke/ingestion/method/", Assert.Single(gateway.Sidecar.Received).Target);
    }

    [RequiresFact(Command = "node")]
    public async Task S3Client_StreamWithTrailingChecksum_ArrivesPlain()
    {
        Reset("");

        await RunAsync("""
            import { S3Client, PutObjectCommand } from '@aws-sdk/client-s3';
            import { Readable } from 'node:stream';
            const client = new S3Client({ endpoint: process.env.ENDPOINT });
            const pieces = Array.from({ length: 20 }, (_, i) => Buffer.alloc(10000, 97 + i));
            await client.send(new PutObjectCommand({ Bucket: 'bucket', Key: 'a b', Body: Readable.from(pieces), ContentLength: 200000 }));
            await client.send(new PutObjectCommand({ Bucket: 'bucket', Key: 'buffer', Body: Buffer.from('small') }));
            """);

        Assert.Equal([200000, 5], gateway.Sidecar.Received.Select(request => request.Body.Length));
        Assert.Equal((byte)'a', gateway.Sidecar.Received.First().Body[0]);
        Assert.Equal((byte)'t', gateway.Sidecar.Received.First().Body[^1]);
    }

    [RequiresFact(Command = "node")]
    public async Task SageMakerClients_ListAndInvoke_AreForwarded()
    {
        Reset("""{"Models":[{"ModelName":"m","ModelArn":"arn","CreationTime":1700000000.5}]}""");

        var printed = await RunAsync("""
            import { SageMakerClient, ListModelsCommand } from '@aws-sdk/client-sagemaker';
            import { SageMakerRuntimeClient, InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime';
            const models = (await new SageMakerClient({ endpoint: process.env.ENDPOINT }).send(new ListModelsCommand({}))).Models;
            console.log(models[0].ModelName, models[0].CreationTime.getTime());
            const runtime = new SageMakerRuntimeClient({ endpoint: process.env.ENDPOINT });
            await runtime.send(new InvokeEndpointCommand({ EndpointName: 'e', Body: Buffer.from('1,2'), ContentType: 'text/csv' }));
            """);

        Assert.Equal("m 1700000000500", printed);
        var invocation = gateway.Sidecar.Received.Last();
        Assert.Equal(("/v1.0/invoke/serving/method/endpoints/e/invocations", "1,2"), (invocation.Target, Encoding.UTF8.GetString(invocation.Body)));
    }

    private void Reset(string answer)
    {
        gateway.Sidecar.Forget();
        gateway.Sidecar.Answer = (http, _) =>
        {
            if (answer.Length > 0) http.Response.ContentType = "application/x-amz-json-1.1";
            return http.Response.WriteAsync(answer);
        };
    }

    private async Task<string> RunAsync(string script) => await ClientScript.NodeAsync(gateway, await NodePackages.InstallAsync(Packages), script);
}
