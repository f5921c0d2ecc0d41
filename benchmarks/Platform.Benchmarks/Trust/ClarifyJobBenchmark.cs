using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using MlPlatform.Aws;
using MlPlatform.Aws.Client;
using MlPlatform.Learning;
using MlPlatform.Learning.Models;
using MlPlatform.Tables;
using MlPlatform.Tables.Reading;
using MlPlatform.Testing;

namespace MlPlatform.Platform.Benchmarks.Trust;

/// <summary>German credit (1000 rows, 20 columns) under boosted trees of 100 rounds: bias on sex and age, SHAP of every row, from the request to Completed.</summary>
internal sealed class ClarifyJobBenchmark : IBenchmark
{
    private const string Bucket = "clarify-bench";
    private const string Image = "306415355426.dkr.ecr.us-west-2.amazonaws.com/sagemaker-clarify-processing:1.0";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public string Name => "clarify-job";

    public async IAsyncEnumerable<Figure> RunAsync(bool brief)
    {
        if (Repository.Shared is not { } shared || Path.Combine(shared, "data/german-credit/german.csv") is var file && !File.Exists(file)) yield break;
        await using var platform = new PlatformProcess();
        await platform.StartAsync();
        var environment = await platform.EnvironmentAsync();
        var options = new AwsClientOptions
        {
            Endpoint = new Uri(environment["AWS_ENDPOINT_URL"]),
            Region = environment["AWS_REGION"],
            AccessKeyId = environment["AWS_ACCESS_KEY_ID"],
            SecretAccessKey = environment["AWS_SECRET_ACCESS_KEY"],
        };
        await UploadAsync(options, file, rounds: brief ? 5 : 100);
        using var client = new AwsJsonClient(options, new AwsJson([]));
        // The second of each kind counts: the first finds the disk cold.
        foreach (var (name, scale) in new[] { ("clarify-german-credit-log-odds", "true"), ("clarify-german-credit-probability", "false") })
        {
            if (!brief) await JobAsync(client, $"{name}-warm", scale);
            yield return new Figure(name, await JobAsync(client, name, scale), "s") { Aim = 10 };
        }
    }

    private static async Task UploadAsync(AwsClientOptions options, string file, int rounds)
    {
        using var s3 = new AmazonS3Client(new BasicAWSCredentials(options.AccessKeyId, options.SecretAccessKey), new AmazonS3Config
        {
            ServiceURL = options.Endpoint!.ToString(), AuthenticationRegion = options.Region, ForcePathStyle = true,
        });
        await s3.PutBucketAsync(Bucket);
        await s3.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = "data/german.csv", FilePath = file });
        await using var archive = Archive(file, rounds);
        await s3.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = "model/model.tar.gz", InputStream = archive });
        foreach (var useLogit in new[] { "true", "false" })
        {
            await s3.PutObjectAsync(new PutObjectRequest
            {
                BucketName = Bucket, Key = $"config-{useLogit}/analysis_config.json", ContentBody = $$"""
                    { "dataset_type": "text/csv", "label": "credit_risk", "label_values_or_threshold": ["good"],
                      "facet": [{ "name_or_index": "sex", "value_or_threshold": ["female"] }, { "name_or_index": "age", "value_or_threshold": [25] }],
                      "methods": { "pre_training_bias": { "methods": "all" }, "post_training_bias": { "methods": "all" },
                        "shap": { "use_logit": {{useLogit}}, "num_clusters": 1, "seed": 1 }, "report": { "name": "report" } } }
                    """,
            });
        }
    }

    private static MemoryStream Archive(string file, int rounds)
    {
        using var stream = File.OpenRead(file);
        var table = TableReader.ReadCsv(stream, null, new TableReadOptions { Types = [ColumnType.Number, ColumnType.Category] }).Table;
        var settings = new Dictionary<string, string> { ["objective"] = "binary:logistic", ["num_round"] = $"{rounds}", ["max_depth"] = "4" };
        var model = AlgorithmCatalog.Find("xgboost")!.Fit(TrainingData.From(table, new LabelSchema("credit_risk", "good", "bad")), settings, FitContext.None, CancellationToken.None);
        using var bytes = new MemoryStream();
        model.Save(bytes);
        bytes.Position = 0;
        var archive = new MemoryStream();
        using (var gzip = new GZipStream(archive, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(gzip))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, ModelFile.FileName) { DataStream = bytes });
        }

        archive.Position = 0;
        return archive;
    }

    /// <summary>Seconds from CreateProcessingJob until DescribeProcessingJob says Completed.</summary>
    private static async Task<double> JobAsync(AwsJsonClient client, string name, string useLogit)
    {
        var since = Stopwatch.GetTimestamp();
        await client.SendAsync("SageMaker.CreateProcessingJob", JsonNode.Parse($$"""
            {
              "ProcessingJobName": "{{name}}", "RoleArn": "arn:aws:iam::123456789012:role/bench", "AppSpecification": { "ImageUri": "{{Image}}" },
              "ProcessingInputs": [ {{Input("analysis_config", $"config-{useLogit}/analysis_config.json")}}, {{Input("dataset", "data/")}}, {{Input("model", "model/")}} ],
              "ProcessingOutputConfig": { "Outputs": [ { "OutputName": "analysis_result", "S3Output": {
                "S3Uri": "s3://{{Bucket}}/{{name}}", "LocalPath": "/opt/ml/processing/output", "S3UploadMode": "EndOfJob" } } ] },
              "ProcessingResources": { "ClusterConfig": { "InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 1 } }
            }
            """)!.AsObject(), CancellationToken.None);
        while (true)
        {
            var job = await client.SendAsync("SageMaker.DescribeProcessingJob", new JsonObject { ["ProcessingJobName"] = name }, CancellationToken.None);
            switch ((string?)job["ProcessingJobStatus"])
            {
                case "Completed":
                    return Stopwatch.GetElapsedTime(since).TotalSeconds;
                case "InProgress":
                    await Task.Delay(Pause);
                    break;
                default:
                    throw new InvalidOperationException($"{name} ended: {job["FailureReason"]}");
            }
        }
    }

    private static string Input(string name, string key) => $$"""
        { "InputName": "{{name}}", "S3Input": { "S3Uri": "s3://{{Bucket}}/{{key}}", "LocalPath": "/opt/ml/processing/input/{{name}}", "S3DataType": "S3Prefix", "S3InputMode": "File" } }
        """;
}
