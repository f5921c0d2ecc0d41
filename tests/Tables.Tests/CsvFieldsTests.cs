using System.Text;
using MlPlatform.Tables.Reading;

namespace MlPlatform.Tables.Tests;

public sealed class CsvFieldsTests
{
    [Fact]
    public void Fields_OfRandomRecords_AreThoseOfTheFileReader()
    {
        var random = new SeededRandom(21);
        string[] pieces = ["a", "12", "\"q\"", "\"two\nlines\"", "\"do\"\"ubled\"", "", "é"];
        for (var round = 0; round < 500; round++)
        {
            var text = string.Concat(Enumerable.Range(0, 1 + random.NextInt32(3)).Select(_ =>
                "x," + string.Join(',', Enumerable.Range(0, 1 + random.NextInt32(3)).Select(_ => pieces[random.NextInt32(pieces.Length)]))
                + (random.NextInt32(2) == 0 ? "\n" : "\r\n")));
            Assert.Equal(WithReader(text), InPlace(text));
        }
    }

    [Fact]
    public void LastRecord_WithoutLineEnd_IsRead() => Assert.Equal(["1|2", "3|"], InPlace("1,2\r\n3,"));

    private static List<string> InPlace(string text)
    {
        var records = new List<string>();
        var fields = new CsvFields(Encoding.UTF8.GetBytes(text));
        while (fields.NextRecord())
        {
            var record = new List<string>();
            while (fields.NextField()) record.Add(Encoding.UTF8.GetString(fields.HasDoubledQuotes ? fields.Unescaped() : fields.Current));
            records.Add(string.Join('|', record));
        }

        return records;
    }

    private static List<string> WithReader(string text)
    {
        var records = new List<string>();
        var reader = new CsvRecordReader(new MemoryStream(Encoding.UTF8.GetBytes(text)), new CsvOptions { HasHeader = false });
        while (reader.Read()) records.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => Encoding.UTF8.GetString(reader.Field(i)))));
        return records;
    }
}
