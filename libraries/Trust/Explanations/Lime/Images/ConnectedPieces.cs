namespace MlPlatform.Trust.Explanations.Lime.Images;

/// <summary>Makes every piece of an image one connected whole, and none too small.</summary>
internal static class ConnectedPieces
{
    /// <summary>Cuts labels into parts connected over the four sides of a pixel; a part of too few pixels joins the neighbour of the most similar mean colour.</summary>
    public static Segments Of(ImageShape shape, double[] lab, int[] labels, int smallest)
    {
        var parts = Parts(shape, labels, out var count);
        var sums = new double[count * 3];
        var sizes = new int[count];
        for (var pixel = 0; pixel < parts.Length; pixel++)
        {
            for (var i = 0; i < 3; i++) sums[(parts[pixel] * 3) + i] += lab[(pixel * 3) + i];
            sizes[parts[pixel]]++;
        }

        var owner = Join(Neighbours(shape, parts, count), sums, sizes, smallest);
        var numbers = new Dictionary<int, int>();
        var joined = new int[parts.Length];
        for (var pixel = 0; pixel < parts.Length; pixel++)
        {
            var part = Root(owner, parts[pixel]);
            if (!numbers.TryGetValue(part, out var number)) numbers[part] = number = numbers.Count;
            joined[pixel] = number;
        }

        return new Segments(joined);
    }

    private static int[] Parts(ImageShape shape, int[] labels, out int count)
    {
        var parts = new int[labels.Length];
        Array.Fill(parts, -1);
        var open = new Stack<int>();
        count = 0;
        for (var seed = 0; seed < labels.Length; seed++)
        {
            if (parts[seed] >= 0) continue;
            parts[seed] = count;
            open.Push(seed);
            while (open.TryPop(out var pixel))
            {
                var column = pixel % shape.Width;
                if (column > 0) Visit(pixel, pixel - 1, count);
                if (column + 1 < shape.Width) Visit(pixel, pixel + 1, count);
                if (pixel >= shape.Width) Visit(pixel, pixel - shape.Width, count);
                if (pixel + shape.Width < labels.Length) Visit(pixel, pixel + shape.Width, count);
            }

            count++;
        }

        return parts;

        void Visit(int from, int to, int part)
        {
            if (parts[to] >= 0 || labels[to] != labels[from]) return;
            parts[to] = part;
            open.Push(to);
        }
    }

    private static SortedSet<int>[] Neighbours(ImageShape shape, int[] parts, int count)
    {
        var neighbours = new SortedSet<int>[count];
        for (var i = 0; i < count; i++) neighbours[i] = [];
        for (var pixel = 0; pixel < parts.Length; pixel++)
        {
            if ((pixel + 1) % shape.Width != 0) Touch(parts[pixel], parts[pixel + 1]);
            if (pixel + shape.Width < parts.Length) Touch(parts[pixel], parts[pixel + shape.Width]);
        }

        return neighbours;

        void Touch(int one, int other)
        {
            if (one == other) return;
            neighbours[one].Add(other);
            neighbours[other].Add(one);
        }
    }

    /// <summary>The smallest first, each part below the limit joins a neighbour; answers by part whom it joined, itself if nobody.</summary>
    private static int[] Join(SortedSet<int>[] neighbours, double[] sums, int[] sizes, int smallest)
    {
        var owner = Enumerable.Range(0, sizes.Length).ToArray();
        foreach (var part in Enumerable.Range(0, sizes.Length).Where(part => sizes[part] < smallest).OrderBy(part => sizes[part]).ToArray())
        {
            var own = Root(owner, part);
            if (own != part || sizes[own] >= smallest) continue;
            var others = neighbours[own].Select(other => Root(owner, other)).Where(other => other != own).Distinct().ToArray();
            if (others.Length == 0) continue;
            var nearest = others.MinBy(other => Distance(sums, sizes, own, other));
            owner[own] = nearest;
            neighbours[nearest].UnionWith(neighbours[own]);
            sizes[nearest] += sizes[own];
            for (var i = 0; i < 3; i++) sums[(nearest * 3) + i] += sums[(own * 3) + i];
        }

        return owner;
    }

    private static double Distance(double[] sums, int[] sizes, int one, int other)
    {
        var distance = 0.0;
        for (var i = 0; i < 3; i++)
        {
            var difference = (sums[(one * 3) + i] / sizes[one]) - (sums[(other * 3) + i] / sizes[other]);
            distance += difference * difference;
        }

        return distance;
    }

    private static int Root(int[] owner, int part)
    {
        while (owner[part] != part) part = owner[part] = owner[owner[part]];
        return part;
    }
}
