using MlPlatform.Learning.Preprocessing;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Networks;

/// <summary>All of a network but the numbers that training changes.</summary>
internal sealed record NetworkFrame(
    FeatureEncoding Encoding, EmbeddingLayout Layout, NetworkShape Shape, LabelScale Scale, LabelSchema Label, NetworkOptions Options);
