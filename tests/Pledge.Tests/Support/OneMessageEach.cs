namespace Pledge.Tests.Support;

/// <summary>SQL of the owner for the proof that each message arrives once: people for whom one message each is planned, which goes out at once and alone.</summary>
public static class OneMessageEach
{
    /// <summary>What the child ids of these people begin with.</summary>
    public const string Mark = "K";

    /// <summary>Young people of a worker, each with one late contact: the authority, the worker, today, how many.</summary>
    public const string People =
        """
        with person as (
            insert into pledge.young_person (id, authority_id, child_id, date_of_birth, added_at)
            select gen_random_uuid(), $1, 'K' || n, $3 - 7000, now() from generate_series(1, $4) n returning id
        ), status as (
            insert into pledge.legal_status (id, authority_id, young_person_id, status, period_from, derived_at) select gen_random_uuid(), $1, id, 'former-relevant', $3 - 300, now() from person
        )
        insert into pledge.assignment (id, authority_id, young_person_id, staff_member_id, period_from, recorded_at) select gen_random_uuid(), $1, id, $2, $3 - 59, now() from person
        """;

    /// <summary>Quiet hours, working days and digests are not what is tested: whatever the hour, each message goes out now and alone, under a rule that waits for nothing.</summary>
    public const string AtOnce =
        """
        create function pledge.send_now() returns trigger language plpgsql as $$
        begin
            if new.rule in ('digest', 'weekly-digest') then
                return null;
            end if;
            new.occurrence := new.rule || ' ' || new.occurrence; -- two rules may call the same day theirs
            new.rule := 'invitation';
            new.state := 'queued';
            new.digest_id := null;
            new.not_before := new.decided_at;
            return new;
        end $$;
        create trigger send_now before insert on pledge.message for each row execute function pledge.send_now()
        """;
}
