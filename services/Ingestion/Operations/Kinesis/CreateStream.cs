using Microsoft.Extensions.Options;
using MlPlatform.Aws;
using MlPlatform.Contracts;
using MlPlatform.Contracts.Kinesis;
using MlPlatform.Ingestion.Options;
using MlPlatform.Ingestion.Streams;

namespace MlPlatform.Ingestion.Operations.Kinesis;

/// <summary>Makes a stream; it takes records when the answer arrives.</summary>
internal sealed class CreateStream(StreamCatalog streams, IOptions<IngestionOptions> options, TimeProvider time)
    : IOperation<CreateStreamRequest, EmptyResponse>
{
    private const string OnDemand = "ON_DEMAND";
    private const string Provisioned = "PROVISIONED";
    private const int OnDemandShards = 4;
    private const int DefaultRetentionHours = 24;

    public async Task<EmptyResponse> HandleAsync(CreateStreamRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var mode = request.StreamModeDetails?.StreamMode ?? Provisioned;
        await streams.CreateAsync(new StreamRecord
        {
            Name = request.StreamName,
            Arn = Arn.Kinesis(context.Region, context.AccountId, request.StreamName),
            Folder = Guid.NewGuid().ToString("N"),
            Created = time.GetUtcNow(),
            ShardCount = ShardCount(mode, request.ShardCount),
            Mode = mode,
            RetentionHours = DefaultRetentionHours,
            Tags = request.Tags ?? new Dictionary<string, string>(),
        }, cancellationToken);
        return EmptyResponse.Value;
    }

    private int ShardCount(string mode, int? asked)
    {
        if (mode is not (OnDemand or Provisioned)) throw AwsException.Validation($"StreamMode must be {Provisioned} or {OnDemand}, not {mode}.");
        if (mode == OnDemand && asked is not null) throw AwsException.Validation("ShardCount must not be given for an on-demand stream.");
        if (mode == Provisioned && asked is null) throw AwsException.Validation("ShardCount must be given for a provisioned stream.");
        var shards = asked ?? OnDemandShards;
        if (shards <= options.Value.MaximumShards) return shards;
        throw new AwsException(AwsErrorCode.LimitExceeded, $"{shards} shards are more than the {options.Value.MaximumShards} that one stream may have here.");
    }
}
