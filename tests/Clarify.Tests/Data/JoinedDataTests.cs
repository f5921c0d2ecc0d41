using MlPlatform.Testing;

namespace MlPlatform.Clarify.Tests.Data;

/// <summary>Facets and predictions that lie in data sets of their own.</summary>
public sealed class JoinedDataTests : IAsyncLifetime
{
    private const string Data = "id,income,approved\n1,10,yes\n2,20,no\n3,30,no\n4,40,yes\n5,50,yes\n6,60,no\n";

    private readonly ObjectStoreStub store = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await store.DisposeAsync();

    [Theory]
    [InlineData("sex\nf\nf\nf\nm\nm\nm\n", "")]
    [InlineData("sex,id\nm,6\nm,5\nm,4\nf,3\nf,2\nf,1\n", "\"joinsource_name_or_index\": \"id\",")]
    public void Facets_OfTheirOwn_AreJoinedByOrderOrByKey(string facets, string join)
    {
        store.Put("bucket/facets/part.csv", facets);
        using var run = Job($$"""{ {{join}} "facet_dataset_uri": "s3://bucket/facets/", """);

        Assert.Equal((0, ""), (run.ExitCode, run.Failure));
        Assert.Equal(1.0 / 3, run.Metric("pre_training_bias_metrics", "sex", "DPL").GetProperty("value").GetDouble(), 12);
    }

    [Theory]
    [InlineData("yes\nyes\nno\nyes\nno\nno\n", "\"predicted_label_headers\": [\"guess\"],")]
    [InlineData("id,approved\n6,no\n5,no\n4,yes\n3,no\n2,yes\n1,yes\n", "\"joinsource_name_or_index\": \"id\", \"predicted_label\": \"approved\",")]
    public void Predictions_OfTheirOwn_AreJoinedByOrderOrByKey(string predictions, string how)
    {
        store.Put("bucket/facets/part.csv", "sex\nf\nf\nf\nm\nm\nm\n");
        store.Put("bucket/predicted/part.csv", predictions);
        using var run = Job(
            $$"""{ {{how}} "facet_dataset_uri": "s3://bucket/facets/", "predicted_label_dataset_uri": "s3://bucket/predicted/", """, "post_training_bias");

        Assert.Equal((0, ""), (run.ExitCode, run.Failure));
        Assert.Equal((1.0 / 3) - (2.0 / 3), run.Metric("post_training_bias_metrics", "sex", "DPPL").GetProperty("value").GetDouble(), 12);
    }

    [Theory]
    [InlineData("sex\nf\nm\n", "", "The facet data set has 2 rows, the data set 6")]
    [InlineData("sex,id\nf,1\nm,2\n", "\"joinsource_name_or_index\": \"id\",", "The facet data set lacks the id '3' of row 3.")]
    [InlineData("sex,id\nf,1\nm,1\n", "\"joinsource_name_or_index\": \"id\",", "The facet data set has the id '1' more than once.")]
    [InlineData("income\n1\n2\n3\n4\n5\n6\n", "", "The facet data set has a column 'income', and so has the data set.")]
    public void Facets_ThatDoNotFit_FailWithTheCause(string facets, string join, string cause)
    {
        store.Put("bucket/facets/part.csv", facets);
        using var run = Job($$"""{ {{join}} "facet_dataset_uri": "s3://bucket/facets/", """);

        Assert.StartsWith(cause, run.Failure);
    }

    [Fact]
    public void Facets_ThatAreNotThere_FailWithTheirAddress()
    {
        using var run = Job("""{ "facet_dataset_uri": "s3://bucket/nowhere/", """);

        Assert.StartsWith("s3://bucket/nowhere/ cannot be read", run.Failure);
    }

    private ClarifyRun Job(string start, string method = "pre_training_bias")
    {
        var run = new ClarifyRun().WithData(Data);
        run.Environment["AWS_ENDPOINT_URL"] = store.Endpoint;
        run.Environment["AWS_ACCESS_KEY_ID"] = run.Environment["AWS_SECRET_ACCESS_KEY"] = "test";
        return run.Run(start + $$"""
            "label": "approved", "label_values_or_threshold": ["yes"], "facet": [{ "name_or_index": "sex", "value_or_threshold": ["f"] }],
              "methods": { "{{method}}": { "methods": "all" } } }
            """);
    }
}
