using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Pledge.Web.Platform;

/// <summary>Reads an amount as people write it: 12.50, £12.50, 1,200.</summary>
/// <remarks>What is no amount is refused with <c>post-pay-wrong</c>.</remarks>
public sealed class PoundsBinder : IModelBinder
{
    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var context = bindingContext;
        var value = context.ValueProvider.GetValue(context.ModelName);
        if (value == ValueProviderResult.None)
            return Task.CompletedTask;
        context.ModelState.SetModelValue(context.ModelName, value);
        var typed = (value.FirstValue ?? "").Replace("£", "", StringComparison.Ordinal).Trim();
        if (typed.Length == 0)
            context.Result = ModelBindingResult.Success(null);
        else if (decimal.TryParse(typed, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var pounds))
            context.Result = ModelBindingResult.Success(pounds);
        else
            context.ModelState.TryAddModelError(context.ModelName, "post-pay-wrong");
        return Task.CompletedTask;
    }
}
