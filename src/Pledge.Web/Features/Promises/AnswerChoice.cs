using Pledge.Domain.Promises;

namespace Pledge.Web.Features.Promises;

/// <summary>The four buttons under one promise.</summary>
/// <param name="Now">The answer in force, or null.</param>
/// <param name="From">The page they are on, where the answer leads back to: <c>pledge</c> or <c>home</c>.</param>
public sealed record AnswerChoice(string Key, string Statement, AnswerValue? Now, string From);
