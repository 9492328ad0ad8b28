using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using Pledge.Domain.Returns;
using Pledge.Web.Features.Facts;

namespace Pledge.Web.Features.DataSet;

/// <summary>What a value can be said to mean, in words.</summary>
public sealed class MeaningWords(IStringLocalizer<DataSetText> texts, IStringLocalizer<FactsText> facts)
{
    /// <summary>The choices for a value of a column on a day, none chosen.</summary>
    public IEnumerable<SelectListItem> Options(DataSetColumn column, DateOnly on) =>
    [
        new(texts["Choose"], ""),
        .. DataSetSpelling.CodesOf(column, on).Append(DataSetSpelling.Blank).Append(DataSetSpelling.LeaveOut).Select(code => new SelectListItem(Of(column, code), code)),
    ];

    /// <summary>A meaning, with its code where it has one.</summary>
    public string Of(DataSetColumn column, string code) => (column, code) switch
    {
        (_, DataSetSpelling.Blank) => texts["MeansBlank"],
        (_, DataSetSpelling.LeaveOut) => texts["MeansLeaveOut"],
        (DataSetColumn.Eligibility, _) => code,
        (DataSetColumn.Suitable, DataSetSpelling.Suits) => Coded(code, facts["SuitableYes"]),
        (DataSetColumn.Suitable, _) => Coded(code, facts["SuitableNo"]),
        (DataSetColumn.Home, [var home, var suits]) => Coded(code, texts[suits == DataSetSpelling.Suits[0] ? "HomeSuits" : "HomeDoesNotSuit", facts[$"Home{home}"].Value]),
        (DataSetColumn.Home, _) => Coded(code, facts[$"Home{code}"]),
        (DataSetColumn.InTouch, _) => Coded(code, facts[$"InTouch{code}"]),
        _ => Coded(code, facts[$"Activity{code}"]),
    };

    private string Coded(string code, string words) => texts["Coded", code, words];
}
