namespace MlPlatform.Learning.Tests.Checks;

/// <summary>What an algorithm promises beyond what all of them must keep.</summary>
[Flags]
internal enum Promise
{
    None = 0,

    /// <summary>A row of weight 2 counts as the row twice, and one of weight 0 as no row.</summary>
    WeightsAreRepetitions = 1,

    /// <summary>The order of the rows does not matter.</summary>
    RowOrder = 2,

    /// <summary>A column that never varies changes nothing.</summary>
    ConstantColumn = 4,

    /// <summary>A fit goes on from a model.</summary>
    Start = 8,

    /// <summary>It reports rounds, and ends after one of them when told to.</summary>
    Rounds = 16,
}

/// <summary>The promises that an algorithm does not make, with the reason.</summary>
internal static class Exceptions
{
    public static Promise Of(string algorithm, LearningTask task) => (algorithm, task) switch
    {
        // Mini-batches take rows in a shuffled order, so a row twice is two steps.
        ("multilayer-perceptron", _) => Promise.WeightsAreRepetitions | Promise.RowOrder | Promise.ConstantColumn,

        // k-means++ draws its first centres by row.
        ("kmeans", _) => Promise.WeightsAreRepetitions | Promise.RowOrder | Promise.ConstantColumn,

        // Every tree sees a sample of the rows, and cuts where the column varies.
        ("randomcutforest", _) => Promise.WeightsAreRepetitions | Promise.RowOrder | Promise.ConstantColumn | Promise.Start | Promise.Rounds,

        // A row twice takes two of the k places.
        ("knn", _) => Promise.WeightsAreRepetitions | Promise.RowOrder | Promise.ConstantColumn | Promise.Start | Promise.Rounds,

        // Rows are dealt to folds by their place, and it only starts other algorithms.
        ("ensemble", _) => Promise.WeightsAreRepetitions | Promise.RowOrder | Promise.ConstantColumn | Promise.Start | Promise.Rounds,

        // The closed form has no rounds; a direction's sign is free where two are equally strong.
        ("pca", _) => Promise.ConstantColumn | Promise.Start | Promise.Rounds,
        _ => Promise.None,
    };
}
