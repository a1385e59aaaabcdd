import Campaigns
import Kernel
import Language
import Storage

/// The year-end statement of a joint action: its lines as they follow from the records, beside what documents announce.
struct Statement: Sendable {
    let campaign: Campaign
    let values: [StatementLine: StatementValue]
    /// On what those rest that are made of claims.
    let shares: [StatementLine: MethodShares]
    let announced: [StatementLine: AnnouncedFigure]
    let issues: [StatementIssue]
    /// When the edition was locked; nil while it is live. Lines of `lockable` then print what was locked.
    let lockedAt: Instant?
    /// What such lines say today.
    let today: [StatementLine: StatementValue]

    /// Of these a lock keeps the values.
    static let lockable: [StatementLine] = [.sessions, .visits, .viewers, .media]

    func isLocked(_ line: StatementLine) -> Bool { lockedAt != nil && Self.lockable.contains(line) }

    init(_ key: String, in tx: Transaction) throws {
        guard let campaign = try tx.campaign(key: key) else { throw Refusal.notFound(Phrase("活动项目", "campaign")) }
        self.campaign = campaign
        let question = FigureQuestion(campaign.id)
        let live = try tx.figures(question), lock = try tx.figureLock(campaign.id)
        // A locked edition is stated as it was published.
        let answer = lock?.values ?? live
        let kinds = Dictionary(try tx.rollUp(question, by: .kind).map { ($0.key, $0.activities) }, uniquingKeysWith: +)
        let units = try tx.statementUnits(of: campaign.id), museums = try tx.statementMuseums(of: campaign.id)
        issues = try tx.statementIssues(of: campaign.id)
        var values: [StatementLine: StatementValue] = [:]
        values[.themes] = .number(Int64(issues.count))
        values[.exchanges] = .number(kinds["forum"] ?? 0)
        values[.contests] = .number(kinds["contest"] ?? 0)
        values[.courses] = .number(kinds["training"] ?? 0)
        values[.museumTimes] = .number(museums.times)
        values[.museums] = .number(museums.each)
        values[.schools] = .number(units["school"] ?? 0)
        values[.enterprises] = .number((units["enterprise"] ?? 0) + (units["institute"] ?? 0))
        values[.sessions] = .number(answer.sessions)
        values[.visits] = StatementValue(answer.visits?.total)
        values[.viewers] = StatementValue(answer.viewerTimes?.total)
        values[.together] = .notApplicable
        values[.media] = StatementValue(answer.indicators["media-reports"]?.total)
        self.values = values
        var shares: [StatementLine: MethodShares] = [:]
        (shares[.visits], shares[.viewers], shares[.media]) = (answer.visits, answer.viewerTimes, answer.indicators["media-reports"])
        self.shares = shares
        announced = Self.announced(try tx.parts(of: campaign.id).announced)
        lockedAt = lock?.at
        today = lock == nil
            ? [:]
            : [
                .sessions: .number(live.sessions), .visits: StatementValue(live.visits?.total), .viewers: StatementValue(live.viewerTimes?.total),
                .media: StatementValue(live.indicators["media-reports"]?.total),
            ]
    }

    /// Of what is announced the figure of the whole edition: one of a single issue has a key of its own.
    private static func announced(_ figures: [AnnouncedFigure]) -> [StatementLine: AnnouncedFigure] {
        var found: [StatementLine: AnnouncedFigure] = [:]
        for line in StatementLine.allCases { found[line] = figures.first { line.announced.contains($0.key) } }
        return found
    }

    /// Where a line's number opens.
    func path(of line: StatementLine) -> (path: String, kind: String?)? {
        guard case .number(let number) = values[line], number > 0 else { return nil }
        switch line {
        case .themes: return ("/statement#issues", nil)
        case .exchanges: return ("/activities", "forum")
        case .contests: return ("/activities", "contest")
        case .courses: return ("/activities", "training")
        case .museumTimes, .museums, .schools, .enterprises: return ("/statement/\(line.rawValue)", nil)
        case .sessions, .visits, .viewers, .media: return ("/" + line.rawValue, nil)
        case .together: return nil
        }
    }
}

/// One issue (期): a theme of a month, with what came of it.
struct StatementIssue: Sendable, Hashable {
    let campaign: Int64
    /// In which programme it stands: the edition's own, or that of a campaign below.
    let campaignKey: String
    let theme: String
    let name: Wording
    /// `2024-03`; nil where it has none.
    let month: String?
    let host: Wording?
    let activities: Int64
    let sessions: Int64
    let provinces: Int64
    let museums: Int64
    let schools: Int64
    var visits: MethodShares?
    var viewers: MethodShares?
}
