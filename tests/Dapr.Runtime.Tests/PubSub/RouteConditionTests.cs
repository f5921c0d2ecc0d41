using System.Text.Json;
using MlPlatform.Dapr.Runtime.Core.PubSub;

namespace MlPlatform.Dapr.Runtime.Tests.PubSub;

public sealed class RouteConditionTests
{
    private const string Event = """{"type":"a","source":"s","data":{"count":3,"flag":true,"name":"x'y"}}""";

    [Theory]
    [InlineData("event.type == \"a\"", true)]
    [InlineData("event.type == 'b'", false)]
    [InlineData("event.type != 'b' && event.data.count == 3", true)]
    [InlineData("event.type == 'b' || event.data.flag == true", true)]
    [InlineData("!(event.type == 'a')", false)]
    [InlineData("has(event.data.count) && !has(event.subject)", true)]
    [InlineData("event.type == 'b' || event.type == 'a' && event.source == 'z'", false)]
    [InlineData("event.data.name == 'x\\'y'", true)]
    [InlineData("event.missing.deeper == 'a'", false)]
    public void Condition_OverAnEvent_Holds(string condition, bool expected)
    {
        using var document = JsonDocument.Parse(Event);

        Assert.Equal(expected, RouteCondition.Parse(condition).Holds(document.RootElement));
    }

    [Theory]
    [InlineData("")]
    [InlineData("event.type")]
    [InlineData("event.type == ")]
    [InlineData("type == 'a'")]
    [InlineData("event.type == 'a' &&")]
    [InlineData("(event.type == 'a'")]
    [InlineData("event.type == 'a' ; drop")]
    public void Condition_NotUnderstood_IsRefused(string condition) => Assert.False(RouteCondition.TryParse(condition));
}
