-- Two managers of a team may write in one dip sample: the one who saves second is shown what the first wrote, and by whom.
alter table pledge.dip_sample
    add column written_at timestamptz,
    add column written_by uuid,
    add constraint dip_sample_written_by_somebody check ((written_at is null) = (written_by is null));
grant update (written_at, written_by) on pledge.dip_sample to pledge_app;
