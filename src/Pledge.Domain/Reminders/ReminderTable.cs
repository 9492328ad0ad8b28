using Pledge.Domain.Clocks;
using Pledge.Domain.Mentoring;

namespace Pledge.Domain.Reminders;

// The table itself: every message Pledge ever sends is a row here.
public sealed partial record ReminderRule
{
    public static ReminderRule MessageFromWorker { get; } = new("message-from-worker", ReminderAudience.YoungPerson, null, [], StaleAfterDays: 3, CanBeTurnedOff: true, CanBeSentAgain: true,
        "Local: what a worker writes for a young person reaches them the same day, at most once a day")
    { Kind = ReminderKind.Messages };

    public static ReminderRule NewMessageForYoungPerson { get; } = new("new-message", ReminderAudience.YoungPerson, null, [], StaleAfterDays: 7, CanBeTurnedOff: true, CanBeSentAgain: true,
        "Local: whoever has a message hears of it once, until they have read it")
    { Kind = ReminderKind.Messages };

    public static ReminderRule NewMessageForWorker { get; } = new("new-message", ReminderAudience.Staff, null, [], StaleAfterDays: 7, CanBeTurnedOff: false, CanBeSentAgain: true,
        "Local: a young person's message has an answer within three working days, so the worker hears of it once, until they have read it");

    /// <summary>A new worker, or somebody who stands in: who and from when is on the page, not in the mail.</summary>
    public static ReminderRule WorkerNews { get; } = new("worker-news", ReminderAudience.YoungPerson, null, [], StaleAfterDays: 14, CanBeTurnedOff: false, CanBeSentAgain: true,
        "Local: nobody finds out that their worker changed by meeting a stranger");

    /// <summary>A copy of their record that they asked for.</summary>
    public static ReminderRule RecordReady { get; } = new("record-ready", ReminderAudience.YoungPerson, null, [], StaleAfterDays: 7, CanBeTurnedOff: false, CanBeSentAgain: true,
        "Asked for by the person; there for seven days");

    public static ReminderRule CorrectionAsked { get; } = new("correction-asked", ReminderAudience.Staff, null, [], StaleAfterDays: 14, CanBeTurnedOff: false, CanBeSentAgain: true,
        "UK GDPR, article 12(3): whoever asks for a correction has an answer within a month");

    public static ReminderRule OutsideLook { get; } = new("outside-look", ReminderAudience.Staff, null, [], StaleAfterDays: 7, CanBeTurnedOff: false, CanBeSentAgain: true,
        "Local: the managers of a young person's worker hear at once when somebody outside the team opens the record and says why");

    /// <summary>An appointment was made, moved, cancelled or agreed by the worker.</summary>
    public static ReminderRule AppointmentNewsForYoungPerson { get; } = new("appointment-news", ReminderAudience.YoungPerson, null, [], StaleAfterDays: 14, CanBeTurnedOff: true, CanBeSentAgain: true,
        "Local: nobody stands before a closed door, or forgets to say yes")
    { Kind = ReminderKind.Appointments };

    /// <summary>As <see cref="AppointmentNewsForYoungPerson"/>, by the young person.</summary>
    public static ReminderRule AppointmentNewsForWorker { get; } = new("appointment-news", ReminderAudience.Staff, null, [], StaleAfterDays: 14, CanBeTurnedOff: false, CanBeSentAgain: true,
        "Local: as above, for the worker");

    /// <summary>Several reminders of one morning in one message.</summary>
    public static ReminderRule DigestForYoungPerson { get; } = new("digest", ReminderAudience.YoungPerson, null, [], StaleAfterDays: 3, CanBeTurnedOff: true, CanBeSentAgain: true,
        "Local: one message instead of many; each line in it could be turned off and was not");

    /// <inheritdoc cref="DigestForYoungPerson"/>
    public static ReminderRule DigestForStaff { get; } = new("digest", ReminderAudience.Staff, null, [], StaleAfterDays: 3, CanBeTurnedOff: false, CanBeSentAgain: true,
        "Local: one message instead of many")
    { WorkingDaysOnly = true };

    /// <summary>How the week begins for a worker or a manager: how many things are late, and how many are due.</summary>
    public static ReminderRule WeeklyDigest { get; } = new("weekly-digest", ReminderAudience.Staff, null, [], StaleAfterDays: 3, CanBeTurnedOff: true, CanBeSentAgain: true,
        "Local: on the first working day of a week a worker sees their caseload before it sees them")
    { WorkingDaysOnly = true };

    /// <summary>Somebody of a match is worried: at once, at night too, and alone.</summary>
    public static ReminderRule MentorConcern { get; } = new("mentor-concern", ReminderAudience.Staff, null, [], StaleAfterDays: 14, CanBeTurnedOff: false, CanBeSentAgain: true,
        "Local: a worry about somebody's safety reaches their worker, the worker's manager and every coordinator in the minute in which it is said")
    { IsAtOnce = true };

    /// <summary>Every rule.</summary>
    public static IReadOnlyList<ReminderRule> All { get; } =
    [
        Duty("contact-due", ClockRule.ContactDue, [new("before", -7), new("late", 1), Manager(14), Service(28)],
            "Local: the worker hears a week before the local standard runs out and on the day after; the team's manager after two weeks, the service's after four"),
        Duty("first-visit-due", ClockRule.FirstVisitDue, [new("before", -3), new("late", 1), Manager(4), Service(8)],
            "Local: three days' notice of the seven that regulation 8(2) gives; it rises fast because the law's time is short"),
        Duty("visit-due", ClockRule.VisitDue, [new("before", -14), new("late", 1), Manager(7), Service(14)],
            "Local: two weeks to arrange a visit under regulation 8(2)"),
        Duty("needs-assessment-due", ClockRule.NeedsAssessmentDue, [new("before", -28), new("late", 1), Manager(7), Service(21)],
            "Local: four weeks to finish an assessment under regulation 42"),
        Duty("early-review-due", ClockRule.EarlyReviewDue, [new("before", -14), new("late", 1), Manager(7), Service(14)],
            "Local: two weeks to prepare the review after a move"),
        Duty("plan-review-due", ClockRule.PlanReviewDue, [new("before", -28), new("soon", -7), new("today", 0), new("late", 1), Manager(14), Service(28)],
            "Local: a review under regulation 7 takes four weeks to prepare"),
        new("plan-review-due", ReminderAudience.YoungPerson, ClockRule.PlanReviewDue, [new("before", -14)], StaleAfterDays: 14, CanBeTurnedOff: true, CanBeSentAgain: true,
            "Local: two weeks to think about what to say at the review") { Kind = ReminderKind.Plan },
        Duty("review-asked-for", ClockRule.ReviewAskedFor, [new("before", -28), new("late", 1), Manager(7), Service(21)],
            "Local: the worker hears the same day that a review is wanted, and when it is late"),
        Duty("yearly-offer-due", ClockRule.YearlyOfferDue, [new("before", -14), new("late", 1), Manager(28)],
            "Statutory guidance of 2018: from 21 to 25 support is offered again at least once a year"),
        // The clock runs only while the window is open, so the first moment is the day it opens, however long the authority made it.
        Duty("return-window-closes", ClockRule.ReturnWindowCloses, [new("open", 0, MonthsFromDue: -12), new("closing", -14)],
            "Local: the worker hears when the time begins in which where and how somebody is counts for the SSDA903 return, and two weeks before it ends") with { StaleAfterDays = 15 },
        Turning(18, ClockRule.Turns18), Turning(21, ClockRule.Turns21), Turning(25, ClockRule.Turns25),
        TurningSoon(18, ClockRule.Turns18), TurningSoon(21, ClockRule.Turns21), TurningSoon(25, ClockRule.Turns25),

        new("plan-waiting", ReminderAudience.YoungPerson, null, [new("first", 3), new("again", 14)], StaleAfterDays: 14, CanBeTurnedOff: true, CanBeSentAgain: true,
            "Local: a plan is agreed by the person whose it is, so it waits for them twice and then for their worker") { Kind = ReminderKind.Plan, IsFound = true },
        Found("plan-waiting", [new("first", 28)],
            "Local: a plan that nobody agreed to after four weeks is talked about, not mailed about"),
        Found("plan-to-approve", [new("first", 3, ReminderStep.TeamManager), new("again", 10, ReminderStep.ServiceManager)],
            "Local: a plan that waits for a manager keeps a young person waiting"),
        new("action-due", ReminderAudience.YoungPerson, null, [new("before", -3), new("late", 1)], StaleAfterDays: 7, CanBeTurnedOff: true, CanBeSentAgain: true,
            "Local: what they said they would do, three days before and once after") { Kind = ReminderKind.Plan, IsFound = true },
        Found("action-due", [new("before", -7), new("late", 1), Manager(14)],
            "Local: what a worker said they would do, a week before and once after; then their manager asks"),
        Found("message-unanswered", [new("due", 0), new("late", 1), Manager(4), Service(11)],
            "Local: a young person's message has an answer within three working days"),
        Found("correction-due", [new("before", -7), new("late", 1), Manager(4), Service(11)],
            "UK GDPR, article 12(3): an answer within a month"),
        Found("check-lapsing", [new("two-months", -60), new("one-month", -30), new("one-week", -7), new("late", 1), Manager(8)],
            "Local: whoever works alone with a young person has a check that is good, so it is asked for again two months before it runs out"),
        Lapse("clearance-lapses", "Local: a lapse stops new matches at once, so whoever keeps the register of mentors hears of it in time to have the check done again"),
        Lapse("training-lapses", "Local: as above, for the courses and the code of conduct"),
        new("mentor-to-answer", ReminderAudience.YoungPerson, null, [new("first", 0), new("again", 7)], StaleAfterDays: 7, CanBeTurnedOff: true, CanBeSentAgain: true,
            "Local: a proposal is open for two weeks, so whoever is asked hears at once and once more in the middle") { Kind = ReminderKind.Messages, IsFound = true },
        new("mentor-news", ReminderAudience.YoungPerson, null, [new("told", 0)], StaleAfterDays: 7, CanBeTurnedOff: true, CanBeSentAgain: true,
            "Local: whoever waits for somebody's yes hears what came of it, whatever it is") { Kind = ReminderKind.Messages, IsFound = true },
        Found("mentor-to-ask", [new("first", 0), new("again", 7)],
            "Local: as for young people; a coordinator asks the mentor who does not sign in"),
        OfMentoring("mentor-asked", ReminderAudience.Staff, [new("first", 0), new("again", 7)], "Local: as for young people, for the mentor who answers for themselves"),
        OfMentoring("mentor-meeting-tomorrow", ReminderAudience.YoungPerson, [new("tomorrow", -1)], "Local: a meeting is kept by two people, and both are reminded the day before") with { StaleAfterDays = 1, Kind = ReminderKind.Appointments },
        OfMentoring("mentor-meeting-tomorrow", ReminderAudience.Staff, [new("tomorrow", -1)], "Local: as above, for the mentor") with { StaleAfterDays = 1 },
        OfMentoring("mentor-quiet", ReminderAudience.Staff, [new("three-weeks", MatchHealth.NudgeDays), new("four-weeks", MatchHealth.NudgeAgainDays)],
            "Local: matches end by silence, so a mentor is asked after three weeks without a meeting and again after four; after six a coordinator sees it"),
        OfMentoring("mentor-check-in", ReminderAudience.Staff, [new("due", 0), new("late", 14)],
            "Local: a coordinator asks each side by itself after one, three, six and twelve months; most matches that fail do so in the first") with { WorkingDaysOnly = true },
        OfMentoring("mentor-may-not-meet", ReminderAudience.Staff, [new("first", 0), new("again", 3), new("week", 7)],
            "Local: a mentor whose check or course is not good any more, or who is not available, meets nobody; whoever looks after mentoring hears of each match it touches until it is put right or ended"),
        OfMentoring("mentor-agreement", ReminderAudience.YoungPerson, [new("first", 1), new("again", 7)], "Local: what one wrote waits for the other's yes"),
        OfMentoring("mentor-agreement", ReminderAudience.Staff, [new("first", 1), new("again", 7)], "Local: as above, for the mentor"),
        OfMentoring("mentor-ending", ReminderAudience.YoungPerson, [new("two-weeks", -14)], "Local: an end that is seen coming can be a good one") with { StaleAfterDays = 13 },
        OfMentoring("mentor-ending", ReminderAudience.Staff, [new("two-weeks", -14)], "Local: as above, for the mentor") with { StaleAfterDays = 13 },
        OfMentoring("mentor-ended", ReminderAudience.YoungPerson, [new("told", 1)], "Local: whoever planned an end hears that the day is past, and that a goodbye can still be said"),
        OfMentoring("mentor-ended", ReminderAudience.Staff, [new("told", 1)], "Local: as above, for the mentor"),
        new("mentor-concern-unread", ReminderAudience.Staff, null, [new("again", 1), new("manager", 2, ReminderStep.TeamManager), new("service", 3, ReminderStep.ServiceManager), .. new[] { 7, 14, 21, 28 }.Select(day => new ReminderMoment($"day-{day}", day, ReminderStep.ServiceManager))], StaleAfterDays: 7, CanBeTurnedOff: false, CanBeSentAgain: true,
            "Local: a worry to which nobody has written what was done is told again the next day, rises on each of the two after it, on days off too, and then is told every week for four") { IsFound = true, CanBePaused = false },
        new("application-news", ReminderAudience.YoungPerson, null, [new("told", 0)], StaleAfterDays: 7, CanBeTurnedOff: true, CanBeSentAgain: true,
            "Local: whoever applied hears what the employer says on the day on which it is known") { Kind = ReminderKind.Messages, IsFound = true },
        Found("application-came", [new("told", 0)],
            "Local: somebody who applied is waiting, so the employer hears of it"),
        Found("application-to-answer", [new("before", -3), new("late", 1)],
            "Local: an employer answers by the day the young person was told, and hears before and once after"),
        new("opportunity-closing", ReminderAudience.YoungPerson, null, [new("week", -7), new("two-days", -2)], StaleAfterDays: 2, CanBeTurnedOff: true, CanBeSentAgain: true,
            "Local: what somebody kept for later is not missed because a day passed") { Kind = ReminderKind.Messages, IsFound = true },
        new("opportunity-closed", ReminderAudience.YoungPerson, null, [new("told", 0)], StaleAfterDays: 7, CanBeTurnedOff: true, CanBeSentAgain: true,
            "Local: whoever thought of a place hears that it is gone, and that it is not because of them") { Kind = ReminderKind.Messages, IsFound = true },
        new("placement-start", ReminderAudience.YoungPerson, null, [new("first", 1), new("again", 8)], StaleAfterDays: 7, CanBeTurnedOff: true, CanBeSentAgain: true,
            "Local: whoever took a place is asked the day after the start, and once more a week later") { Kind = ReminderKind.Messages, IsFound = true },
        Found("placement-start", [new("asked", 15)],
            "Local: where neither side said anything after two weeks, the worker asks"),
        new("placement-going", ReminderAudience.YoungPerson, null, [new("first", 0), new("again", 7)], StaleAfterDays: 7, CanBeTurnedOff: true, CanBeSentAgain: true,
            "Local: staying is what counts, so it is asked about after 13 and 26 weeks, as programmes for getting into work do") { Kind = ReminderKind.Messages, IsFound = true },
        Found("placement-going", [new("asked", 21)],
            "Local: where neither side said anything after three weeks, the worker asks"),
        Found("placement-to-tell", [new("asked", 1)],
            "Local: the employer is asked the same, once"),
        new("bursary-came", ReminderAudience.YoungPerson, null, [new("due", 0), new("again", 30)], StaleAfterDays: 14, CanBeTurnedOff: true, CanBeSentAgain: true,
            "Apprenticeship bursary for care leavers: claimed from the day of apprentice-bursary.csv and passed on within 30 days") { Kind = ReminderKind.Messages, IsFound = true },
        Found("bursary-came", [new("asked", 31)],
            "Local: money that did not come, or of which nobody said that it did, is asked for by the worker once the provider's 30 days are over"),
        Found("placement-to-confirm", [new("first", 1), new("again", 8)],
            "Local: what a young person or an employer says of a start or an end is no fact of the record before a worker confirms it"),
        new("application-forgotten", ReminderAudience.YoungPerson, null, [new("month", -30)], StaleAfterDays: 29, CanBeTurnedOff: true, CanBeSentAgain: true,
            "Local: what somebody wrote is not deleted before they could take a copy") { Kind = ReminderKind.Messages, IsFound = true },
        new("consultation-open", ReminderAudience.YoungPerson, null, [new("told", 0)], StaleAfterDays: 7, CanBeTurnedOff: true, CanBeSentAgain: true,
            "Local: whoever is asked hears of it on the first day") { Kind = ReminderKind.Messages, IsFound = true },
        new("consultation-closing", ReminderAudience.YoungPerson, null, [new("three-days", -3)], StaleAfterDays: 3, CanBeTurnedOff: true, CanBeSentAgain: true,
            "Local: whoever has not answered hears once more while there is time; that somebody answered is known, what they said is not") { Kind = ReminderKind.Messages, IsFound = true },
        new("consultation-results", ReminderAudience.YoungPerson, null, [new("told", 0)], StaleAfterDays: 14, CanBeTurnedOff: true, CanBeSentAgain: true,
            "Local: nobody is asked without being told what came of it, whether they answered or not") { Kind = ReminderKind.Messages, IsFound = true },
        new("forum-news", ReminderAudience.YoungPerson, null, [new("told", 0)], StaleAfterDays: 14, CanBeTurnedOff: true, CanBeSentAgain: true,
            "Local: whoever raised something with the forum hears each time that something comes of it") { Kind = ReminderKind.Messages, IsFound = true },
        Found("forum-waiting", [new("week", 7, ReminderStep.TeamManager), new("three-weeks", 21, ReminderStep.ServiceManager)],
            "Local: what a young person raises has an answer within a week, if only the day on which the forum talks about it"),
        new("work-found", ReminderAudience.YoungPerson, null, [new("told", 0)], StaleAfterDays: 7, CanBeTurnedOff: true, CanBeSentAgain: true,
            "Local: whoever asked to hear of new posts does, once a week at most") { Kind = ReminderKind.Messages, IsFound = true },
        Found("opportunity-ends", [new("week", -7)],
            "Local: an employer can keep a post open for longer while it is open"),
        Found("opportunity-decided", [new("told", 0)],
            "Local: whoever posted hears what a coordinator said"),
        Found("opportunity-to-approve", [new("first", 0), new("again", 3)],
            "Local: employers are told that a post is read within three working days"),
        Found("feedback-to-read", [new("first", 0), new("again", 3)],
            "Local: somebody waits for an answer while nobody has read it, so it is read within days"),
        Found("answers-late", [new("first", 1), new("again", 8)],
            "Local: an employer who does not answer is asked by whoever knows them"),
        Found("commitment-due", [new("before", -14), new("late", 1), new("again", 29)],
            "Local: what a signatory promised has an owner, who hears two weeks before its day, on the day after, and once more after four weeks; not when it is kept"),
        Found("board-action-due", [new("before", -7), new("late", 1), new("again", 15)],
            "Local: actions are followed up between meetings, so whoever does one hears a week before its day, on the day after, and once more after two weeks"),
        Found("quarter-to-publish", [new("first", 0), new("again", 14)],
            "Local: where figures are published, the board has those of a quarter six weeks after its end, or what the authority set; told until they are published"),
        Found("cannot-reach", [new("first", 0), Manager(7), Service(14)],
            "Local: losing touch is itself the risk, so an address that does not answer is somebody's to put right"),
        new("pledge-nudge", ReminderAudience.YoungPerson, null, [new("month", 0)], StaleAfterDays: 5, CanBeTurnedOff: true, CanBeSentAgain: true,
            "Local: whoever has not said for two months how it is going is asked, at most once a month") { Kind = ReminderKind.Pledge, IsFound = true },
        new("draft-unfinished", ReminderAudience.Anyone, null, [new("left", 2)], StaleAfterDays: 5, CanBeTurnedOff: true, CanBeSentAgain: true,
            "Local: what somebody began to write and did not send is found again, before it is thrown away") { Kind = ReminderKind.Messages, IsFound = true },

        Appointment("appointment-tomorrow", ReminderAudience.YoungPerson, new("tomorrow", -1)), Appointment("appointment-tomorrow", ReminderAudience.Staff, new("tomorrow", -1)),
        Appointment("appointment-soon", ReminderAudience.YoungPerson, new("soon", 0), hoursBefore: 2), Appointment("appointment-soon", ReminderAudience.Staff, new("soon", 0), hoursBefore: 2),
        new("appointment-to-answer", ReminderAudience.YoungPerson, null, [new("waiting", 2)], StaleAfterDays: 7, CanBeTurnedOff: true, CanBeSentAgain: true,
            "Local: a time that one side named is agreed when the other says yes, so whoever has not is asked once more") { Kind = ReminderKind.Appointments, IsFound = true },
        Found("appointment-to-answer", [new("waiting", 2)],
            "Local: as above, for the worker"),

        AppointmentNewsForYoungPerson,
        AppointmentNewsForWorker,
        MessageFromWorker,
        NewMessageForYoungPerson,
        NewMessageForWorker,
        WorkerNews,
        RecordReady,
        DigestForYoungPerson,
        DigestForStaff,
        WeeklyDigest,
        new("dip-sample-sent", ReminderAudience.Staff, null, [], StaleAfterDays: 14, CanBeTurnedOff: false, CanBeSentAgain: true, "Local: feedback that nobody reads helps nobody"),
        new("dip-sample-answered", ReminderAudience.Staff, null, [], StaleAfterDays: 14, CanBeTurnedOff: false, CanBeSentAgain: true, "Local: as above, for the manager who sent it"),
        CorrectionAsked,
        MentorConcern,
        new("hand-over-offered", ReminderAudience.Staff, null, [], StaleAfterDays: 7, CanBeTurnedOff: false, CanBeSentAgain: true, "Local: a hand-over waits for nobody to look by chance"),
        new("hand-over-answered", ReminderAudience.Staff, null, [], StaleAfterDays: 7, CanBeTurnedOff: false, CanBeSentAgain: true, "Local: as above, for whoever asked"),
        OutsideLook,
        new("sign-in-code", ReminderAudience.Anyone, null, [], StaleAfterDays: 0, CanBeTurnedOff: false, CanBeSentAgain: false, "Asked for by the person; useless after ten minutes") { IsAtOnce = true },
        new("address-code", ReminderAudience.Anyone, null, [], StaleAfterDays: 0, CanBeTurnedOff: false, CanBeSentAgain: false, "Asked for by the person; proves that a new address is theirs") { IsAtOnce = true, IsToAnotherAddress = true },
        new("address-changed", ReminderAudience.Anyone, null, [], StaleAfterDays: 1, CanBeTurnedOff: false, CanBeSentAgain: false, "Local: whoever takes over somebody's account by changing the address is noticed at the old one") { IsAtOnce = true, IsToAnotherAddress = true },
        new("joining-received", ReminderAudience.Staff, null, [], StaleAfterDays: 1, CanBeTurnedOff: false, CanBeSentAgain: false, "Local: as below, that what they wrote has arrived") { IsAtOnce = true, IsToAnotherAddress = true },
        new("joining-turned-down", ReminderAudience.Staff, null, [], StaleAfterDays: 7, CanBeTurnedOff: false, CanBeSentAgain: false, "Local: whoever asked to become a partner is answered; they have no account, so the mail is the coordinator's") { IsAtOnce = true, IsToAnotherAddress = true },
        new("organisation-joined", ReminderAudience.Staff, null, [], StaleAfterDays: 7, CanBeTurnedOff: false, CanBeSentAgain: true, "Local: nobody gets rights in an organisation without hearing of it") { IsAtOnce = true },
        new("invitation", ReminderAudience.Staff, null, [], StaleAfterDays: 0, CanBeTurnedOff: false, CanBeSentAgain: true, "Sent by the administrator; the link lasts three days") { IsAtOnce = true },
        new("invitation", ReminderAudience.YoungPerson, null, [], StaleAfterDays: 0, CanBeTurnedOff: false, CanBeSentAgain: true, "Sent by the data officer or administrator") { IsAtOnce = true },
    ];

    private static ReminderMoment Manager(int days) => new("manager", days, ReminderStep.TeamManager);

    private static ReminderMoment Service(int days) => new("service", days, ReminderStep.ServiceManager);

    /// <summary>What a worker owes. It cannot be turned off: the law, or our own standard, asks for it.</summary>
    private static ReminderRule Duty(string key, ClockRule clock, IReadOnlyList<ReminderMoment> moments, string source) =>
        new(key, ReminderAudience.Staff, clock, moments, StaleAfterDays: 7, CanBeTurnedOff: false, CanBeSentAgain: true, source) { WorkingDaysOnly = true };

    private static ReminderRule Found(string key, IReadOnlyList<ReminderMoment> moments, string source) =>
        new(key, ReminderAudience.Staff, null, moments, StaleAfterDays: 7, CanBeTurnedOff: false, CanBeSentAgain: true, source) { WorkingDaysOnly = true, IsFound = true };

    /// <summary>Something of a mentor that runs out. It rises to nobody: managers do not see the register.</summary>
    private static ReminderRule Lapse(string key, string source) => Found(key, [new("two-months", -60), new("one-month", -30), new("one-week", -7), new("late", 1)], source);

    /// <summary>Something of a match: a young person may turn it off, a mentor or coordinator not.</summary>
    private static ReminderRule OfMentoring(string key, ReminderAudience to, IReadOnlyList<ReminderMoment> moments, string source) =>
        new(key, to, null, moments, StaleAfterDays: 7, CanBeTurnedOff: to is ReminderAudience.YoungPerson, CanBeSentAgain: true, source)
        { IsFound = true, Kind = to is ReminderAudience.YoungPerson ? ReminderKind.Messages : ReminderKind.Needed };

    private static ReminderRule Appointment(string key, ReminderAudience to, ReminderMoment moment, int? hoursBefore = null) =>
        new(key, to, null, [moment], StaleAfterDays: 1, CanBeTurnedOff: to is ReminderAudience.YoungPerson, CanBeSentAgain: true,
            "Local: an appointment is kept by two people, and both are reminded the day before and two hours before")
        { IsFound = true, HoursBefore = hoursBefore, Kind = to is ReminderAudience.YoungPerson ? ReminderKind.Appointments : ReminderKind.Needed };

    private static ReminderRule Turning(int age, ClockRule clock) =>
        Duty($"turns-{age}", clock, [new("six-months", 0, MonthsFromDue: -6), new("three-months", 0, MonthsFromDue: -3), new("one-month", 0, MonthsFromDue: -1)],
            $"Local: what ends or changes at {age} is arranged half a year before") with
        { StaleAfterDays = 28 };

    private static ReminderRule TurningSoon(int age, ClockRule clock) =>
        new($"turns-{age}", ReminderAudience.YoungPerson, clock, [new("three-months", 0, MonthsFromDue: -3), new("one-month", 0, MonthsFromDue: -1)], StaleAfterDays: 28, CanBeTurnedOff: true, CanBeSentAgain: true,
            $"Local: what ends or changes at {age} is no surprise to the person it happens to")
        { Kind = ReminderKind.Plan };
}
