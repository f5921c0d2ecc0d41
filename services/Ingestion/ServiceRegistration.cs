using Microsoft.AspNetCore.Server.Kestrel.Core;
using MlPlatform.Aws;
using MlPlatform.Contracts;
using MlPlatform.Contracts.Firehose;
using MlPlatform.Contracts.Kinesis;
using MlPlatform.Ingestion.Delivery;
using MlPlatform.Ingestion.Logs;
using MlPlatform.Ingestion.Operations.Firehose;
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
        services.AddAwsJson(KinesisJson.Default, FirehoseJson.Default);
        services.AddSingleton<LogFlusher>().AddSingleton<StreamCatalog>().AddSingleton<RecordWriter>();
        services.AddSingleton<PutRecords>().AddSingleton<GetRecords>();
        services.AddSingleton<DeliveryCatalog>().AddSingleton<DeliveryProgressStore>().AddSingleton<DirectPuts>();
        services.AddSingleton(DeliveryService.CreateTools).AddSingleton<DeliveryService>();
        services.AddHostedService<IngestionStart>().AddHostedService<RetentionSweep>();
        services.AddHostedService(provider => provider.GetRequiredService<DeliveryService>());
        return services;
    }

    public static void MapIngestion(this WebApplication app) => app.MapAwsJson(operations => MapOperations(operations, app.Services));

    /// <summary>The operations of this service.</summary>
    internal static void MapOperations(OperationTable operations, IServiceProvider services)
    {
        MapKinesis(operations, services);
        MapFirehose(operations);
    }

    private static void MapKinesis(OperationTable operations, IServiceProvider services) => operations
        .Map<CreateStreamRequest, EmptyResponse, CreateStream>()
        .Map<DeleteStreamRequest, EmptyResponse, DeleteStream>()
        .Map<DescribeStreamRequest, DescribeStreamResponse, DescribeStream>()
        .Map<DescribeStreamSummaryRequest, DescribeStreamSummaryResponse, DescribeStreamSummary>()
        .Map<ListStreamsRequest, ListStreamsResponse, ListStreams>()
        .Map<ListShardsRequest, ListShardsResponse, ListShards>()
        .Map<GetShardIteratorRequest, GetShardIteratorResponse, GetShardIterator>()
        .MapRaw(GetRecordsRequest.Target, services.GetRequiredService<GetRecords>().HandleAsync)
        .Map<Contracts.Kinesis.PutRecordRequest, Contracts.Kinesis.PutRecordResponse, Operations.Kinesis.PutRecord>()
        .MapRaw(PutRecordsRequest.Target, services.GetRequiredService<PutRecords>().HandleAsync);

    private static void MapFirehose(OperationTable operations) => operations
        .Map<CreateDeliveryStreamRequest, CreateDeliveryStreamResponse, CreateDeliveryStream>()
        .Map<DeleteDeliveryStreamRequest, EmptyResponse, DeleteDeliveryStream>()
        .Map<DescribeDeliveryStreamRequest, DescribeDeliveryStreamResponse, DescribeDeliveryStream>()
        .Map<ListDeliveryStreamsRequest, ListDeliveryStreamsResponse, ListDeliveryStreams>()
        .Map<Contracts.Firehose.PutRecordRequest, Contracts.Firehose.PutRecordResponse, Operations.Firehose.PutRecord>()
        .Map<PutRecordBatchRequest, PutRecordBatchResponse, PutRecordBatch>();
}
