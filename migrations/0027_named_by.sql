-- Who wrote a young person's names down last, and when: said to whoever changes them at the same time.
alter table pledge.young_person add column named_by uuid, add column named_at timestamptz;
alter table pledge.young_person add constraint named_has_who_and_when check ((named_by is null) = (named_at is null));
