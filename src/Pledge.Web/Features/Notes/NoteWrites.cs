using Pledge.Domain;
using Pledge.Domain.Notes;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Notes;

/// <summary>Writes notes down.</summary>
public static class NoteWrites
{
    /// <summary>Adds a note, shared, or kept back when the form asks for that. The caller saves.</summary>
    /// <param name="contact">The contact it belongs to, or null.</param>
    /// <returns>The note; refused as <see cref="Note.Write"/> and <see cref="Note.KeepBack"/> are, and then nothing is added.</returns>
    public static Outcome<Note> AddNote(
        this PledgeDb db, AuthorityId authority, YoungPersonId youngPerson, ContactId? contact, string? text, KeepBackForm keepBack, DateTimeOffset now, AccountId by)
    {
        var note = Note.Write(authority, youngPerson, contact, text, now, by);
        if (note.IsRefused || !keepBack.IsAsked)
        {
            if (!note.IsRefused)
                db.Notes.Add(note.Value);
            return note;
        }
        var hiding = note.Value.KeepBack(null, keepBack.Reason, keepBack.ReviewOn, now, by);
        if (hiding.IsRefused)
            return hiding.Refusal;

        db.NoteHidings.Add(hiding.Value);
        db.Notes.Add(note.Value);
        return note;
    }
}
