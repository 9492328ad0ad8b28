using System.Text;

namespace Pledge.Tests.Platform;

/// <summary>Reads a .cshtml file as Razor does, roughly, and keeps only the words written in it for people: text between tags and in attributes that are read out.</summary>
internal sealed class RazorText(string source)
{
    private static readonly HashSet<string> ReadOut = ["title", "alt", "placeholder", "aria-label", "aria-description", "label", "hint", "summary", "data-label"];
    private static readonly HashSet<string> Void = ["area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];
    private static readonly HashSet<string> Directives = ["page", "model", "using", "inject", "namespace", "addTagHelper", "removeTagHelper", "attribute", "inherits", "implements", "layout"];
    private static readonly HashSet<string> Statements = ["if", "for", "foreach", "while", "switch", "lock", "do", "try"];

    private readonly StringBuilder _words = new();
    private int _at;

    public static string WordsOf(string source)
    {
        var reader = new RazorText(source);
        reader.Markup('\0');
        return reader._words.ToString();
    }

    private char Here => _at < source.Length ? source[_at] : '\0';
    private bool Is(string text) => string.CompareOrdinal(source, _at, text, 0, text.Length) == 0;

    private void Markup(char end)
    {
        while (_at < source.Length && (end == '\0' || Here != end))
            Piece();
        _at++;
    }

    private int Piece()
    {
        if (Here == '<' && (char.IsLetter(Next()) || Next() is '/' or '!'))
            return Tag();
        if (Here == '@' && !(_at > 0 && char.IsLetterOrDigit(source[_at - 1])))
            Transition();
        else
            _words.Append(source[_at++]);
        return 0;
    }

    private char Next() => _at + 1 < source.Length ? source[_at + 1] : '\0';

    /// <returns>1 for an opening tag, -1 for a closing one, 0 for one that stands alone.</returns>
    private int Tag()
    {
        _words.Append(' ');
        if (Is("<!"))
        {
            SkipTo(Is("<!--") ? "-->" : ">");
            return 0;
        }
        var closes = Next() == '/';
        _at += closes ? 2 : 1;
        var name = Name();
        while (Here is not ('>' or '\0') && !Is("/>"))
            Attribute();
        var alone = Is("/>") || Void.Contains(name);
        _at += Is("/>") ? 2 : 1;
        return closes ? -1 : alone ? 0 : 1;
    }

    private string Name()
    {
        var start = _at;
        while (char.IsLetterOrDigit(Here) || Here is '-' or '_' or ':' or '.')
            _at++;
        return source[start.._at];
    }

    private void Attribute()
    {
        if (Here == '@')
        {
            Transition();
            return;
        }
        var name = Name();
        if (name.Length == 0)
        {
            _at++;
            return;
        }
        if (Here != '=')
            return;
        _at++;
        var quote = Here is '"' or '\'' ? Here : ' ';
        if (quote != ' ')
            _at++;
        var before = _words.Length;
        while (_at < source.Length && Here != quote && !(quote == ' ' && Here == '>'))
        {
            if (Here == '@')
                Transition();
            else
                _words.Append(source[_at++]);
        }
        if (quote != ' ')
            _at++;
        if (!ReadOut.Contains(name))
            _words.Length = before;
        _words.Append(' ');
    }

    private void Transition()
    {
        _at++;
        if (Here == '*')
            SkipTo("*@");
        else if (Here == '{')
            Code();
        else if (Here == '(')
            Balanced();
        else if (Here is '@' or ':')
            _at++;
        else
            Word();
    }

    private void Word()
    {
        var start = _at;
        while (char.IsLetterOrDigit(Here) || Here == '_')
            _at++;
        var word = source[start.._at];
        if (word == "section")
        {
            SkipTo("{");
            Markup('}');
        }
        else if (word is "functions" or "code")
        {
            SkipTo("{");
            _at--;
            Code();
        }
        else if (Statements.Contains(word) || (word == "using" && source[_at..].TrimStart().StartsWith('(')))
            Statement();
        else if (Directives.Contains(word))
            SkipTo("\n");
        else
            Expression(word);
    }

    private void Statement()
    {
        var more = true;
        while (more)
        {
            Space();
            while (Here is not ('{' or '\0'))
            {
                if (Here == '(')
                    Balanced();
                else
                    _at++;
            }
            Code();
            var mark = _at;
            Space();
            more = Is("else") || Is("catch") || Is("finally");
            if (!more)
                _at = mark;
        }
    }

    private void Expression(string first)
    {
        if (first == "await")
            Space();
        while (_at < source.Length)
        {
            if (Here is '(' or '[')
                Balanced();
            else if (char.IsLetterOrDigit(Here) || Here == '_' || (Here == '.' && char.IsLetter(Next())) || (Here is '?' or '!' && Next() is '.' or '['))
                _at++;
            else
                return;
        }
    }

    private void Code()
    {
        _at++;
        var starts = true;
        while (_at < source.Length && Here != '}')
        {
            if (char.IsWhiteSpace(Here))
                _at++;
            else if (Here == '<' && starts && char.IsLetter(Next()))
                Element();
            else if (Is("@:"))
                Line();
            else if (Here == '@' && Next() != '"')
                Transition();
            else
                starts = CodePiece();
        }
        _at++;
    }

    /// <returns>True when a new statement may start after it.</returns>
    private bool CodePiece()
    {
        if (Here == '{')
        {
            Code();
            return true;
        }
        if (Is("//"))
        {
            SkipTo("\n");
            return true;
        }
        var ends = Here is ';' or ':';
        Skip();
        return ends;
    }

    private void Element()
    {
        var depth = 0;
        do
            depth += Piece();
        while (depth > 0 && _at < source.Length);
    }

    private void Line()
    {
        _at += 2;
        while (Here is not ('\n' or '\0'))
            Piece();
    }

    private void Balanced()
    {
        var depth = 0;
        do
        {
            depth += Here is '(' or '[' or '{' ? 1 : Here is ')' or ']' or '}' ? -1 : 0;
            if (Here is '(' or '[' or '{' or ')' or ']' or '}')
                _at++;
            else
                Skip();
        }
        while (depth > 0 && _at < source.Length);
    }

    /// <summary>One character of code, or one whole text or comment in it.</summary>
    private void Skip()
    {
        if (Is("/*"))
            SkipTo("*/");
        else if (Here == '\'' || Here == '"' || Is("$\"") || Is("@\""))
            Quoted();
        else if (Here is '(' or '[')
            Balanced();
        else
            _at++;
    }

    private void Quoted()
    {
        var (interpolated, verbatim) = (Here == '$', Here == '@');
        _at += interpolated || verbatim ? 1 : 0;
        var quote = source[_at++];
        while (_at < source.Length && Here != quote)
        {
            if (interpolated && Here == '{' && Next() != '{')
                Balanced();
            else
                _at += (Here == '\\' && !verbatim) || Is("{{") ? 2 : 1;
        }
        _at++;
    }

    private void Space()
    {
        while (char.IsWhiteSpace(Here))
            _at++;
    }

    private void SkipTo(string end)
    {
        var found = source.IndexOf(end, _at, StringComparison.Ordinal);
        _at = found < 0 ? source.Length : found + end.Length;
    }
}
