using System.Runtime.ExceptionServices;

namespace MlPlatform.Tables.Reading;

/// <summary>Reads blocks one after another, parses them on several threads, and hands the results on in the order of the blocks.</summary>
/// <remarks>Each worker holds one block, so memory does not grow with the input, and the result does not depend on the number of workers.</remarks>
/// <param name="format">How records are cut into fields.</param>
/// <param name="columns">Makes the segments of one worker.</param>
/// <param name="read">Fills a free block; null at the end. Called by one worker at a time.</param>
/// <param name="take">Receives each result. Called by one worker at a time, in the order of the blocks.</param>
internal sealed class BlockPipeline(RecordFormat format, Func<ColumnSegment[]> columns, Func<TextBlock, TextBlock?> read, Action<ParsedBlock> take)
{
    private readonly Lock reading = new();
    private readonly object turns = new();
    private readonly List<Worker> workers = [];
    private long blocksWanted;
    private long blocksRead;
    private long blocksTaken;
    private bool hasEnded;
    private bool hasFailed;

    /// <summary>Goes on for at most so many blocks; false where the input has ended.</summary>
    public bool Run(int threads, long blocks, CancellationToken cancellationToken)
    {
        blocksWanted = blocks > long.MaxValue - blocksRead ? long.MaxValue : blocksRead + blocks;
        while (workers.Count < threads) workers.Add(new Worker(new BlockParser(format.CreateTokenizer()), new ParsedBlock(columns())));
        if (threads == 1)
        {
            Work(workers[0], cancellationToken);
            return !hasEnded;
        }

        try
        {
            Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, i => Work(workers[i], cancellationToken));
        }
        catch (AggregateException error)
        {
            ExceptionDispatchInfo.Throw(error.InnerExceptions[0]);
        }

        return !hasEnded;
    }

    private void Work(Worker worker, CancellationToken cancellationToken)
    {
        var isDone = false;
        try
        {
            while (Read(worker.Free, out var turn) is { } block)
            {
                cancellationToken.ThrowIfCancellationRequested();
                worker.Parser.Parse(block, worker.Result);
                if (!TakeInTurn(worker.Result, turn)) break;
                worker.Free = block;
            }

            isDone = true;
        }
        finally
        {
            if (!isDone) Fail();
        }
    }

    private TextBlock? Read(TextBlock free, out long turn)
    {
        lock (reading)
        {
            turn = blocksRead;
            if (hasEnded || blocksRead == blocksWanted || Volatile.Read(ref hasFailed)) return null;
            var block = read(free);
            if (block is null) hasEnded = true;
            else blocksRead++;
            return block;
        }
    }

    private bool TakeInTurn(ParsedBlock result, long turn)
    {
        lock (turns)
        {
            while (blocksTaken != turn && !hasFailed) Monitor.Wait(turns);
            if (hasFailed) return false;
            take(result);
            blocksTaken++;
            Monitor.PulseAll(turns);
            return true;
        }
    }

    private void Fail()
    {
        lock (turns)
        {
            hasFailed = true;
            Monitor.PulseAll(turns);
        }
    }

    /// <summary>What one thread works with, kept from run to run.</summary>
    private sealed class Worker(BlockParser parser, ParsedBlock result)
    {
        public BlockParser Parser => parser;

        public ParsedBlock Result => result;

        /// <summary>A block that nobody reads.</summary>
        public TextBlock Free { get; set; } = new();
    }
}
