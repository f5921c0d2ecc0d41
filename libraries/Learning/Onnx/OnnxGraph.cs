namespace MlPlatform.Learning.Onnx;

/// <summary>An ONNX graph being built: one input of raw rows, constants, nodes in the order in which they run, one output.</summary>
/// <remarks>Field numbers are those of onnx.proto; IR version 8, operator sets 17 and, for trees, ai.onnx.ml 3.</remarks>
internal sealed class OnnxGraph
{
    public const string Input = "input";
    public const string Output = "output";
    public const string Trees = "ai.onnx.ml";

    private const int IrVersion = 8;
    private const int OperatorSet = 17;
    private const int TreesSet = 3;

    private readonly List<ProtoMessage> nodes = [];
    private readonly List<ProtoMessage> constants = [];
    private bool usesTrees;

    /// <summary>Adds a node and gives the name of what it puts out.</summary>
    public string Add(string operation, IEnumerable<string> inputs, params IEnumerable<OnnxAttribute> attributes) => Add("", operation, inputs, attributes);

    /// <summary>Adds a node of another operator domain.</summary>
    public string Add(string domain, string operation, IEnumerable<string> inputs, IEnumerable<OnnxAttribute> attributes)
    {
        var name = $"{operation}{nodes.Count}";
        var node = new ProtoMessage();
        foreach (var input in inputs) node.Text(1, input);
        node.Text(2, name).Text(3, name).Text(4, operation);
        foreach (var attribute in attributes) node.Message(5, attribute.Message);
        if (domain.Length > 0) node.Text(7, domain);
        usesTrees |= domain == Trees;
        nodes.Add(node);
        return name;
    }

    public string Cast(string value, OnnxType type) => Add("Cast", [value], OnnxAttribute.Integer("to", (int)type));

    public string Constant(ReadOnlySpan<float> values, params ReadOnlySpan<long> shape) => Constant(OnnxType.Float, values, shape);

    public string Constant(ReadOnlySpan<double> values, params ReadOnlySpan<long> shape) => Constant(OnnxType.Double, values, shape);

    public string Constant(ReadOnlySpan<long> values, params ReadOnlySpan<long> shape) => Constant(OnnxType.Integer, values, shape);

    /// <summary>The finished model.</summary>
    /// <param name="result">The name of the node that gives rows × <paramref name="outputs"/> 32-bit floats.</param>
    /// <param name="inputs">The values per row that go in.</param>
    /// <param name="outputs">The values per row that come out.</param>
    /// <param name="metadata">Texts that travel with the model.</param>
    public ReadOnlySpan<byte> ToModel(string result, int inputs, int outputs, IEnumerable<(string Key, string Value)> metadata)
    {
        nodes.Add(new ProtoMessage().Text(1, result).Text(2, Output).Text(3, Output).Text(4, "Identity"));
        var graph = new ProtoMessage();
        foreach (var node in nodes) graph.Message(1, node);
        graph.Text(2, "model");
        foreach (var constant in constants) graph.Message(5, constant);
        graph.Message(11, Rows(Input, inputs)).Message(12, Rows(Output, outputs));

        var model = new ProtoMessage().Integer(1, IrVersion).Text(2, "MlPlatform").Message(7, graph).Message(8, Set("", OperatorSet));
        if (usesTrees) model.Message(8, Set(Trees, TreesSet));
        foreach (var (key, value) in metadata) model.Message(14, new ProtoMessage().Text(1, key).Text(2, value));
        return model.Bytes;
    }

    private string Constant<T>(OnnxType type, ReadOnlySpan<T> values, ReadOnlySpan<long> shape) where T : unmanaged
    {
        var name = $"constant{constants.Count}";
        constants.Add(new ProtoMessage().Integers(1, shape).Integer(2, (int)type).Text(8, name).Raw(9, values));
        return name;
    }

    private static ProtoMessage Set(string domain, int version) => new ProtoMessage().Text(1, domain).Integer(2, version);

    private static ProtoMessage Rows(string name, int width)
    {
        var shape = new ProtoMessage().Message(1, new ProtoMessage().Text(2, "rows")).Message(1, new ProtoMessage().Integer(1, width));
        var tensor = new ProtoMessage().Integer(1, (int)OnnxType.Float).Message(2, shape);
        return new ProtoMessage().Text(1, name).Message(2, new ProtoMessage().Message(1, tensor));
    }
}

/// <summary>The element types of tensors, by their numbers in onnx.proto.</summary>
internal enum OnnxType
{
    Float = 1,
    Integer = 7,
    Double = 11,
}

/// <summary>A node's attribute.</summary>
internal sealed class OnnxAttribute
{
    private OnnxAttribute(string name, int type)
    {
        Message = new ProtoMessage().Text(1, name).Integer(20, type);
    }

    public ProtoMessage Message { get; }

    public static OnnxAttribute Float(string name, float value)
    {
        var attribute = new OnnxAttribute(name, 1);
        attribute.Message.Float(2, value);
        return attribute;
    }

    public static OnnxAttribute Integer(string name, long value)
    {
        var attribute = new OnnxAttribute(name, 2);
        attribute.Message.Integer(3, value);
        return attribute;
    }

    public static OnnxAttribute Floats(string name, ReadOnlySpan<float> values)
    {
        var attribute = new OnnxAttribute(name, 6);
        attribute.Message.Raw(7, values);
        return attribute;
    }

    public static OnnxAttribute Integers(string name, ReadOnlySpan<long> values)
    {
        var attribute = new OnnxAttribute(name, 7);
        attribute.Message.Integers(8, values);
        return attribute;
    }

    public static OnnxAttribute Texts(string name, IEnumerable<string> values)
    {
        var attribute = new OnnxAttribute(name, 8);
        foreach (var value in values) attribute.Message.Text(9, value);
        return attribute;
    }
}
