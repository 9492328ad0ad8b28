namespace Pledge.Web.Features.Records.Copies;

/// <summary>A table of which a young person's copy of their record has every row about them.</summary>
/// <param name="Name">With its schema. Without it, it names the JSON property, the page and the words <c>Table_…</c>.</param>
/// <param name="OrderBy">Columns, so that two copies of the same record are the same.</param>
public sealed record RecordTable(string Name, string OrderBy)
{
    /// <summary>What makes a row theirs; <c>{0}</c> is their id.</summary>
    public string Where { get; init; } = "r.young_person_id = {0}";

    /// <summary>Columns that say nothing about them: links of a chain, leases of a sender, keys to other rows of their own.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>The only columns given; null for all but <see cref="LeftOut"/>.</summary>
    public IReadOnlyList<string>? Only { get; init; }

    /// <summary>What a row does not hold and means nothing without, as the young person may read it: a name and the expression that gives it.</summary>
    public IReadOnlyList<(string Column, string Of)> Added { get; init; } = [];

    public string ShortName => Name[(Name.IndexOf('.', StringComparison.Ordinal) + 1)..];

    /// <summary>Every table of a copy, in its order.</summary>
    public static IReadOnlyList<RecordTable> All { get; } =
    [
        new("pledge.young_person", "r.id") { Where = "r.id = {0}", LeftOut = ["search_name"] },
        new("identity.account", "r.id") { Only = ["display_name", "email", "phone_number", "language", "invited_at", "first_signed_in_at", "last_signed_in_at", "closed_at"] },
        new("pledge.assignment", "r.period_from, r.id"),
        new("pledge.hand_over", "r.starts_on, r.id") { LeftOut = ["stays"] },
        new("pledge.leave_cover", "r.period_from, r.id"),
        new("pledge.fact", "r.kind, r.period_from, r.recorded_at, r.id") { LeftOut = ["accommodation", "activity", "in_touch"] },
        new("pledge.correction_request", "r.asked_at, r.id"),
        new("pledge.care_episode", "r.decom, r.id"),
        new("pledge.legal_status", "r.period_from, r.derived_at, r.id"),
        new("pledge.oc3_row", "r.collection_year, r.birthday"),
        new("pledge.import_conflict", "r.found_at, r.id") { LeftOut = ["import_id", "takes_again"] },
        new("pledge.return_named", "r.collection_year, r.file"),
        new("pledge.data_set_row", "r.extracted_on"),
        new("pledge.oc3_returned", "r.collection_year, r.kept_at") { LeftOut = ["submission_id"] },
        new("pledge.contact", "r.occurred_on, r.recorded_at, r.id"),
        new("pledge.note", "r.written_at, r.id"),
        new("pledge.document", "r.added_at, r.id") { LeftOut = ["digest", "place", "key"] },
        new("pledge.relationship", "r.recorded_at, r.id"),
        new("pledge.involved_professional", "r.recorded_at, r.id"),
        new("pledge.answer", "r.answered_at, r.id"),
        new("pledge.worker_view", "r.recorded_at, r.id"),
        new("pledge.board_words", "r.given_at, r.id") { LeftOut = ["answer_id"], Added = [("words", "(select a.words from pledge.answer a where a.id = r.answer_id)")] },
        new("pledge.pathway_plan", "r.started_on, r.id"),
        new("pledge.plan_review", "r.reviewed_on, r.id"),
        new("pledge.plan_action", "r.due_on, r.id"),
        new("pledge.plan_version", "r.number, r.id"),
        new("pledge.plan_part", "r.version_id, r.kind, r.number"),
        new("pledge.plan_version_action", "r.version_id, r.due_on, r.action_id"),
        new("pledge.plan_voice", "r.recorded_at, r.id"),
        new("pledge.review_request", "r.asked_at, r.id"),
        new("pledge.plan_date", "r.falls_on, r.id"),
        new("pledge.appointment", "r.starts_at, r.id") { LeftOut = ["sequence"] },
        new("pledge.appointment_change", "r.at, r.id") { LeftOut = ["sequence"] },
        new("pledge.mentor_wish", "r.written_at, r.id"),
        new("pledge.mentor_never", "r.set_at, r.id") { LeftOut = ["mentor_id"] },
        new("pledge.mentor_proposal", "r.made_at, r.id") { LeftOut = ["mentor_id", "young_person_called", "withdrawn_by"] },
        new("pledge.mentor_answer", "r.said_at, r.id") { LeftOut = ["proposal_id"] },
        new("pledge.mentor_match", "r.started_at, r.id") { LeftOut = ["mentor_id", "proposal_id", "place", "end_seen_at", "end_seen_by"] },
        new("pledge.mentor_waiting", "r.said_at, r.id"),
        new("pledge.mentor_agreement", "r.written_at, r.id") { LeftOut = ["match_id"] },
        new("pledge.mentor_meeting", "r.on_day, r.id") { LeftOut = ["match_id"] },
        new("pledge.mentor_feeling", "r.said_at, r.id") { LeftOut = ["match_id", "meeting_id"] },
        new("pledge.mentor_pause", "r.set_at, r.id") { LeftOut = ["match_id"] },
        new("pledge.mentor_goodbye", "r.said_at, r.id") { LeftOut = ["match_id"] },
        new("pledge.mentor_concern", "r.raised_at, r.id") { LeftOut = ["match_id", "read_by"] },
        new("pledge.work_profile", "r.written_at, r.id"),
        new("pledge.job_application", "r.begun_at, r.id") { LeftOut = ["opportunity_id", "post_authority_id", "organisation_id"] },
        new("pledge.application_step", "r.at, r.id") { LeftOut = ["application_id"] },
        new("pledge.job_placement", "r.taken_at, r.id") { LeftOut = ["application_id", "post_authority_id", "organisation_id"] },
        new("pledge.placement_statement", "r.said_at, r.id") { LeftOut = ["placement_id"] },
        new("pledge.saved_opportunity", "r.saved_at, r.id") { LeftOut = ["opportunity_id"] },
        new("pledge.kept_search", "r.kept_at, r.id"),
        new("pledge.hidden_opportunity", "r.hidden_at, r.id") { LeftOut = ["opportunity_id"] },
        new("pledge.work_wish", "r.written_at, r.id"),
        new("pledge.consultation_asked", "r.consultation_id") { Added = [("title", "(select c.title from pledge.consultation c where c.id = r.consultation_id)")] },
        // Answers without a name are nobody's: nothing could find them.
        new("pledge.consultation_answer", "r.consultation_id, r.number")
        {
            LeftOut = ["called"],
            Added =
            [
                ("title", "(select c.title from pledge.consultation c where c.id = r.consultation_id)"),
                ("asks", "(select c.questions -> (r.number - 1) ->> 'asks' from pledge.consultation c where c.id = r.consultation_id)"),
                ("chose", "(select c.questions -> (r.number - 1) -> 'options' ->> (r.said - 1) from pledge.consultation c where c.id = r.consultation_id)"),
            ],
        },
        new("pledge.forum_matter", "r.raised_at, r.id"),
        new("pledge.forum_step", "r.at, r.id") { LeftOut = ["matter_id"] },
        new("pledge.conversation", "r.started_at, r.id"),
        new("pledge.conversation_message", "r.written_at, r.id") { LeftOut = ["form_key"] },
        new("pledge.message", "r.decided_at, r.id") { LeftOut = ["payload", "claimed_by", "lease_until", "attempts", "occurrence", "digest_id", "handed_to"], Where = "r.account_id = pledge.account() and {0} = pledge.young_person()" },
        new("pledge.address_standing", "r.number") { LeftOut = ["number", "message_id"], Where = "r.account_id = pledge.account() and {0} = pledge.young_person()" },
        new("pledge.rise_pause", "r.said_at, r.id") { LeftOut = ["matter"] },
        new("pledge.reminder_choice", "r.chosen_at, r.id") { Where = "r.account_id = pledge.account() and {0} = pledge.young_person()" },
        new("pledge.reminder_setting", "r.chosen_at, r.id") { Where = "r.account_id = pledge.account() and {0} = pledge.young_person()" },
        new("pledge.outside_look", "r.asked_at, r.id"),
        new("pledge.record_look", "r.id") { LeftOut = ["id", "apart", "previous_hash", "hash"] },
        // The one being made is the one that is read.
        new("pledge.record_download", "r.asked_at, r.id") { LeftOut = ["content"], Where = "r.young_person_id = {0} and r.state not in ('asked', 'making')" },
    ];

    /// <summary>Tables about a young person that are not in the copy, with the reason. A test finds every other.</summary>
    public static IReadOnlyDictionary<string, string> Exceptions { get; } = new Dictionary<string, string>
    {
        ["pledge.clock_pause"] = "Between a worker and their manager: why something is late. What is late is on the young person's own pages.",
        ["pledge.note_hiding"] = "Why a note is kept back. How many are, and whom to ask, stands on the record; the note itself comes when it is shared.",
        ["pledge.document_hiding"] = "As pledge.note_hiding.",
        ["pledge.document_chunk"] = "What is in the documents. They are in the copy as files.",
        ["pledge.dip_sample"] = "About how a worker works, and theirs to answer. That the record was read for it is in the list of who looked.",
        ["pledge.plan_step"] = "What a worker and their manager said to each other about a version before it was shared. What was shared is in the copy.",
        ["pledge.mentor_round_pair"] = "A coordinator's sketch of who might meet whom, before anybody is asked. Whoever was asked has the proposal in the copy.",
        ["pledge.mentor_round_change"] = "As pledge.mentor_round_pair.",
        ["pledge.dip_answer"] = "As pledge.dip_sample.",
        ["pledge.mentor_check_in"] = "What a mentor, or they, told a coordinator under four eyes; two people's words in one place. That somebody looked is in the list of who looked.",
        ["pledge.mentor_concern_note"] = "What staff did about a worry, which may be about somebody else's safety. What they said themselves is in the copy.",
    };
}
