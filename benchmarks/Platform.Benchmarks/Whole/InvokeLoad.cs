using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using MlPlatform.Aws;
using MlPlatform.Aws.Client;

namespace MlPlatform.Platform.Benchmarks.Whole;

/// <summary>InvokeEndpoint of a built-in model, one row a request, by 8 connections that each wait for their answer.</summary>
internal static class InvokeLoad
{
    private const int Connections = 8;
    private const string Name = "bench";
    private const string Role = "arn:aws:iam::123456789012:role/bench";
    private const string Image = "174872318107.dkr.ecr.us-west-2.amazonaws.com/linear-learner:1";

    public static async IAsyncEnumerable<Figure> RunAsync(AwsClientOptions options, bool brief)
    {
        using var client = new AwsJsonClient(options, new AwsJson([]));
        await UploadRowsAsync(options);
        await TrainAsync(client);
        await DeployAsync(client);

        var signer = new RequestSigner(options, "sagemaker", TimeProvider.System);
        var request = HttpLoad.Request(
            signer, new Uri(options.Endpoint!, $"/endpoints/{Name}/invocations"), new Dictionary<string, string> { ["content-type"] = "text/csv" }, "9,9"u8.ToArray());
        await HttpLoad.RunAsync(options.Endpoint!, request, Connections, TimeSpan.FromSeconds(brief ? 1 : 5));
        var result = await HttpLoad.RunAsync(options.Endpoint!, request, Connections, TimeSpan.FromSeconds(brief ? 1 : 10));
        yield return new Figure("invoke-endpoint", result.PerSecond, "requests/s") { Aim = 8_000 };
        yield return new Figure("invoke-endpoint-p50", result.Percentile(0.50), "ms") { Aim = 1 };
        yield return new Figure("invoke-endpoint-p99", result.Percentile(0.99), "ms");
    }

    private static async Task UploadRowsAsync(AwsClientOptions options)
    {
        using var s3 = new AmazonS3Client(new BasicAWSCredentials(options.AccessKeyId, options.SecretAccessKey), new AmazonS3Config
        {
            ServiceURL = options.Endpoint!.ToString(),
            AuthenticationRegion = options.Region,
            ForcePathStyle = true,
        });
        await s3.PutBucketAsync("invoke-bench");
        var rows = from x in Enumerable.Range(0, 20) from y in Enumerable.Range(0, 20) select $"{(x + y > 20 ? 1 : 0)},{x},{y}";
        await s3.PutObjectAsync(new PutObjectRequest { BucketName = "invoke-bench", Key = "train/rows.csv", ContentBody = string.Join('\n', rows) });
    }

    private static async Task TrainAsync(AwsJsonClient client)
    {
        await client.SendAsync("SageMaker.CreateTrainingJob", JsonNode.Parse($$"""
            {
              "TrainingJobName": "{{Name}}", "RoleArn": "{{Role}}",
              "AlgorithmSpecification": { "TrainingImage": "{{Image}}", "TrainingInputMode": "File" },
              "HyperParameters": { "predictor_type": "binary_classifier" },
              "InputDataConfig": [ { "ChannelName": "train", "ContentType": "text/csv",
                "DataSource": { "S3DataSource": { "S3DataType": "S3Prefix", "S3Uri": "s3://invoke-bench/train/" } } } ],
              "OutputDataConfig": { "S3OutputPath": "s3://invoke-bench/models" },
              "ResourceConfig": { "InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 1 },
              "StoppingCondition": { "MaxRuntimeInSeconds": 600 }
            }
            """)!.AsObject(), CancellationToken.None);
        await WaitAsync(client, "SageMaker.DescribeTrainingJob", "TrainingJobName", "TrainingJobStatus", "Completed");
    }

    private static async Task DeployAsync(AwsJsonClient client)
    {
        var job = await client.SendAsync("SageMaker.DescribeTrainingJob", new JsonObject { ["TrainingJobName"] = Name }, CancellationToken.None);
        await client.SendAsync("SageMaker.CreateModel", JsonNode.Parse($$"""
            { "ModelName": "{{Name}}", "ExecutionRoleArn": "{{Role}}",
              "PrimaryContainer": { "Image": "{{Image}}", "ModelDataUrl": "{{job["ModelArtifacts"]!["S3ModelArtifacts"]}}" } }
            """)!.AsObject(), CancellationToken.None);
        await client.SendAsync("SageMaker.CreateEndpointConfig", JsonNode.Parse($$"""
            { "EndpointConfigName": "{{Name}}", "ProductionVariants": [
              { "VariantName": "main", "ModelName": "{{Name}}", "InitialInstanceCount": 1, "InstanceType": "ml.m5.large" } ] }
            """)!.AsObject(), CancellationToken.None);
        await client.SendAsync("SageMaker.CreateEndpoint",
            new JsonObject { ["EndpointName"] = Name, ["EndpointConfigName"] = Name }, CancellationToken.None);
        await WaitAsync(client, "SageMaker.DescribeEndpoint", "EndpointName", "EndpointStatus", "InService");
    }

    private static async Task WaitAsync(AwsJsonClient client, string target, string nameMember, string statusMember, string wanted)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            var answer = await client.SendAsync(target, new JsonObject { [nameMember] = Name }, deadline.Token);
            var status = (string?)answer[statusMember];
            if (status == wanted) return;
            if (status == "Failed") throw new InvalidOperationException($"{target}: {answer["FailureReason"]}");
            await Task.Delay(100, deadline.Token);
        }
    }
}
