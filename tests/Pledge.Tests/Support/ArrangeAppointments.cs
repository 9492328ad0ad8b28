namespace Pledge.Tests.Support;

internal static class ArrangeAppointments
{
    /// <summary>An appointment of an hour, asked for by the worker on 20 November 2026 unless said otherwise.</summary>
    public static async Task<Guid> AppointmentAsync(this Arrange arrange, Someone person, DateTimeOffset startsAt, string state = "proposed", string proposedBy = "worker", DateTimeOffset? changedAt = null)
    {
        var id = Guid.CreateVersion7();
        await arrange.ExecuteAsync(
            """
            insert into pledge.appointment (id, authority_id, young_person_id, kind, starts_at, minutes, place, state, proposed_by, sequence, changed_at)
            values ($1, $2, $3, 'meeting', $4, 60, 'Room 7, the Elm Street office', $5, $6, 0, $7)
            """, id, person.Authority, person.YoungPerson!, startsAt, state, proposedBy, changedAt ?? new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero));
        return id;
    }
}
