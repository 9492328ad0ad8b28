using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Binders;

namespace Pledge.Web.Platform;

/// <summary>Leaves out of typed text what no keyboard types and PostgreSQL cannot store or a page cannot show: control characters, except tabs and line ends; and what turns the direction of the text beside it round.</summary>
public sealed class PlainTextBinder(IModelBinder inner) : IModelBinder
{
    public async Task BindModelAsync(ModelBindingContext bindingContext)
    {
        await inner.BindModelAsync(bindingContext);
        if (bindingContext.Result is { IsModelSet: true, Model: string text } && text.Any(IsUnwanted))
            bindingContext.Result = ModelBindingResult.Success(string.Concat(text.Where(c => !IsUnwanted(c))));
    }

    private static bool IsUnwanted(char c) => char.IsControl(c) ? c is not ('\t' or '\r' or '\n') : c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}

/// <summary>Puts <see cref="PlainTextBinder"/> in front of every string a form or an address fills.</summary>
public sealed class PlainTextBinderProvider : IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
        context.Metadata.ModelType == typeof(string) && context.BindingInfo.BinderType is null
            ? new PlainTextBinder(new SimpleTypeModelBinder(typeof(string), context.Services.GetRequiredService<ILoggerFactory>()))
            : null;
}
