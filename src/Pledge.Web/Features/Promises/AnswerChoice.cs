using Pledge.Domain.Promises;

namespace Pledge.Web.Features.Promises;

/// <summary>The four buttons under one promise.</summary>
/// <param name="Now">The answer in force, or null.</param>
public sealed record AnswerChoice(string Key, string Statement, AnswerValue? Now);
