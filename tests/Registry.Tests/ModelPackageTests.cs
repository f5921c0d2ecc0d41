using System.Text.Json.Nodes;
using MlPlatform.Aws;
using MlPlatform.Registry.Operations;

namespace MlPlatform.Registry.Tests;

public sealed class ModelPackageTests : IAsyncDisposable
{
    private const string Group = "credit";
    private readonly RegistryFixture _registry = new();

    public ValueTask DisposeAsync() => _registry.DisposeAsync();

    [Fact]
    public async Task Create_ManyAtOnce_NumbersThemOneToN()
    {
        await _registry.AddGroupAsync(Group);
        var arns = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => _registry.AddPackageAsync(Group))));
        var versions = arns.Select(arn => int.Parse(arn.Split('/')[^1])).Order();
        Assert.Equal(Enumerable.Range(1, 40), versions);
    }

    [Fact]
    public async Task Create_SameTokenAgain_MeetsTheSameVersion()
    {
        await _registry.AddGroupAsync(Group);
        var first = await _registry.AddPackageAsync(Group, token: "once");
        var again = await _registry.AddPackageAsync(Group, token: "once");
        var other = await _registry.AddPackageAsync(Group, token: "twice");
        Assert.Equal(first, again);
        Assert.EndsWith("/2", other, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_UnknownGroup_IsRefusedByName()
    {
        var fault = await Assert.ThrowsAsync<AwsException>(() => _registry.AddPackageAsync("nowhere"));
        Assert.Contains("nowhere does not exist", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_NameTakenAlready_SaysSoInTheWordsClientsLookFor()
    {
        await _registry.AddPackageAsync(group: null, name: "alone");
        var fault = await Assert.ThrowsAsync<AwsException>(() => _registry.AddPackageAsync(group: null, name: "alone"));
        Assert.Equal(AwsErrorCode.Validation, fault.Code);
        Assert.StartsWith("ModelPackage already exists", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_NeitherNameNorGroup_IsRefused() =>
        await Assert.ThrowsAsync<AwsException>(() => _registry.AddPackageAsync(group: null));

    [Fact]
    public async Task Describe_NewVersion_WaitsForApproval()
    {
        await _registry.AddGroupAsync(Group);
        var package = await _registry.DescribeAsync(await _registry.AddPackageAsync(Group));
        Assert.Equal("PendingManualApproval", package.ModelApprovalStatus);
        Assert.Equal((1, Group), (package.ModelPackageVersion!.Value, package.ModelPackageGroupName));
        Assert.Equal("s3://models/a/model.tar.gz", package.InferenceSpecification!.Containers[0].ModelDataUrl);
    }

    [Fact]
    public async Task Update_Approval_IsStoredAndToldInOneEvent()
    {
        await _registry.AddGroupAsync(Group);
        var arn = await _registry.AddPackageAsync(Group);
        var update = new UpdateModelPackage(_registry.Packages);
        await update.HandleAsync(
            new() { ModelPackageArn = arn, ModelApprovalStatus = "Approved", ApprovalDescription = "fair enough" }, RegistryFixture.Context, default);

        Assert.Equal("Approved", (await _registry.DescribeAsync(arn)).ModelApprovalStatus);
        var told = (await _registry.MessagesAsync())[^1];
        var detail = JsonNode.Parse(told.Body.Span)!["detail"]!;
        Assert.Equal("model-package-changed", told.Topic);
        Assert.Equal("Approved", detail["ModelApprovalStatus"]!.GetValue<string>());
        Assert.Equal(arn, detail["ModelPackageArn"]!.GetValue<string>());
    }

    [Fact]
    public async Task Delete_HighestVersion_ItsNumberIsNotGivenAgain()
    {
        await _registry.AddGroupAsync(Group);
        await _registry.AddPackageAsync(Group);
        var second = await _registry.AddPackageAsync(Group);
        await new DeleteModelPackage(_registry.Store, _registry.Packages).HandleAsync(new() { ModelPackageName = second }, RegistryFixture.Context, default);
        Assert.EndsWith("/3", await _registry.AddPackageAsync(Group), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeleteGroup_WithPackages_IsRefused()
    {
        await _registry.AddGroupAsync(Group);
        await _registry.AddPackageAsync(Group);
        var delete = new DeleteModelPackageGroup(_registry.Store);
        var fault = await Assert.ThrowsAsync<AwsException>(
            () => delete.HandleAsync(new() { ModelPackageGroupName = Group }, RegistryFixture.Context, default));
        Assert.Equal(AwsErrorCode.Conflict, fault.Code);
    }

    [Fact]
    public async Task List_ByGroup_NewestFirstInPages()
    {
        await _registry.AddGroupAsync(Group);
        await _registry.AddGroupAsync("other");
        for (var i = 0; i < 3; i++) await _registry.AddPackageAsync(Group);
        await _registry.AddPackageAsync("other");

        var list = new ListModelPackages(_registry.Store);
        var first = await list.HandleAsync(new() { ModelPackageGroupName = Group, MaxResults = 2 }, RegistryFixture.Context, default);
        var rest = await list.HandleAsync(
            new() { ModelPackageGroupName = Group, MaxResults = 2, NextToken = first.NextToken }, RegistryFixture.Context, default);
        Assert.Equal([3, 2, 1], first.ModelPackageSummaryList.Concat(rest.ModelPackageSummaryList).Select(package => package.ModelPackageVersion!.Value));
        Assert.Null(rest.NextToken);
    }
}
