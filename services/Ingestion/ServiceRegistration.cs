using Microsoft.AspNetCore.Server.Kestrel.Core;
using MlPlatform.Aws;
using MlPlatform.Contracts;
using MlPlatform.Contracts.Kinesis;
using MlPlatform.Ingestion.Logs;
using MlPlatform.Ingestion.Operations.Kinesis;
using MlPlatform.Ingestion.Options;
using MlPlatform.Ingestion.Streams;
using MlPlatform.ServiceDefaults;

namespace MlPlatform.Ingestion;

/// <summary>What this service is made of.</summary>
internal static class ServiceRegistration
{
    private const long LargestBody = 32 * 1024 * 1024;

    public static IServiceCollection AddIngestion(this IServiceCollection services)
    {
        services.AddOptions<IngestionOptions>()
            .BindConfiguration("Ingestion")
            .PostConfigure<PlatformOptions>((options, platform) => options.Folder ??= platform.DataFolder)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.Configure<KestrelServerOptions>(server => server.Limits.MaxRequestBodySize = LargestBody);
        services.AddAwsJson(KinesisJson.Default);
        services.AddSingleton<LogFlusher>().AddSingleton<StreamCatalog>().AddSingleton<RecordWriter>();
        services.AddSingleton<PutRecords>().AddSingleton<GetRecords>();
        services.AddHostedService<IngestionStart>().AddHostedService<RetentionSweep>();
        return services;
    }

    public static void MapIngestion(this WebApplication app) => app.MapAwsJson(operations => MapOperations(operations, app.Services));

    /// <summary>The operations of this service.</summary>
    internal static void MapOperations(OperationTable operations, IServiceProvider services) => operations
        .Map<CreateStreamRequest, EmptyResponse, CreateStream>()
        .Map<DeleteStreamRequest, EmptyResponse, DeleteStream>()
        .Map<DescribeStreamRequest, DescribeStreamResponse, DescribeStream>()
        .Map<DescribeStreamSummaryRequest, DescribeStreamSummaryResponse, DescribeStreamSummary>()
        .Map<ListStreamsRequest, ListStreamsResponse, ListStreams>()
        .Map<ListShardsRequest, ListShardsResponse, ListShards>()
        .Map<GetShardIteratorRequest, GetShardIteratorResponse, GetShardIterator>()
        .MapRaw(GetRecordsRequest.Target, services.GetRequiredService<GetRecords>().HandleAsync)
        .Map<PutRecordRequest, PutRecordResponse, PutRecord>()
        .MapRaw(PutRecordsRequest.Target, services.GetRequiredService<PutRecords>().HandleAsync);
}
