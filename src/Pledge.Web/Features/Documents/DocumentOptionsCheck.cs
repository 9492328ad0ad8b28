using Microsoft.Extensions.Options;

namespace Pledge.Web.Features.Documents;

/// <summary>Refuses to start where documents would be lost, or could be fetched without asking who may.</summary>
public sealed class DocumentOptionsCheck(IHostEnvironment environment) : IValidateOptions<DocumentOptions>
{
    public ValidateOptionsResult Validate(string? name, DocumentOptions options)
    {
        if (options.Clamd is { Length: > 0 } scanner && !ClamdAddress.TryParse(scanner, out _))
            return ValidateOptionsResult.Fail("Documents:Clamd is host:port or unix:/path/of/socket.");
        if (options.Folder is not { Length: > 0 } folder)
            return ValidateOptionsResult.Success;
        if (!Path.IsPathFullyQualified(folder))
            return ValidateOptionsResult.Fail("Documents:Folder is a full path.");
        if (IsWithin(folder, Path.Combine(environment.ContentRootPath, "wwwroot")))
            return ValidateOptionsResult.Fail("Documents:Folder lies where files are served to anybody.");
        try
        {
            var trial = Path.Combine(Directory.CreateDirectory(folder).FullName, $".{Guid.NewGuid():N}");
            File.WriteAllBytes(trial, []);
            File.Delete(trial);
            return ValidateOptionsResult.Success;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return ValidateOptionsResult.Fail("Documents:Folder cannot be written to.");
        }
    }

    private static bool IsWithin(string folder, string other) =>
        Path.GetRelativePath(other, folder) is { } way && way != ".." && !way.StartsWith($"..{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !Path.IsPathRooted(way);
}
