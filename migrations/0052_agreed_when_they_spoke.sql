-- A worker can write down that a young person said yes to them: not everybody signs in.
alter table pledge.appointment_change drop constraint appointment_change_act_check,
    add constraint appointment_change_act_check check (act in ('proposed', 'accepted', 'said-yes', 'moved', 'cancelled')),
    add constraint only_a_worker_writes_down_a_yes check (act <> 'said-yes' or side = 'worker');
alter policy appointment_change on pledge.appointment
    with check (authority_id = (select pledge.authority()) and case state
        when 'accepted' then (select pledge.actor()) <> 'young-person' or proposed_by = 'worker'
        when 'proposed' then (proposed_by = 'young-person') = ((select pledge.actor()) = 'young-person')
        else true end);
