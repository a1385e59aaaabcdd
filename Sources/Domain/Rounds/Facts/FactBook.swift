import Kernel
import Language
import Regions
import Storage
import Venues

/// What the platform knows of the units of a round, read for all of them at once; with what each declares it gives the facts by which it is
/// scored. What is known is never asked.
struct FactBook: Sendable {
    private let rule: RoundRule
    private let year: Int
    /// Codes of divisions in which a science museum works, with those above them.
    private let withMuseum: Set<String>
    private let held: [ID<Organisation>: Int]
    private let lastAward: [ID<Organisation>: Instant]
    private let corrections: [ID<RoundDeclaration>: [String: Int]]
    private let counties: [String: Set<String>]
    private let distances: Distances

    /// For every declaration of the round, or for one alone.
    init(of round: Round, for one: RoundDeclaration? = nil, in tx: Transaction) throws {
        let rule = round.rule
        self.rule = rule
        year = (round.closesAt ?? tx.now).day(in: .china).year
        func uses(_ test: (Measure) -> Bool) -> Bool { rule.criteria.contains { test($0.measure) } }
        withMuseum = try uses { $0 == .noMuseum } ? tx.divisionsWithMuseum() : []
        held = try uses { $0 == .activitiesHeld } ? tx.activitiesHeld(in: year - 1, of: round.id, one?.organisationID) : [:]
        let isAwardAsked = uses { if case .yearsSince = $0 { true } else { $0 == .firstTime } }
        lastAward = try isAwardAsked ? tx.lastAwards(before: round.id, one?.organisationID) : [:]
        distances = try uses { if case .distance = $0 { true } else { false } } ? tx.distances(of: round, one?.organisationID) : Distances()
        corrections = try tx.corrections(of: round.id)
        counties = Dictionary(rule.lists.map { ($0.key, $0.counties) }, uniquingKeysWith: { first, _ in first })
    }

    /// The facts of a unit, by criterion.
    ///
    /// - kept: what a result was made of. An appeal puts one fact right: everything else stays as it stood then.
    func facts(of declaration: RoundDeclaration, kept: Findings? = nil) -> [String: Fact] {
        var facts: [String: Fact] = [:]
        for one in rule.criteria {
            if let value = corrections[declaration.id]?[one.key] {
                facts[one.key] = Fact(value: value, origin: .corrected)
            } else {
                facts[one.key] = kept?.parts.first { $0.criterion == one.key }?.fact ?? fact(one.measure, of: declaration)
            }
        }
        return facts
    }

    private func fact(_ measure: Measure, of declaration: RoundDeclaration) -> Fact {
        // What was kept as it was typed may be anything; a number is one that the form takes.
        func number(_ question: String) -> Int? {
            declaration.body.answers[question].flatMap { Int($0) }.flatMap { Question.numbers.contains($0) ? $0 : nil }
        }
        switch measure {
        case .declared(let question): return .declared(number(question))
        case .listed(let list): return .known(declaration.region.map { counties[list]?.contains($0) == true } ?? false)
        case .noMuseum: return declaration.region.map { .known(!withMuseum.contains($0)) } ?? .missing
        case .activitiesHeld: return .known(held[declaration.organisationID] ?? 0)
        case .firstTime: return .known(lastAward[declaration.organisationID] == nil)
        case .yearsSince(let question):
            if let at = lastAward[declaration.organisationID] { return .known(max(0, year - at.day(in: .china).year)) }
            // Whoever names no year never received anything.
            let said = question.flatMap { number($0) }
            return Fact(value: said.map { max(0, year - $0) } ?? Self.never, origin: .declared)
        case .distance(let question):
            if let known = distances.kilometres(from: declaration) { return Fact(value: known, origin: .computed) }
            return .declared(question.flatMap { number($0) })
        case .vehicleWorn(let built, let kilometres, let years, let most):
            guard number(built) != nil || number(kilometres) != nil else { return .missing }
            let isOld = number(built).map { year - $0 > years } ?? false, isFar = number(kilometres).map { $0 >= most } ?? false
            return .declared(isOld || isFar ? 1 : 0)
        }
    }

    /// Years for a unit that never received anything.
    static let never = 100
}

extension Transaction {
    fileprivate func divisionsWithMuseum() throws -> Set<String> {
        let seats = try rows("SELECT DISTINCT region FROM view_venues_venue WHERE kind = 'science-museum' AND status = 'operating' AND region IS NOT NULL") { try $0.text("region") }
        let table = try regions()
        return Set(seats.flatMap { table.todaysPath(of: $0).map(\.code) + [$0] })
    }

    fileprivate func activitiesHeld(in year: Int, of round: ID<Round>, _ unit: ID<Organisation>?) throws -> [ID<Organisation>: Int] {
        let units: SQL = unit.map { "\($0)" } ?? "SELECT e.organisation_id FROM rounds_declaration e WHERE e.round_id = \(round)"
        let (first, last) = ("\(year)-01-01", "\(year)-12-31")
        let found = try rows(
            """
            SELECT c.organiser_id, COUNT(DISTINCT c.activity_id) AS held FROM view_activities_counted c
            JOIN view_activities_session_day d ON d.activity_id = c.activity_id
            WHERE c.organiser_id IN (\(sql: units)) AND d.status <> 'cancelled' AND d.local_day BETWEEN \(first) AND \(last) GROUP BY c.organiser_id
            """) { (try $0.id("organiser_id", Organisation.self), try $0.int("held")) }
        return Dictionary(found, uniquingKeysWith: { first, _ in first })
    }

    fileprivate func lastAwards(before round: ID<Round>, _ unit: ID<Organisation>?) throws -> [ID<Organisation>: Instant] {
        let units: SQL = unit.map { "\($0)" } ?? "SELECT e.organisation_id FROM rounds_declaration e WHERE e.round_id = \(round)"
        let found = try rows(
            """
            SELECT d.organisation_id, MAX(r.published_at) AS at FROM rounds_declaration d JOIN rounds_round r ON r.id = d.round_id
            WHERE d.organisation_id IN (\(sql: units)) AND d.round_id <> \(round) AND r.state = 'settled'
                AND EXISTS (SELECT 1 FROM rounds_want w WHERE w.declaration_id = d.id AND w.given > 0)
            GROUP BY d.organisation_id
            """) { (try $0.id("organisation_id", Organisation.self), try $0.instant("at")) }
        return Dictionary(found, uniquingKeysWith: { first, _ in first })
    }

    /// What appeals put right, by declaration and criterion; the last word counts.
    fileprivate func corrections(of round: ID<Round>) throws -> [ID<RoundDeclaration>: [String: Int]] {
        var out: [ID<RoundDeclaration>: [String: Int]] = [:]
        try each(
            """
            SELECT declaration_id, criterion, value FROM rounds_appeal
            WHERE round_id = \(round) AND state = 'upheld' AND criterion IS NOT NULL AND value IS NOT NULL ORDER BY decided_at, id
            """) { row in
            out[try row.id("declaration_id"), default: [:]][try row.text("criterion")] = try row.int("value")
            return true
        }
        return out
    }
}
