using Npgsql;

namespace Pledge.Tests.Features.Figures;

/// <summary>Every figure worked out once more, slowly and by hand from the rows, person by person. It shares no rule with the program: what agrees with it was written twice.</summary>
internal sealed class NaiveFigures
{
    public sealed record Counted(int Met, int NotMet, int NoInformation, int Sum, int Over, IReadOnlyDictionary<string, int> Excluded);

    private sealed record Person(Guid Id, DateOnly Born);
    private sealed record Status(Guid Person, string Word, DateOnly From, DateOnly? To, DateTime At, DateTime? Until);
    private sealed record Fact(Guid Person, string Kind, DateOnly From, DateOnly? To, string Code, bool? Suitable, bool? Council, DateOnly? MovedIn, DateTime At, DateTime? Until);
    private sealed record Episode(Guid Person, DateOnly From, DateOnly? To, string? Place, DateTime At, DateTime? Until);
    private sealed record Contact(Guid Person, DateOnly On, string Outcome, string Channel, DateTime At, DateTime? Until);
    private sealed record Plan(Guid Person, DateOnly From, DateOnly? To, DateTime At);
    private sealed record Review(Guid Person, DateOnly On, DateTime At);
    private sealed record Version(Guid Id, Guid Person, int Number, DateTime? ApprovedAt);
    private sealed record Said(Guid Version, string Answer, DateTime At);
    private sealed record Turn(Guid Person, Guid Worker, DateOnly From, DateOnly? To, DateTime At);
    private sealed record Answer(Guid Person, string Promise, string Value, DateTime At);
    private sealed record Match(DateTime From, DateOnly? To);
    private sealed record Place(Guid Id, DateTime At);
    private sealed record Statement(Guid Place, string Side, DateOnly? Day);

    private readonly List<Person> _people = [];
    private readonly ILookup<Guid, Status> _statuses;
    private readonly ILookup<Guid, Fact> _facts;
    private readonly ILookup<Guid, Episode> _episodes;
    private readonly ILookup<Guid, Contact> _contacts;
    private readonly ILookup<Guid, Plan> _plans;
    private readonly ILookup<Guid, Review> _reviews;
    private readonly ILookup<Guid, Version> _versions;
    private readonly ILookup<Guid, Said> _said;
    private readonly ILookup<Guid, Turn> _turns;
    private readonly List<Answer> _answers, _views;
    private readonly List<Match> _matches;
    private readonly List<Place> _places;
    private readonly ILookup<Guid, Statement> _started;

    private NaiveFigures(Rows rows)
    {
        _people = rows.Read("select id, date_of_birth from pledge.young_person", r => new Person(r.Id(0), r.Day(1)!.Value));
        _statuses = rows.Read("select young_person_id, status, period_from, period_to, derived_at, superseded_at from pledge.legal_status",
            r => new Status(r.Id(0), r.Text(1)!, r.Day(2)!.Value, r.Day(3), r.At(4)!.Value, r.At(5))).ToLookup(row => row.Person);
        _facts = rows.Read("select young_person_id, kind, period_from, period_to, code, suitable, council_provided, moved_in_on, recorded_at, superseded_at from pledge.fact",
            r => new Fact(r.Id(0), r.Text(1)!, r.Day(2)!.Value, r.Day(3), r.Text(4)!, r.Yes(5), r.Yes(6), r.Day(7), r.At(8)!.Value, r.At(9))).ToLookup(row => row.Person);
        _episodes = rows.Read("select young_person_id, decom, dec, place, recorded_at, superseded_at from pledge.care_episode",
            r => new Episode(r.Id(0), r.Day(1)!.Value, r.Day(2), r.Text(3), r.At(4)!.Value, r.At(5))).ToLookup(row => row.Person);
        _contacts = rows.Read("select young_person_id, occurred_on, outcome, channel, recorded_at, superseded_at from pledge.contact",
            r => new Contact(r.Id(0), r.Day(1)!.Value, r.Text(2)!, r.Text(3)!, r.At(4)!.Value, r.At(5))).ToLookup(row => row.Person);
        _plans = rows.Read("select young_person_id, started_on, ended_on, recorded_at from pledge.pathway_plan",
            r => new Plan(r.Id(0), r.Day(1)!.Value, r.Day(2), r.At(3)!.Value)).ToLookup(row => row.Person);
        _reviews = rows.Read("select young_person_id, reviewed_on, recorded_at from pledge.plan_review", r => new Review(r.Id(0), r.Day(1)!.Value, r.At(2)!.Value)).ToLookup(row => row.Person);
        _versions = rows.Read("select id, young_person_id, number, approved_at from pledge.plan_version", r => new Version(r.Id(0), r.Id(1), r.Number(2), r.At(3))).ToLookup(row => row.Person);
        _said = rows.Read("select version_id, answer, recorded_at from pledge.plan_voice where matter is null and answer is not null", r => new Said(r.Id(0), r.Text(1)!, r.At(2)!.Value)).ToLookup(row => row.Version);
        _turns = rows.Read("select young_person_id, staff_member_id, period_from, period_to, recorded_at from pledge.assignment",
            r => new Turn(r.Id(0), r.Id(1), r.Day(2)!.Value, r.Day(3), r.At(4)!.Value)).ToLookup(row => row.Person);
        _answers = rows.Read("select young_person_id, promise_key, value, answered_at from pledge.answer", r => new Answer(r.Id(0), r.Text(1)!, r.Text(2)!, r.At(3)!.Value));
        _views = rows.Read("select young_person_id, promise_key, value, recorded_at from pledge.worker_view", r => new Answer(r.Id(0), r.Text(1)!, r.Text(2)!, r.At(3)!.Value));
        _matches = rows.Read("select started_at, ended_on from pledge.mentor_match", r => new Match(r.At(0)!.Value, r.Day(1)));
        _places = rows.Read("select id, taken_at from pledge.job_placement", r => new Place(r.Id(0), r.At(1)!.Value));
        _started = rows.Read("select placement_id, side, day from pledge.placement_statement where about = 'started' and superseded_at is null",
            r => new Statement(r.Id(0), r.Text(1)!, r.Day(2))).ToLookup(row => row.Place);
    }

    public static async Task<NaiveFigures> ReadAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        return new(new Rows(connection));
    }

    public Counted Of(string code, DateOnly on, DateTime knownAt)
    {
        var tally = new Tally();
        switch (code)
        {
            case "CL-ACC-1718" or "CL-ACC-1921" or "CL-EET-1718" or "CL-EET-1921" or "CL-NEET-1921" or "CL-HE-1921" or "CL-APP" or "CL-NIT-1921" or "CL-STAYPUT":
                var (youngest, oldest) = code.EndsWith("1718", StringComparison.Ordinal) ? (17, 18) : code == "CL-STAYPUT" ? (19, 20) : (19, 21);
                foreach (var person in _people)
                {
                    for (var age = youngest; age <= oldest; age++)
                        AtBirthday(tally, code, person, age, on, knownAt);
                }
                break;
            case "CL-2225":
                foreach (var person in _people)
                {
                    for (var age = 22; age <= 25; age++)
                    {
                        var birthday = Birthday(person.Born, age);
                        if (birthday <= on.AddYears(-1) || birthday > on || StatusOn(person, birthday.AddDays(-1), knownAt) != "former-relevant")
                            continue;
                        tally.Say(_contacts[person.Id].Any(contact => contact.Outcome == "made" && contact.On > on.AddYears(-1) && contact.On <= on && Known(contact.At, contact.Until, knownAt)));
                    }
                }
                break;
            case "CL-VISIT7":
                foreach (var person in _people)
                    Visits(tally, person, on, knownAt);
                break;
            case "CL-VOICE" or "CL-VIEW":
                var (begins, ends) = (EndOf(on.AddYears(-1)), EndOf(on));
                foreach (var given in (code == "CL-VIEW" ? _views : _answers).Where(answer => answer.At <= knownAt && answer.At < ends).GroupBy(answer => (answer.Person, answer.Promise)))
                {
                    var last = given.MaxBy(answer => answer.At)!;
                    if (last.At < begins)
                        continue;
                    if (last.Value == "not-for-me")
                        tally.LeaveOut("not-for-me");
                    else
                        tally.Say(last.Value == "true");
                }
                break;
            case "CL-MENTOR":
                foreach (var match in _matches.Where(match => match.From <= knownAt && match.From < EndOf(on) && (match.To is null || match.To > on)))
                    tally.Say(true);
                break;
            case "CL-OPP":
                foreach (var place in _places.Where(place => place.At <= knownAt))
                {
                    var says = _started[place.Id].ToList();
                    var day = (says.Find(one => one.Side == "worker") ?? says.Find(one => one.Side == "young-person") ?? says.Find(one => one.Side == "employer"))?.Day;
                    if (day > on.AddYears(-1) && day <= on)
                        tally.Say(true);
                }
                break;
            default:
                foreach (var person in _people)
                {
                    if (StatusOn(person, on, knownAt) is "eligible" or "relevant" or "former-relevant")
                        OfRightHolder(tally, code, person, on, knownAt);
                }
                if (code == "CL-PA-LOAD")
                    tally.Over = tally.Workers.Count;
                break;
        }
        return tally.Counted;
    }

    private void AtBirthday(Tally tally, string code, Person person, int age, DateOnly on, DateTime knownAt)
    {
        var birthday = Birthday(person.Born, age);
        if (birthday <= on.AddYears(-1) || birthday > on || StatusOn(person, birthday, knownAt) is not ("relevant" or "former-relevant"))
            return;
        var (inTouch, activity, home) = (Near(person, "in-touch", birthday, knownAt), Near(person, "activity", birthday, knownAt), Near(person, "home", birthday, knownAt));
        if (inTouch?.Code == "DIED")
        {
            tally.LeaveOut("died");
            return;
        }
        if (inTouch?.Code == "RHOM")
        {
            tally.LeaveOut("returned-home");
            return;
        }
        var does = activity?.Code ?? "0";
        bool? isWork = does[0] is 'F' or 'P' ? true : does[0] == 'G' ? false : null;
        switch (code)
        {
            case "CL-ACC-1718" or "CL-ACC-1921":
                if (home?.Code == "G")
                    tally.LeaveOut("abroad");
                else if (home?.Code == "H")
                    tally.LeaveOut("deported");
                else if (home?.Code == "R")
                    tally.LeaveOut("residence-not-known");
                else
                    tally.Say(home?.Suitable);
                break;
            case "CL-STAYPUT":
                var at18 = Birthday(person.Born, 18);
                var fostered = StatusOn(person, at18.AddDays(-1), knownAt) == "eligible" && _episodes[person.Id].Any(episode => episode.Place is ['U', ..] && episode.From < at18
                    && (episode.To is null || episode.To >= at18) && Known(episode.At, episode.Until, knownAt));
                if (!fostered)
                    tally.LeaveOut("not-fostered-at-18");
                else
                    tally.Say(home is null || home.Code == "0" ? null : home.Code == "Z");
                break;
            case "CL-NEET-1921":
                tally.Say(!isWork);
                break;
            case "CL-HE-1921":
                tally.Say(isWork is null ? null : does is "F1" or "P1");
                break;
            case "CL-APP":
                tally.Say(isWork is null || does is "F3" or "P3" ? null : does is "F4" or "P4");
                break;
            case "CL-NIT-1921":
                tally.Say(inTouch is null ? null : inTouch.Code == "NO" && does == "0");
                break;
            default:
                tally.Say(isWork);
                break;
        }
    }

    private void OfRightHolder(Tally tally, string code, Person person, DateOnly on, DateTime knownAt)
    {
        var ends = EndOf(on);
        var plan = _plans[person.Id].Where(one => one.From <= on && (one.To is null || one.To > on) && one.At <= knownAt).MaxBy(one => one.From);
        var isUnder21 = on < Birthday(person.Born, 21);
        switch (code)
        {
            case "CL-TOUCH":
                tally.Say(_contacts[person.Id].Any(contact => contact.Outcome == "made" && contact.On <= on && contact.On >= on.AddDays(-56) && Known(contact.At, contact.Until, knownAt)));
                break;
            case "CL-PLAN" when isUnder21:
                var last = plan is null ? null : _reviews[person.Id].Where(review => review.On <= on && review.At <= knownAt).Select(review => (DateOnly?)review.On).Append(plan.From).Max();
                tally.Say(last?.AddMonths(6) >= on);
                break;
            case "CL-PLAN-SEEN" when isUnder21:
                if (plan is null)
                    tally.LeaveOut("no-plan");
                else if (_versions[person.Id].Where(version => version.ApprovedAt < ends && version.ApprovedAt <= knownAt).MaxBy(version => version.Number) is not { } version)
                    tally.LeaveOut("on-paper");
                else
                    tally.Say(_said[version.Id].Where(one => one.At < ends && one.At <= knownAt).MaxBy(one => one.At) is { } said ? said.Answer == "agree" : null);
                break;
            case "CL-PA-CHG":
                var turns = _turns[person.Id].Where(turn => turn.At <= knownAt).OrderBy(turn => turn.From).ToList();
                if (!turns.Any(turn => turn.From <= on))
                {
                    tally.LeaveOut("no-worker");
                    break;
                }
                tally.Say(true);
                for (var i = 1; i < turns.Count; i++)
                {
                    if (turns[i].From > on.AddYears(-1) && turns[i].From <= on && turns[i].Worker != turns[i - 1].Worker)
                        tally.Sum++;
                }
                break;
            case "CL-PA-LOAD":
                foreach (var turn in _turns[person.Id].Where(turn => turn.At <= knownAt && turn.From <= on && (turn.To is null || turn.To > on)))
                {
                    tally.Say(true);
                    tally.Workers.Add(turn.Worker);
                }
                break;
            case "CL-BB":
                var home = _facts[person.Id].SingleOrDefault(fact => fact.Kind == "home" && fact.From <= on && (fact.To is null || fact.To > on) && Known(fact.At, fact.Until, knownAt));
                tally.Say(home is null || home.Code == "0" ? null : home.Code is "W" or "V" or "S" or "X");
                break;
        }
    }

    private void Visits(Tally tally, Person person, DateOnly on, DateTime knownAt)
    {
        var moves = new HashSet<DateOnly>();
        foreach (var fact in _facts[person.Id].Where(fact => fact.Kind == "home" && Known(fact.At, fact.Until, knownAt)))
        {
            var moved = fact.MovedIn ?? fact.From;
            var status = StatusOn(person, moved, knownAt);
            if (status is "relevant" or "former-relevant" && (fact.Council ?? (status == "relevant" && fact.Code is "C" or "D" or "E")) && moved > on.AddYears(-1) && moved <= on)
                moves.Add(moved);
        }
        foreach (var moved in moves)
        {
            var visited = _contacts[person.Id].Any(contact => contact is { Outcome: "made", Channel: "face-to-face" } && contact.On >= moved && contact.On <= moved.AddDays(7) && contact.On <= on
                && Known(contact.At, contact.Until, knownAt));
            if (!visited && moved.AddDays(7) >= on)
                tally.LeaveOut("not-due");
            else
                tally.Say(visited);
        }
    }

    private string? StatusOn(Person person, DateOnly day, DateTime knownAt) =>
        _statuses[person.Id].SingleOrDefault(status => status.From <= day && (status.To is null || status.To > day) && Known(status.At, status.Until, knownAt))?.Word;

    // From three months before the birthday to one after: what held on it, else what was last, else what came next.
    private Fact? Near(Person person, string kind, DateOnly birthday, DateTime knownAt)
    {
        var known = _facts[person.Id].Where(fact => fact.Kind == kind && Known(fact.At, fact.Until, knownAt)).ToList();
        return known.Find(fact => fact.From <= birthday && (fact.To is null || fact.To > birthday))
            ?? known.Where(fact => fact.To <= birthday && fact.To > birthday.AddMonths(-3)).MaxBy(fact => fact.From)
            ?? known.Where(fact => fact.From > birthday && fact.From <= birthday.AddMonths(1)).MinBy(fact => fact.From);
    }

    private static bool Known(DateTime at, DateTime? until, DateTime knownAt) => at <= knownAt && (until is null || until > knownAt);

    private static DateOnly Birthday(DateOnly born, int age) =>
        born is { Month: 2, Day: 29 } && !DateTime.IsLeapYear(born.Year + age) ? new(born.Year + age, 3, 1) : new(born.Year + age, born.Month, born.Day);

    private static DateTime EndOf(DateOnly day) =>
        TimeZoneInfo.ConvertTimeToUtc(day.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));

    private sealed class Tally
    {
        private readonly Dictionary<string, int> _excluded = [];
        private int _met, _notMet, _unknown;

        public int Sum { get; set; }
        public int Over { get; set; }
        public HashSet<Guid> Workers { get; } = [];
        public Counted Counted => new(_met, _notMet, _unknown, Sum, Over, _excluded);

        public void Say(bool? met) => _ = met switch { true => _met++, false => _notMet++, _ => _unknown++ };

        public void LeaveOut(string reason) => _excluded[reason] = _excluded.GetValueOrDefault(reason) + 1;
    }

    private sealed class Rows(NpgsqlConnection connection)
    {
        private NpgsqlDataReader _reader = null!;

        public List<T> Read<T>(string sql, Func<Rows, T> row)
        {
            using var command = new NpgsqlCommand(sql, connection);
            using var reader = command.ExecuteReader();
            _reader = reader;
            List<T> rows = [];
            while (reader.Read())
                rows.Add(row(this));
            return rows;
        }

        public Guid Id(int column) => _reader.GetGuid(column);
        public int Number(int column) => _reader.GetInt32(column);
        public string? Text(int column) => _reader.IsDBNull(column) ? null : _reader.GetString(column);
        public bool? Yes(int column) => _reader.IsDBNull(column) ? null : _reader.GetBoolean(column);
        public DateOnly? Day(int column) => _reader.IsDBNull(column) ? null : _reader.GetFieldValue<DateOnly>(column);
        public DateTime? At(int column) => _reader.IsDBNull(column) ? null : _reader.GetDateTime(column);
    }
}
