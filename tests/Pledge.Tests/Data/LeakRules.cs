namespace Pledge.Tests.Data;

/// <summary>Who may read, change and add what, told apart from the policies in <c>migrations/</c>, for <see cref="LeakTests"/> to hold against them.</summary>
internal static class LeakRules
{
    // An independent description of the rules. none; me = about me; mine = of my account; caseload, team = about people reached today, covered ones too;
    // theirs, theirteam = as caseload and team without those only covered;
    // my-x = of the partner's organisation; my-mentors-x = of the mentor the partner is; asked = waits for an answer; here = all of my authority; all = every authority; a+b = either; shared-x = of x, what the young person lets their worker see now. Columns: see Actors.
    public const string Read = """
        pledge.authority         here     here           here       here  here        here  all  all   all   all  here  here
        pledge.team              none     here           here       none  here        here  none none  none  none  none  none
        pledge.staff_member      here     here           here       mine  here        here  none here  all   none  coordinators  none
        identity.account         mine     mine           mine       mine  young+mine  here  all  here  all   none  mine  mine
        identity.account_claim   mine     mine           mine       mine  young+mine  here  all  here  all   none  mine  mine
        identity.account_login   mine     mine           mine       mine  young+mine  here  all  here  all   none  mine  mine
        identity.account_token   mine     mine           mine       mine  young+mine  here  all  here  all   none  mine  mine
        identity.new_address     mine     mine           mine       mine  mine        mine  none none  none  none  mine  mine
        identity.sign_in_code    none     none           none       none  none        none  all  none  none  none  none  none
        identity.sign_in_try      none     none           none       none  none        none  all  none none  none  none  none
        pledge.young_person      me       caseload       team       none  here        here  none here  all   here  none  none
        pledge.assignment        me       caseload       team       none  here        here  none here  none  none  none  none
        pledge.hand_over         me       caseload       team       none  none        none  none none  none  none  none  none
        pledge.leave_cover       me caseload team none none none none here none none  none  none
        pledge.record_download   mine     none           none       none  none        none  none none  none  none  none  none
        pledge.correction_request me caseload team none none none none here none none  none  none
        pledge.dip_sample        none     none           team       none  none        none  none none  none  none  none  none
        pledge.dip_answer        none     none           team       none  none        none  none none  none  none  none  none
        pledge.care_episode      me       caseload       team       none  here        none  none here  none  here  none  none
        pledge.legal_status      me       caseload       team       none  here        none  none here  none  here  none  none
        pledge.fact              me       caseload       team       none  here        none  none here  none  here  none  none
        pledge.contact           me       caseload       team       none  none        none  none here  none  none  none  none
        pledge.edition           here     here           here       here  here        here  here here  here  here  here  here
        pledge.promise           here     here           here       here  here        here  here here  here  here  here  here
        pledge.answer            me       caseload       team       none  none        none  none here  none  none  none  none
        pledge.worker_view       me       caseload       team       none  none        none  none none  none  none  none  none
        pledge.pathway_plan      me       caseload       team       none  none        none  none here  none  none  none  none
        pledge.plan_review       me       caseload       team       none  none        none  none here  none  none  none  none
        pledge.plan_action       me       caseload       team       none  none        none  none here  none  none  none  none
        pledge.conversation      me caseload team none none none none here none none  none  none
        pledge.conversation_message me    caseload       team       none  none        none  none none  none  none  none  none
        pledge.plan_version      me caseload team none none none none here none none  none  none
        pledge.plan_part         none     caseload       team       none  none        none  none none  none  none  none  none
        pledge.plan_step         none     caseload       team       none  none        none  none none  none  none  none  none
        pledge.plan_version_action none     caseload       team       none  none        none  none none  none  none  none  none
        pledge.plan_voice        me caseload team none none none none here none none  none  none
        pledge.review_request    me       caseload       team       none  none        none  none here  none  none  none  none
        pledge.plan_date         me       caseload       team       none  none        none  none none  none  none  none  none
        pledge.relationship      me       shared-caseload shared-team none none        none  none none none  none  none  none
        pledge.involved_professional me   caseload       team       none  none        none  none here none  none  none  none
        pledge.outside_look      me       mine           team+of-team none none       none  none none none  none  none  none
        pledge.clock_setting     here     here           here       here  here        here  here here  here  here  here  here
        pledge.clock_setting_change none  none           none       none  none        here  none none  none  none  none  none
        pledge.clock_pause       me       caseload       team       none  none        none  none here  none  none  none  none
        pledge.rise_pause        me       caseload       team       none  none        none  none here  none  none  none  none
        pledge.reminder_choice   mine     mine           mine       mine  mine        mine  none all   all   none  mine  mine
        pledge.address_standing  mine     caseload+mine  team+mine  mine  mine        here  none here  all   none  mine  mine
        pledge.reminder_setting  mine     mine           mine       mine  mine        mine  none here  all   none  mine  mine
        pledge.reminder_plan     none     none           none       none  none        here  none here  none  none  none  none
        pledge.channel_switch    none none none none none here none none all none  none  none
        pledge.message           mine     caseload+mine  team+mine  none  none        here  none here  all   none  mine  none
        pledge.record_look       me       none           team       none  none        here  none none  none  none  none  none
        pledge.audit_event       none     none           none       none  here        here  none none  none  none  none  none
        pledge.import_run        none     none           none       none  here        none  none none  none  here  none  none
        pledge.import_refusal    none     none           none       none  here        none  none none  none  here  none  none
        pledge.oc3_row           me       caseload       team       none  here        none  none none none  here  none  none
        pledge.indicator_target  here     here           here       here  here        here  here here  here  here  here  here
        pledge.draft             mine     mine           mine       mine  mine        mine  none none  none  none  mine  mine
        pledge.note              me       caseload       team       none  none        none  none none  none  none  none  none
        pledge.note_hiding       none     caseload       team       none  none        here  none none  none  none  none  none
        pledge.document          me       caseload       team       none  none        none  none none  none  none  none  none
        pledge.document_chunk    me       caseload       team       none  none        none  none none  none  none  none  none
        pledge.document_hiding   none     caseload       team       none  none        here  none none  none  none  none  none
        pledge.appointment       me       caseload       team       none  none        none  none here  none  none  none  none
        pledge.appointment_change me      caseload       team       none  none        none  none none  none  none  none  none
        pledge.calendar_feed     mine     none           none       none  none        none  none none  none  none  none  none
        pledge.caseload_view     mine     mine           mine       mine  mine        mine  none none  none  none  mine  mine
        pledge.organisation none none none none none none none none none none  here  my-organisation
        pledge.mentor none none none none none none none here none none here  my-mentor
        pledge.mentor_step none none none none none none none none none none  here  none
        pledge.mentor_clearance none none none none none none none here none none here  my-mentors-believed
        pledge.mentor_training none none none none none none none here none none here  my-mentors-believed
        pledge.organisation_person none none none none none none none none none none here my-people
        pledge.joining_request none none none none none none none none none none here none
        pledge.organisation_commitment none none none none none none none none none none here my-believed
        pledge.mentor_wish me caseload team none none none none none none none none none
        pledge.mentor_never own-side none none none none none none none none none here none
        pledge.mentor_proposal me caseload team none none none none here none none here my-mentors
        pledge.mentor_answer own-side side-caseload side-team none none none none none none none here none
        pledge.mentor_match me caseload team none none none none here none none here my-mentors-lately
        pledge.mentor_waiting me caseload team none none none none none none none here none
        pledge.mentor_round none none none none none none none none none none here none
        pledge.mentor_round_change none none none none none none none none none none here none
        pledge.mentor_round_pair none none none none none none none none none none here none
        pledge.saved_weights here here here none none none none none none none here here
        pledge.national_advert all all all all all all all all all all all all
        pledge.national_advert_place all all all all all all all all all all all all
        pledge.national_advert_pass all all all all all all all all all all all all
        """;

    // Rows an actor may write to at all (some columns only, where the grant says so).
    public const string Change = """
        pledge.authority         none     none           none       none  none        none  none none none  none  none  none
        pledge.team              none     none           none       none  none        here  none none none  none  none  none
        pledge.staff_member      none     none           none       none  none        here  none none none  none  none  none
        identity.account         mine     mine           mine       mine  young+mine  here  all  none none  none  mine  mine
        identity.account_claim   mine     mine           mine       mine  young+mine  here  all  here all   none  mine  mine
        identity.account_login   mine     mine           mine       mine  young+mine  here  all  here all   none  mine  mine
        identity.account_token   mine     mine           mine       mine  young+mine  here  all  here all   none  mine  mine
        identity.new_address     mine     mine           mine       mine  mine        mine  none none  none  none  mine  mine
        identity.sign_in_code    none     none           none       none  none        none  all  none none  none  none  none
        identity.sign_in_try      none     none           none       none  none        none  none  none none  none  none  none
        pledge.young_person      none     caseload       team       none  here        none  none none none  here  none  none
        pledge.assignment        none     none           none       none  here        here  none none none  none  none  none
        pledge.hand_over         none     none           none       none  none        none  none none none  none  none  none
        pledge.leave_cover       none     theirs         theirteam  none  none        none  none none none  none  none  none
        pledge.record_download   none     none           none       none  none        none  none none  none  none  none  none
        pledge.correction_request me      caseload       team       none  none        none  none none  none  none  none  none
        pledge.dip_sample        none     none           team       none  none        none  none none  none  none  none  none
        pledge.dip_answer        none     none           team       none  none        none  none none  none  none  none  none
        pledge.care_episode      none     none           none       none  here        none  none none none  here  none  none
        pledge.legal_status      none     caseload       team       none  here        none  none none none  here  none  none
        pledge.fact              none     caseload       team       none  here        none  none none none  here  none  none
        pledge.contact           none     caseload       team       none  none        none  none none none  none  none  none
        pledge.edition           none     none           none       none  none        none  none none none  none  none  none
        pledge.promise           none     none           none       none  none        none  none none none  none  none  none
        pledge.answer            none     none           none       none  none        none  none none none  none  none  none
        pledge.worker_view       none     none           none       none  none        none  none none none  none  none  none
        pledge.pathway_plan      none     caseload       team       none  none        none  none none none  none  none  none
        pledge.plan_review       none     caseload       team       none  none        none  none none none  none  none  none
        pledge.plan_action       me       caseload       team       none  none        none  none none none  none  none  none
        pledge.conversation      me       caseload       team       none  none        none  none none  none  none  none  none
        pledge.conversation_message me    caseload       team       none  none        none  none none  none  none  none  none
        pledge.plan_version      none     caseload       team       none  none        none  none none  none  none  none  none
        pledge.plan_part         none     caseload       team       none  none        none  none none  none  none  none  none
        pledge.plan_step         none     none           none       none  none        none  none none  none  none  none  none
        pledge.plan_version_action none     none           none       none  none        none  none none  none  none  none  none
        pledge.plan_voice        none     none           none       none  none        none  none none  none  none  none  none
        pledge.review_request    me       none           none       none  none        none  none none  none  none  none  none
        pledge.plan_date         me       caseload       team       none  none        none  none none  none  none  none  none
        pledge.relationship      me       none           none       none  none        none  none none none  none  none  none
        pledge.involved_professional none caseload       team       none  none        none  none none none  none  none  none
        pledge.outside_look      none     none           none       none  none        none  none none none  none  none  none
        pledge.clock_setting     none     none           none       none  none        here  none none none  none  none  none
        pledge.clock_setting_change none  none           none       none  none        none  none none none  none  none  none
        pledge.clock_pause       none     caseload       team       none  none        none  none none none  none  none  none
        pledge.rise_pause        none     none           none       none  none        none  none none  none  none  none  none
        pledge.reminder_choice   none     none           none       none  none        none  none none none  none  none  none
        pledge.address_standing  none     none           none       none  none        none  none none  none  none  none  none
        pledge.reminder_setting  none     none           none       none  none        none  none none  none  none  none  none
        pledge.reminder_plan     none     none           none       none  none        none  none here  none  none  none  none
        pledge.channel_switch    none none none none none none none none none none  none  none
        pledge.message           none none none none none none none here all none  none  none
        pledge.record_look       none     none           none       none  none        none  none none none  none  none  none
        pledge.audit_event       none     none           none       none  none        none  none none none  none  none  none
        pledge.import_run        none     none           none       none  none        none  none none none  none  none  none
        pledge.import_refusal    none     none           none       none  none        none  none none none  none  none  none
        pledge.oc3_row           none     none           none       none  here        none  none none none  here  none  none
        pledge.indicator_target  none     none           none       none  none        here  none none none  none  none  none
        pledge.draft             mine     mine           mine       mine  mine        mine  none none  none  none  mine  mine
        pledge.note              none     caseload       team       none  none        none  none none  none  none  none  none
        pledge.note_hiding       none     caseload       team       none  none        none  none none  none  none  none  none
        pledge.document          none     caseload       team       none  none        none  none none  none  none  none  none
        pledge.document_chunk    none     none           none       none  none        none  none none  none  none  none  none
        pledge.document_hiding   none     caseload       team       none  none        none  none none  none  none  none  none
        pledge.appointment       me       caseload       team       none  none        none  none none  none  none  none  none
        pledge.appointment_change none    none           none       none  none        none  none none  none  none  none  none
        pledge.calendar_feed     mine     none           none       none  none        none  none none  none  none  none  none
        pledge.caseload_view     none     none           none       none  none        none  none none  none  none  none  none
        pledge.organisation none none none none none none none none none none  here  none
        pledge.mentor none none none none none none none none none none  here  my-mentor
        pledge.mentor_step none none none none none none none none none none  believed  none
        pledge.mentor_clearance none none none none none none none none none none  believed  none
        pledge.mentor_training none none none none none none none none none none  believed  none
        pledge.organisation_person none none none none none none none none none none current my-current
        pledge.joining_request none none none none none none none none none none asked-here none
        pledge.organisation_commitment none none none none none none none none none none believed none
        pledge.mentor_wish me caseload team none none none none none none none none none
        pledge.mentor_never own-side none none none none none none none none none coordinators-side none
        pledge.mentor_proposal open-me none none none none none none none none none open my-mentors-open
        pledge.mentor_answer none none none none none none none none none none none none
        pledge.mentor_match none none none none none none none none none none here none
        pledge.mentor_waiting none none none none none none none none none none none none
        pledge.mentor_round none none none none none none none none none none here none
        pledge.mentor_round_change none none none none none none none none none none here none
        pledge.mentor_round_pair none none none none none none none none none none none none
        pledge.saved_weights none none none none none none none none none none none none
        pledge.national_advert none none none none none none none none none none none none
        pledge.national_advert_place none none none none none none none none none none none none
        pledge.national_advert_pass none none none none none none none none none none none none
        """;

    // Rows an actor may add a copy of. Left out are the tables whose rows carry the account that adds them: LeakTests.Nobody_writes_in_anothers_name.
    public const string Add = """
        pledge.authority         none     none           none       none  none        none  none none none  none  none  none
        pledge.team              none     none           none       none  none        here  none none none  none  none  none
        pledge.staff_member      none     none           none       none  none        here  none none none  none  none  none
        identity.account         none     none           none       none  young       here  none none none  none  partners  partners
        identity.account_claim   mine     mine           mine       mine  young+mine  here  all  here all   none  mine  mine
        identity.account_login   mine     mine           mine       mine  young+mine  here  all  here all   none  mine  mine
        identity.account_token   mine     mine           mine       mine  young+mine  here  all  here all   none  mine  mine
        identity.new_address     mine     mine           mine       mine  mine        mine  none none  none  none  mine  mine
        identity.sign_in_code    none     none           none       none  none        none  all  none none  none  none  none
        identity.sign_in_try      none     none           none       none  none        none  all  none none  none  none  none
        pledge.young_person      none     none           none       none  here        none  none none none  here  none  none
        pledge.assignment        none     none           none       none  here        here  none none none  none  none  none
        pledge.document_chunk    none     none           none       none  none        none  none none  none  none  none  none
        pledge.care_episode      none     none           none       none  here        none  none none none  here  none  none
        pledge.legal_status      none     caseload       team       none  here        none  none none none  here  none  none
        pledge.fact              none     caseload       team       none  here        none  none none none  here  none  none
        pledge.edition           none     none           none       none  none        here  none none none  none  none  none
        pledge.promise           none     none           none       none  none        here  none none none  none  none  none
        pledge.answer            me       none           none       none  none        none  none none none  none  none  none
        pledge.pathway_plan      none     caseload       team       none  none        none  none none none  none  none  none
        pledge.plan_review       none     caseload       team       none  none        none  none none none  none  none  none
        pledge.plan_action       none     caseload       team       none  none        none  none none none  none  none  none
        pledge.plan_version      none     caseload       team       none  none        none  none none  none  none  none  none
        pledge.plan_part         none     caseload       team       none  none        none  none none  none  none  none  none
        pledge.plan_step         none     caseload       team       none  none        none  none none  none  none  none  none
        pledge.plan_version_action none     none           none       none  none        none  none none  none  none  none  none
        pledge.relationship      me       none           none       none  none        none  none none none  none  none  none
        pledge.outside_look      none     mine           mine       none  none        none  none none none  none  none  none
        pledge.clock_setting     none     none           none       none  none        here  none none none  none  none  none
        pledge.reminder_choice   mine     mine           mine       mine  mine        mine  all  none none  none  mine  mine
        pledge.address_standing  none     none           none       none  none        none  none none  none  none  none  none
        pledge.reminder_setting  mine     mine           mine       mine  mine        mine  none none  none  none  mine  mine
        pledge.reminder_plan     none     none           none       none  none        none  none here  none  none  none  none
        pledge.channel_switch    none none none none none here none none none none  none  none
        pledge.message           here     here           here       here  here        here  all  here here  here  here  here
        pledge.import_run        none     none           none       none  here        none  none none none  here  none  none
        pledge.import_refusal    none     none           none       none  here        none  none none none  here  none  none
        pledge.oc3_row           none     none           none       none  here        none  none none none  here  none  none
        pledge.indicator_target  none     none           none       none  none        here  none none none  none  none  none
        pledge.draft             mine     mine           mine       mine  mine        mine  none none  none  none  mine  mine
        pledge.appointment       none     caseload       team       none  none        none  none none  none  none  none  none
        pledge.calendar_feed     mine     none           none       none  none        none  none none  none  none  none  none
        pledge.caseload_view     mine     mine           mine       mine  mine        mine  none none  none  none  mine  mine
        pledge.joining_request none none none none none none asked none none none none none
        pledge.mentor_round_pair none none none none none none none none none none none none
        pledge.national_advert none none none none none none none none none none none none
        pledge.national_advert_place none none none none none none none none none none none none
        pledge.national_advert_pass none none none none none none none none none none none none
        """;

    public static IEnumerable<string[]> Lines(string rules) => rules.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    public static string InsertableColumns(string table) =>
        $"select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute where attrelid = '{table}'::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = ''";
}
