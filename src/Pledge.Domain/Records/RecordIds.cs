using System.Diagnostics.CodeAnalysis;

namespace Pledge.Domain.Records;

/// <summary>One copy of a young person's whole record, made for them to take away.</summary>
public readonly record struct RecordDownloadId(Guid Value) : IParsable<RecordDownloadId>
{
    public static RecordDownloadId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static RecordDownloadId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out RecordDownloadId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>One thing a young person says is wrong in their record.</summary>
public readonly record struct CorrectionRequestId(Guid Value) : IParsable<CorrectionRequestId>
{
    public static CorrectionRequestId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static CorrectionRequestId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out CorrectionRequestId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}
