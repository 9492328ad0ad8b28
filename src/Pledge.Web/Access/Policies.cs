using Microsoft.AspNetCore.Authorization;
using Pledge.Domain.Organisations;

namespace Pledge.Web.Access;

/// <summary>What a signed-in person may try, by role. Claims only; which rows they reach is decided in the database.</summary>
public static class Policies
{
    /// <summary>Any signed-in person: home, their own sign-in settings.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>Whoever signs in with a password: their authenticator app and recovery codes.</summary>
    public const string Staff = "staff";

    /// <summary>A young person at their own pledge, plan, reminders and record.</summary>
    public const string OwnPledge = "own-pledge";

    /// <summary>An adviser or manager at the young people they reach.</summary>
    public const string WorkWithYoungPeople = "work-with-young-people";

    /// <summary>Record what is true of a young person: their workers, and a data officer who puts right what the yearly return asks.</summary>
    public const string RecordFacts = "record-facts";

    /// <summary>An adviser's, manager's, coordinator's, mentor's or employer's own reminders of their work.</summary>
    public const string SeeWorkReminders = "see-work-reminders";

    /// <summary>Find a young person of the authority by name or child id.</summary>
    public const string FindPeople = "find-people";

    /// <summary>Messages: a young person with their worker, an adviser or manager with the young people they reach.</summary>
    public const string ExchangeMessages = "exchange-messages";

    /// <summary>Look for work and learning: a young person, and their worker beside them.</summary>
    public const string LookForWork = "look-for-work";

    /// <summary>A manager at the plans that wait for them.</summary>
    public const string ApprovePlans = "approve-plans";

    /// <summary>A manager at the board of their team, what slipped and dip samples.</summary>
    public const string LeadTeam = "lead-team";

    /// <summary>Ask young people, read what they say and tell them what came of it: consultations and the forum. Managers alone, as young people are told.</summary>
    public const string RunParticipation = "run-participation";

    /// <summary>That notes are kept from young people, why and until when: their workers, and administrators for an inspector.</summary>
    public const string SeeNotesKeptBack = "see-notes-kept-back";

    /// <summary>Figures without people.</summary>
    public const string ReadBoard = "read-board";

    /// <summary>Exact figures of the service, before they are made safe for a board.</summary>
    public const string SeeFigures = "see-figures";

    /// <summary>What the board wants done and decided: whoever writes its minutes and follows them up.</summary>
    public const string RunBoard = "run-board";

    /// <summary>What signatories promised: whoever records it.</summary>
    public const string RunCommitments = "run-commitments";

    /// <summary>Commitments and actions: the board and whoever runs it, and whoever else keeps some, at their own.</summary>
    public const string AnswerToBoard = "answer-to-board";

    /// <summary>Load the cohort.</summary>
    public const string LoadCohort = "load-cohort";

    /// <summary>Work out, put right, keep and fetch the yearly return.</summary>
    public const string MakeReturns = "make-returns";

    /// <summary>Which returns were kept, when and by whom.</summary>
    public const string ReadReturns = "read-returns";

    /// <summary>The list of young people: names, accounts, who their worker is.</summary>
    public const string KeepPeople = "keep-people";

    /// <summary>The register of mentors and partner organisations.</summary>
    public const string RunMentoring = "run-mentoring";

    /// <summary>A mentor or somebody of a partner organisation at what is theirs.</summary>
    public const string BePartner = "be-partner";

    /// <summary>A young person and their mentor at what they do together. Which of the two somebody is, and of which match, the database knows.</summary>
    public const string BeInMatch = "be-in-match";

    /// <summary>Say that one is worried: from every page of a match.</summary>
    public const string RaiseConcern = "raise-concern";

    /// <summary>Worries out of matches: a young person's worker and manager, and coordinators.</summary>
    public const string AnswerConcerns = "answer-concerns";

    /// <summary>The people of a partner organisation: a coordinator, and those people themselves.</summary>
    public const string SeeOrganisation = "see-organisation";

    /// <summary>Accounts, promises, settings, audit.</summary>
    public const string Administer = "administer";

    public static AuthorizationBuilder AddPledgePolicies(this AuthorizationBuilder builder) => builder
        .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
        .AddPolicy(SignedIn, policy => policy.RequireAuthenticatedUser())
        .AddPolicy(Staff, policy => policy.RequireRole([.. Roles.Staff, Roles.Partner]))
        .AddPolicy(OwnPledge, policy => policy.RequireRole(Roles.YoungPerson))
        .AddPolicy(WorkWithYoungPeople, policy => policy.RequireRole(Roles.Adviser, Roles.Manager))
        .AddPolicy(RecordFacts, policy => policy.RequireRole(Roles.Adviser, Roles.Manager, Roles.DataOfficer))
        .AddPolicy(SeeWorkReminders, policy => policy.RequireRole(Roles.Adviser, Roles.Manager, Roles.Coordinator, Roles.Partner))
        .AddPolicy(FindPeople, policy => policy.RequireRole(Roles.Adviser, Roles.Manager, Roles.DataOfficer, Roles.Administrator))
        .AddPolicy(ExchangeMessages, policy => policy.RequireRole(Roles.YoungPerson, Roles.Adviser, Roles.Manager))
        .AddPolicy(LookForWork, policy => policy.RequireRole(Roles.YoungPerson, Roles.Adviser, Roles.Manager))
        .AddPolicy(ApprovePlans, policy => policy.RequireRole(Roles.Manager))
        .AddPolicy(LeadTeam, policy => policy.RequireRole(Roles.Manager))
        .AddPolicy(RunParticipation, policy => policy.RequireRole(Roles.Manager))
        .AddPolicy(SeeNotesKeptBack, policy => policy.RequireRole(Roles.Adviser, Roles.Manager, Roles.Administrator))
        .AddPolicy(ReadBoard, policy => policy.RequireRole(Roles.Board, Roles.Manager, Roles.DataOfficer, Roles.Administrator))
        .AddPolicy(SeeFigures, policy => policy.RequireRole(Roles.Manager, Roles.DataOfficer, Roles.Administrator))
        .AddPolicy(RunBoard, policy => policy.RequireRole([.. Roles.BoardRunners]))
        .AddPolicy(RunCommitments, policy => policy.RequireRole([.. Roles.BoardRunners, Roles.Coordinator]))
        .AddPolicy(AnswerToBoard, policy => policy.RequireRole([.. Roles.BoardRunners, Roles.Board, Roles.Coordinator, Roles.Partner]))
        .AddPolicy(LoadCohort, policy => policy.RequireRole(Roles.DataOfficer))
        .AddPolicy(MakeReturns, policy => policy.RequireRole(Roles.DataOfficer))
        .AddPolicy(ReadReturns, policy => policy.RequireRole(Roles.DataOfficer, Roles.Administrator))
        .AddPolicy(KeepPeople, policy => policy.RequireRole(Roles.DataOfficer, Roles.Administrator))
        .AddPolicy(RunMentoring, policy => policy.RequireRole(Roles.Coordinator))
        .AddPolicy(BePartner, policy => policy.RequireRole(Roles.Partner))
        .AddPolicy(BeInMatch, policy => policy.RequireRole(Roles.YoungPerson, Roles.Partner))
        .AddPolicy(RaiseConcern, policy => policy.RequireRole(Roles.YoungPerson, Roles.Partner, Roles.Coordinator))
        .AddPolicy(AnswerConcerns, policy => policy.RequireRole(Roles.Adviser, Roles.Manager, Roles.Coordinator))
        .AddPolicy(SeeOrganisation, policy => policy.RequireRole(Roles.Coordinator, Roles.Partner))
        .AddPolicy(Administer, policy => policy.RequireRole(Roles.Administrator));
}
