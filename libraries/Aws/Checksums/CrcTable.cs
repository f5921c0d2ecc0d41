namespace MlPlatform.Aws.Checksums;

/// <summary>The table-driven reflected CRC of up to 64 bits; eight tables read eight bytes a step.</summary>
internal sealed class CrcTable
{
    private readonly ulong[][] _tables = new ulong[8][];

    public CrcTable(ulong reflectedPolynomial)
    {
        for (var table = 0; table < 8; table++) _tables[table] = new ulong[256];
        for (var value = 0; value < 256; value++)
        {
            var crc = (ulong)value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ reflectedPolynomial : crc >> 1;
            _tables[0][value] = crc;
        }

        for (var table = 1; table < 8; table++)
        {
            for (var value = 0; value < 256; value++)
            {
                var before = _tables[table - 1][value];
                _tables[table][value] = (before >> 8) ^ _tables[0][(byte)before];
            }
        }
    }

    /// <summary>Carries an inverted CRC over more bytes.</summary>
    public ulong Update(ulong crc, ReadOnlySpan<byte> data)
    {
        while (data.Length >= 8)
        {
            var block = crc ^ System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(data);
            crc = _tables[7][(byte)block] ^ _tables[6][(byte)(block >> 8)] ^ _tables[5][(byte)(block >> 16)] ^ _tables[4][(byte)(block >> 24)]
                ^ _tables[3][(byte)(block >> 32)] ^ _tables[2][(byte)(block >> 40)] ^ _tables[1][(byte)(block >> 48)] ^ _tables[0][(byte)(block >> 56)];
            data = data[8..];
        }

        foreach (var value in data) crc = (crc >> 8) ^ _tables[0][(byte)(crc ^ value)];
        return crc;
    }
}
