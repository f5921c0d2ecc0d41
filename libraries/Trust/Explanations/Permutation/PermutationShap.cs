using MlPlatform.Tables;
using MlPlatform.Tables.Parallelism;

namespace MlPlatform.Trust.Explanations.Permutation;

/// <summary>Shapley values of any model by drawn orders of the features: what each adds when it joins those before it.</summary>
/// <remarks>
/// φ_i = E_π [v(those before i in π, and i) − v(those before i)] (Castro, Gómez and Tejada, "Polynomial calculation of the Shapley value based on
/// sampling", 2009), every order taken together with its reverse (Mitchell et al., "Sampling permutations for Shapley value estimation", 2022).
/// Unbiased; the contributions add up to the score whatever is drawn; a pair of orders is exact for a model without interactions of three or
/// more features. The standard error is that of the mean over the pairs.
/// </remarks>
public static class PermutationShap
{
    /// <param name="model">The model; called with many rows at once.</param>
    /// <param name="background">What absent features are.</param>
    /// <param name="rows">Row-major values.</param>
    /// <param name="options">Orders, seed and threads.</param>
    /// <param name="cancellationToken">Checked per row.</param>
    /// <exception cref="TrustException">The model answers something that is no finite number.</exception>
    public static Explanation Explain(
        Scorer model, Background background, ReadOnlyMemory<double> rows, PermutationShapOptions options, CancellationToken cancellationToken)
    {
        int width = background.Width, outputs = model.Outputs;
        ArgumentOutOfRangeException.ThrowIfNotEqual(model.Width, width, nameof(model));
        if (rows.Length % width != 0) throw new ArgumentException($"{rows.Length} values are no whole rows of {width}.", nameof(rows));
        if (options.Pairs < 2) throw new ArgumentException($"{options.Pairs} pairs of orders are too few; 2 are the least.", nameof(options));

        var orders = Orders(width, options);
        var coalitions = Prefixes(orders, width);
        var count = rows.Length / width;
        var values = new double[count * outputs * width];
        var errors = new double[values.Length];
        FixedBlocks.For(count, 1, options.Threads, (_, row, _) =>
        {
            var worth = new double[coalitions.Length / width * outputs];
            CoalitionValues.Fill(model, background, rows.Span.Slice(row * width, width), coalitions, CoalitionValues.Workspace(background, outputs, coalitions.Length / width), worth);
            var cells = row * outputs * width;
            for (var output = 0; output < outputs; output++)
            {
                Average(worth.AsSpan(output), outputs, orders, width, values.AsSpan(cells + (output * width), width), errors.AsSpan(cells + (output * width), width));
            }
        }, cancellationToken);

        var baseValues = new double[outputs];
        CoalitionValues.Fill(model, background, background.Row(0), new bool[width], CoalitionValues.Workspace(background, outputs, 1), baseValues);
        return new Explanation(model.Features, baseValues, values, errors);
    }

    /// <summary>Orders one after another, each followed by its reverse.</summary>
    private static int[] Orders(int width, PermutationShapOptions options)
    {
        var random = new SeededRandom(options.Seed);
        var order = Enumerable.Range(0, width).ToArray();
        var orders = new int[2 * options.Pairs * width];
        for (var pair = 0; pair < options.Pairs; pair++)
        {
            random.Shuffle<int>(order);
            var both = orders.AsSpan(2 * pair * width, 2 * width);
            order.CopyTo(both);
            order.CopyTo(both[width..]);
            both[width..].Reverse();
        }

        return orders;
    }

    /// <summary>Nobody and everybody, then of every order the coalitions of its first 1 to width − 1 features: coalitions × features.</summary>
    private static bool[] Prefixes(int[] orders, int width)
    {
        var count = orders.Length / width;
        var members = new bool[(2 + (count * (width - 1))) * width];
        members.AsSpan(width, width).Fill(true);
        for (var order = 0; order < count; order++)
        {
            for (var size = 1; size < width; size++)
            {
                var prefix = members.AsSpan((2 + (order * (width - 1)) + size - 1) * width, width);
                for (var i = 0; i < size; i++) prefix[orders[(order * width) + i]] = true;
            }
        }

        return members;
    }

    private static void Average(ReadOnlySpan<double> worth, int stride, int[] orders, int width, Span<double> values, Span<double> errors)
    {
        var gains = new double[width];
        var pairs = orders.Length / width / 2;
        for (var pair = 0; pair < pairs; pair++)
        {
            Array.Clear(gains);
            for (var order = 2 * pair; order < (2 * pair) + 2; order++)
            {
                var before = worth[0];
                for (var i = 0; i < width; i++)
                {
                    var after = i == width - 1 ? worth[stride] : worth[(2 + (order * (width - 1)) + i) * stride];
                    gains[orders[(order * width) + i]] += (after - before) / 2;
                    before = after;
                }
            }

            for (var i = 0; i < width; i++)
            {
                // Welford's update, with the sums of squares kept in the errors.
                var distance = gains[i] - values[i];
                values[i] += distance / (pair + 1);
                errors[i] += distance * (gains[i] - values[i]);
            }
        }

        for (var i = 0; i < width; i++) errors[i] = Math.Sqrt(errors[i] / (pairs * (pairs - 1.0)));
    }
}
