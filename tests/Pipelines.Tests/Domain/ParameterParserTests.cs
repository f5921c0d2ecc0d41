using MlPlatform.Pipelines.Domain;
using static MlPlatform.Pipelines.Tests.Domain.Definitions;

namespace MlPlatform.Pipelines.Tests.Domain;

public sealed class ParameterParserTests
{
    private const string Declared = """
        [{"Name":"Count","Type":"Integer","DefaultValue":3},{"Name":"Rate","Type":"Float"},
         {"Name":"Kind","Type":"String","DefaultValue":"a","EnumValues":["a","b"]}]
        """;

    private static readonly IReadOnlyList<ParameterDeclaration> Parameters =
        PipelineDefinitionParser.Parse(Text($"[{Training("t")}]", Declared)).Parameters;

    [Fact]
    public void Bind_GivenAndDefaults_GiveTypedValues()
    {
        var values = ParameterParser.Bind(Parameters, Given(("Rate", "0.5"), ("Kind", "b")));
        Assert.Equal((3L, 0.5, "b"), (values["Count"].GetValue<long>(), values["Rate"].GetValue<double>(), values["Kind"].GetValue<string>()));
    }

    [Theory]
    [InlineData("Kind", "b", "need a value: Rate")]
    [InlineData("Rate", "fast", "'fast' of parameter Rate is not of type Float")]
    [InlineData("Kind", "c", "not one of a, b")]
    [InlineData("Ghost", "1", "Unknown pipeline parameters: Ghost")]
    public void Bind_WhatDoesNotFit_IsNamed(string name, string value, string expected)
    {
        var fault = Assert.Throws<PipelineDefinitionException>(() => ParameterParser.Bind(Parameters, Given((name, value))));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Given(params (string Name, string Value)[] values) =>
        values.ToDictionary(value => value.Name, value => value.Value);
}
