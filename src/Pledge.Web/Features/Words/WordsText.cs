namespace Pledge.Web.Features.Words;

/// <summary>Names the words of the gentle check of words: <c>WordsText.resx</c>.</summary>
public sealed class WordsText;
