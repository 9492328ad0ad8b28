-- The planner reads a whole authority every quarter of an hour. These hold what it counts, in the order of people, so that it reads no rows of the tables themselves.
create index contact_made_ix on pledge.contact (authority_id, young_person_id) include (occurred_on, channel) where outcome = 'made' and superseded_at is null;
create index legal_status_known_ix on pledge.legal_status (authority_id, young_person_id) include (status, period_from, period_to) where superseded_at is null;
create index fact_home_ix on pledge.fact (authority_id, young_person_id) include (code, moved_in_on, council_provided, period_from, period_to) where kind = 'home' and superseded_at is null;
create index pathway_plan_open_ix on pledge.pathway_plan (authority_id, young_person_id) include (id, started_on) where ended_on is null;
create index plan_action_open_ix on pledge.plan_action (authority_id, due_on) where done_at is null and taken_out_at is null;
-- These take the place of one with the same columns.
create index assignment_worker_ix on pledge.assignment (authority_id, young_person_id) include (period_from, period_to, staff_member_id);
drop index pledge.assignment_young_person_id_ix;
create index plan_review_plan_ix on pledge.plan_review (authority_id, plan_id) include (young_person_id, reviewed_on);
drop index pledge.plan_review_plan_id_ix;
