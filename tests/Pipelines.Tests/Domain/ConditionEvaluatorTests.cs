using System.Text.Json.Nodes;
using MlPlatform.Pipelines.Domain;

namespace MlPlatform.Pipelines.Tests.Domain;

public sealed class ConditionEvaluatorTests
{
    [Theory]
    [InlineData("""[{"Type":"GreaterThanOrEqualTo","LeftValue":0.75,"RightValue":0.75}]""", true)]
    [InlineData("""[{"Type":"GreaterThan","LeftValue":0.75,"RightValue":0.75}]""", false)]
    [InlineData("""[{"Type":"LessThan","LeftValue":"9","RightValue":10}]""", true)]
    [InlineData("""[{"Type":"LessThanOrEqualTo","LeftValue":11,"RightValue":10}]""", false)]
    [InlineData("""[{"Type":"Equals","LeftValue":"a","RightValue":"a"}]""", true)]
    [InlineData("""[{"Type":"Equals","LeftValue":1,"RightValue":1.0}]""", true)]
    [InlineData("""[{"Type":"Equals","LeftValue":true,"RightValue":"true"}]""", false)]
    [InlineData("""[{"Type":"In","QueryValue":"b","Values":["a","b"]}]""", true)]
    [InlineData("""[{"Type":"In","Value":"c","In":["a","b"]}]""", false)]
    [InlineData("""[{"Type":"Not","Condition":{"Type":"Equals","LeftValue":1,"RightValue":1}}]""", false)]
    [InlineData("""[{"Type":"Or","Conditions":[{"Type":"Equals","LeftValue":1,"RightValue":2},{"Type":"Equals","LeftValue":2,"RightValue":2}]}]""", true)]
    [InlineData("""[{"Type":"Equals","LeftValue":1,"RightValue":1},{"Type":"Equals","LeftValue":1,"RightValue":2}]""", false)]
    public void All_Conditions_MustHold(string conditions, bool expected) =>
        Assert.Equal(expected, ConditionEvaluator.All(JsonNode.Parse(conditions)));

    [Fact]
    public void All_ComparisonOfWhatIsNoNumber_SaysWhatItGot()
    {
        var fault = Assert.Throws<ExpressionException>(
            () => ConditionEvaluator.All(JsonNode.Parse("""[{"Type":"LessThan","LeftValue":"high","RightValue":1}]""")));
        Assert.Contains("\"high\"", fault.Message, StringComparison.Ordinal);
    }
}
