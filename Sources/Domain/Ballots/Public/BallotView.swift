import Activities
import Bookings
import Kernel
import Language
import Storage
import Venues

/// What the page of a ballot shows.
struct BallotView: Sendable {
    let ballot: Ballot
    let title: Wording
    let sessions: [ActivitySession]
    let places: [BallotDraw.Places]
    /// Those who were drawn, in the drawn order; 300 at most are listed, all are in the file.
    let winners: [BallotEntry]
    let winnerCount: Int64

    static let listed = 300

    var kinds: [PartyKind] { PartyKind.allCases.filter { kind in places.contains { $0.kind == kind.rawValue } } }
}

extension Transaction {
    /// The ballot as the public sees it; "not found" while no campaign shows its activity.
    ///
    /// - hasWinners: after the draw only; looking for them reads all entries, so nothing but the page that lists them asks.
    func ballotView(_ id: ID<Ballot>, hasWinners: Bool = false) throws -> BallotView {
        let ballot = try requireBallot(id)
        guard try activity(ballot.activity)?.isPublic == true,
            let title = try row("SELECT title_zh, title_en FROM view_activities_title WHERE activity_id = \(ballot.activity)", { try $0.wording("title") })
        else { throw Refusal.notFound(Ballot.noun) }
        let places = try ballotPlaces(ballot)
        let ids = Set(places.compactMap { ID<ActivitySession>($0.session) })
        let sessions = try sessions(Array(ids)).values.sorted { ($0.begin, $0.id) < ($1.begin, $1.id) }
        guard hasWinners, ballot.state == .drawn else { return BallotView(ballot: ballot, title: title, sessions: sessions, places: places, winners: [], winnerCount: 0) }
        let winners = try rows(
            """
            SELECT * FROM ballots_entry WHERE activity_id = \(ballot.activity) AND ballot_id = \(id) AND place IS NOT NULL AND session_id IS NOT NULL
            ORDER BY place LIMIT \(BallotView.listed)
            """, BallotEntry.init)
        let count = try number(
            "SELECT COUNT(*) FROM ballots_entry WHERE activity_id = \(ballot.activity) AND ballot_id = \(id) AND session_id IS NOT NULL") ?? 0
        return BallotView(ballot: ballot, title: title, sessions: sessions, places: places, winners: winners, winnerCount: count)
    }
}
