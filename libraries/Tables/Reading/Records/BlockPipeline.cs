using System.Runtime.ExceptionServices;

namespace MlPlatform.Tables.Reading;

/// <summary>Reads blocks one after another, parses them on several threads, and hands the results on in the order of the blocks.</summary>
/// <remarks>Each worker holds one block, so memory does not grow with the input, and the result does not depend on the number of workers.</remarks>
/// <param name="format">How records are cut into fields.</param>
/// <param name="schema">The columns.</param>
/// <param name="read">Fills a free block; null at the end. Called by one worker at a time.</param>
/// <param name="take">Receives each result. Called by one worker at a time, in the order of the blocks.</param>
internal sealed class BlockPipeline(RecordFormat format, Func<ColumnSegment[]> columns, Func<TextBlock, TextBlock?> read, Action<ParsedBlock> take)
{
    private readonly Lock reading = new();
    private readonly object turns = new();
    private long blocksRead;
    private long blocksTaken;
    private bool hasFailed;

    public void Run(int threads, CancellationToken cancellationToken)
    {
        if (threads <= 1)
        {
            Work(cancellationToken);
            return;
        }

        try
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = threads };
            Parallel.For(0, threads, options, _ => Work(cancellationToken));
        }
        catch (AggregateException error)
        {
            ExceptionDispatchInfo.Throw(error.InnerExceptions[0]);
        }
    }

    private void Work(CancellationToken cancellationToken)
    {
        var isDone = false;
        try
        {
            var parser = new BlockParser(format.CreateTokenizer());
            var result = new ParsedBlock(columns());
            var free = new TextBlock();
            while (Read(free, out var turn) is { } block)
            {
                cancellationToken.ThrowIfCancellationRequested();
                parser.Parse(block, result);
                if (!TakeInTurn(result, turn)) break;
                free = block;
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
            if (Volatile.Read(ref hasFailed) || read(free) is not { } block) return null;
            blocksRead++;
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
}
