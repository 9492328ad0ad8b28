using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.WebEncoders;
using Pledge.Web.Features.Shared;
using Pledge.Web.Platform.TagHelpers;

namespace Pledge.Web.Platform;

/// <summary>Where visible words come from: the resx beside a marker class, and <see cref="RefusalText"/> for everything that says no.</summary>
public static class Localization
{
    /// <summary>Dates and numbers as written in England. A later language is added here and in resx files, nowhere else.</summary>
    public static readonly CultureInfo[] Cultures = [new("en-GB")];

    /// <summary>Razor Pages with their words, dates typed in three boxes, and messages looked up by code.</summary>
    public static IMvcBuilder AddPledgeText(this IMvcBuilder mvc)
    {
        mvc.Services.AddLocalization();
        mvc.Services.AddSingleton(typeof(IStringLocalizer<>), typeof(Words<>));
        // Every script is sent as itself: escapes would double the size of a page in Arabic. What HTML reserves is still escaped.
        mvc.Services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        mvc.Services.AddSingleton<Languages>();
        mvc.Services.AddOptions<RequestLocalizationOptions>().Configure<IConfiguration>((options, settings) =>
        {
            options.DefaultRequestCulture = new RequestCulture(Cultures[0]);
            options.SupportedCultures = Cultures;
            // Languages that are not finished, for tests and for translators: only where the operator names them.
            options.SupportedUICultures = [.. Cultures, .. (settings["Languages:Trial"] ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(CultureInfo.GetCultureInfo)];
            // A browser's language must not change how a date is read: only a choice made here may.
            options.RequestCultureProviders = [new CookieRequestCultureProvider { CookieName = Languages.CookieName }];
        });

        return mvc
            .AddDataAnnotationsLocalization(options => options.DataAnnotationLocalizerProvider = (_, factory) => factory.Create(typeof(RefusalText)))
            .AddMvcOptions(options =>
            {
                options.ModelBinderProviders.Insert(0, new ThreePartDateBinderProvider());
                options.ModelBinderProviders.Insert(1, new PlainTextBinderProvider());
                options.ModelMetadataDetailsProviders.Add(new AnswerNeedsSentence());
                SayItPlainly(options.ModelBindingMessageProvider);
            });
    }

    private static void SayItPlainly(DefaultModelBindingMessageProvider messages)
    {
        messages.SetAttemptedValueIsInvalidAccessor((_, _) => "value-not-understood");
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => "value-not-understood");
        messages.SetValueIsInvalidAccessor(_ => "value-not-understood");
        messages.SetUnknownValueIsInvalidAccessor(_ => "value-not-understood");
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => "value-not-understood");
        messages.SetValueMustBeANumberAccessor(_ => "enter-a-number");
        messages.SetNonPropertyValueMustBeANumberAccessor(() => "enter-a-number");
        messages.SetMissingBindRequiredValueAccessor(_ => "answer-missing");
        messages.SetMissingKeyOrValueAccessor(() => "answer-missing");
        messages.SetMissingRequestBodyRequiredValueAccessor(() => "answer-missing");
        messages.SetValueMustNotBeNullAccessor(_ => "answer-missing");
    }

    /// <summary>An attribute without a code of its own, also the one MVC adds for a non-nullable property, still answers with a sentence of ours.</summary>
    private sealed class AnswerNeedsSentence : IValidationMetadataProvider, IBindingMetadataProvider
    {
        private static readonly Type[] Numbers = [typeof(int), typeof(long), typeof(decimal), typeof(double)];

        /// <summary>Text where a number is asked for.</summary>
        public void CreateBindingMetadata(BindingMetadataProviderContext context)
        {
            if (Numbers.Contains(Nullable.GetUnderlyingType(context.Key.ModelType) ?? context.Key.ModelType))
                context.BindingMetadata.ModelBindingMessageProvider!.SetAttemptedValueIsInvalidAccessor((_, _) => "enter-a-number");
        }

        public void CreateValidationMetadata(ValidationMetadataProviderContext context)
        {
            foreach (var attribute in context.ValidationMetadata.ValidatorMetadata.OfType<ValidationAttribute>())
            {
                if (attribute.ErrorMessage is null && attribute.ErrorMessageResourceName is null)
                    attribute.ErrorMessage = attribute is RequiredAttribute ? "answer-missing" : "value-not-understood";
            }
        }
    }
}
