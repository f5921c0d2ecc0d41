namespace MlPlatform.Demo;

/// <summary>Cancels when the process that started the demo is gone: its end of the standard input pipe closes.</summary>
internal static class ParentPipe
{
    public static CancellationTokenSource Watch(CancellationToken cancellationToken)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (Environment.GetEnvironmentVariable("MLPLATFORM_PARENT") == "stdin")
        {
            new Thread(() => WaitForEnd(source)) { IsBackground = true, Name = "parent pipe" }.Start();
        }

        return source;
    }

    private static void WaitForEnd(CancellationTokenSource source)
    {
        using var input = Console.OpenStandardInput();
        Span<byte> buffer = stackalloc byte[16];
        while (input.Read(buffer) > 0)
        {
            // The parent writes nothing; only the end matters.
        }

        source.Cancel();
    }
}
