import Kernel
import Language
import Storage
import Venues

/// The items of a notice that is to be published, each checked and with the name under which it is published; read in a few statements.
struct NoticeLines {
    struct Line {
        let position: Int
        let item: NoticeDraft.Item
        let organisation: ID<Organisation>
        let name: Wording
        let category: String?
        /// What a cancelling rests on.
        var ground: Scheme.Ground?
    }

    let lines: [Line]

    init(_ draft: NoticeDraft, _ scheme: SchemeRecord, _ call: Call?, in tx: Transaction) throws {
        let (applicationIDs, titleIDs) = (draft.items.compactMap(\.applicationID), draft.items.compactMap(\.titleID))
        let applications = try tx.rows(
            """
            SELECT a.*, c.scheme_id FROM calls_application a JOIN calls_call c ON c.id = a.call_id WHERE a.id IN (\(list: applicationIDs))
            """) { (try Application($0), try $0.idOrNil("scheme_id", SchemeRecord.self)) }
        let titles = try tx.rows("SELECT * FROM calls_title WHERE id IN (\(list: titleIDs))", Title.init)
        let byApplication = Dictionary(applications.map { ($0.0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let byTitle = Dictionary(titles.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let taken = try Self.taken(applicationIDs, titleIDs, besides: draft.supersedes, in: tx)
        let filed = Set(
            try tx.rows(
                "SELECT title_id FROM calls_assessment WHERE title_id IN (\(list: titleIDs)) AND state = \(AssessmentState.filed)"
            ) { try $0.id("title_id", Title.self) })
        let upheld = try tx.upheldSubjects()
        let units = try tx.organisations(applications.map(\.0.organisationID) + titles.map(\.organisationID))
        let venues = try tx.venueNames(applications.compactMap(\.0.venueID) + titles.compactMap(\.venueID))
        var (lines, seen): ([Line], Set<Int64>) = ([], [])
        for (position, item) in draft.items.enumerated() {
            guard scheme.scheme.notice.lists.contains(item.action) else { throw Self.noList(item.action, scheme.scheme.notice) }
            if let id = item.applicationID, item.titleID == nil, item.action == .recognise {
                guard let (application, of) = byApplication[id], application.state == .proposed, of == scheme.id, call.map({ $0.id == application.callID }) ?? true else {
                    throw Self.notProposed
                }
                guard let unit = units[application.organisationID] else { throw Refusal.notFound(Application.noun) }
                let name = application.venueID.flatMap { venues[$0] } ?? unit.name
                guard !taken.contains(id.number), seen.insert(id.number).inserted else { throw Self.already(name) }
                if upheld.contains(id.number) { try Self.requireRemedy(item, name, scheme.scheme.notice) }
                lines.append(Line(position: position + 1, item: item, organisation: unit.id, name: name, category: application.category))
            } else if let id = item.titleID, item.applicationID == nil, item.action != .recognise {
                guard let title = byTitle[id], title.schemeID == scheme.id, title.state.isInForce, let unit = units[title.organisationID] else { throw Self.noTitle }
                let name = title.venueID.flatMap { venues[$0] } ?? unit.name
                guard !taken.contains(id.number), seen.insert(id.number).inserted else { throw Self.already(name) }
                guard item.action.assessmentEvent == nil || filed.contains(id) else { throw Self.notFiled(name, item.action) }
                if upheld.contains(id.number) { try Self.requireRemedy(item, name, scheme.scheme.notice) }
                if let event = item.action.assessmentEvent { _ = try scheme.scheme.assessment?.until(event, from: tx.now.day(in: Notice.zone)) }
                let ground = item.action == .cancel ? try Self.ground(of: item, name, scheme.scheme) : nil
                lines.append(Line(position: position + 1, item: item, organisation: unit.id, name: name, category: title.category, ground: ground))
            } else {
                throw Self.notProposed
            }
        }
        self.lines = lines
    }

    /// What stands on another notice that holds and is not carried out yet.
    private static func taken(_ applications: [ID<Application>], _ titles: [ID<Title>], besides old: ID<Notice>?, in tx: Transaction) throws -> Set<Int64> {
        let besides: SQL = old.map { "n.id <> \($0)" } ?? "1 = 1"
        let found = try tx.rows(
            """
            SELECT COALESCE(i.application_id, i.title_id) AS subject FROM calls_notice_item i JOIN calls_notice n ON n.id = i.notice_id
            WHERE (i.application_id IN (\(list: applications)) OR i.title_id IN (\(list: titles))) AND i.outcome IS NULL
                AND n.state <> \(NoticeState.superseded) AND \(sql: besides)
            """) { try $0.int64("subject") }
        return Set(found)
    }
}

extension Transaction {
    /// The names of venues in one statement; none without asking where there are none.
    func venueNames(_ ids: [ID<Venue>]) throws -> [ID<Venue>: Wording] {
        guard !ids.isEmpty else { return [:] }
        let found = try rows("SELECT id, name_zh, name_en FROM view_venues_venue WHERE id IN (\(list: ids))") { row in
            (try row.id("id", Venue.self), try row.wording("name"))
        }
        return Dictionary(found, uniquingKeysWith: { first, _ in first })
    }
}

extension NoticeLines {
    /// The ground of the measure on which a title is to be cancelled, with the facts. One that is the measure's only one need not be named.
    static func ground(of item: NoticeDraft.Item, _ name: Wording, _ scheme: Scheme) throws(Refusal) -> Scheme.Ground? {
        guard !item.says.isEmpty else { throw noGround(name) }
        if scheme.grounds.isEmpty { return nil }
        if item.ground.isEmpty, scheme.grounds.count == 1 { return scheme.grounds[0] }
        guard let found = scheme.ground(item.ground) else { throw notOfTheMeasure(name) }
        return found
    }

    /// An objection that was upheld stands in every later notice, unless the measure lets it be put right and the office says how it was.
    static func requireRemedy(_ item: NoticeDraft.Item, _ name: Wording, _ rule: NoticeRule) throws(Refusal) {
        guard rule.mayBeCorrected else {
            throw Refusal(
                .conflict, "objection-upheld", "对“\(name.zh)”的异议成立，不能再列入名单，请将它除名。",
                "An objection to “\(name(.en))” was upheld, so it cannot be listed again. Strike it.", field: "items")
        }
        guard item.remedy.isEmpty else { return }
        throw Refusal(
            .invalid, "remedy", "对“\(name.zh)”的异议成立。再次列入请写明已作的补正，公众会看到；否则将它除名。",
            "An objection to “\(name(.en))” was upheld. To list it again say what was put right, which the public reads; else strike it.", field: "items")
    }

    fileprivate static func notOfTheMeasure(_ name: Wording) -> Refusal {
        Refusal(
            .invalid, "cancel-ground", "请为拟取消的“\(name.zh)”选择办法规定的撤销情形。", "Choose the measure's ground on which “\(name(.en))” is to be cancelled.",
            field: "items")
    }

    fileprivate static let notProposed = Refusal(
        .conflict, "not-proposed", "名单中有一项不是本次征集拟认定的申报，请重新打开本页。", "One of the list is no proposed application of this call. Open the page again.", field: "items")

    fileprivate static let noTitle = Refusal(
        .conflict, "not-in-force", "名单中有一项称号不属于该办法或已终止，请重新打开本页。", "One of the list is no title in force under this measure. Open the page again.", field: "items")

    fileprivate static func noList(_ action: NoticeAction, _ rule: NoticeRule) -> Refusal {
        let (zh, en) = (rule.lists.map(\.title.zh).joined(separator: "、"), rule.lists.map(\.title.en).joined(separator: ", "))
        return Refusal(
            .conflict, "no-such-list", "该办法的公示没有“\(action.title.zh)”名单，只有：\(zh)。", "This measure's notices have no list “\(action.title.en)”, only: \(en).", field: "items")
    }

    fileprivate static func already(_ name: Wording) -> Refusal {
        Refusal(
            .conflict, "listed-already", "“\(name.zh)”已在一次尚未办结的公示中，或在这份名单中出现两次。",
            "“\(name(.en))” stands on a notice that is not carried out yet, or twice on this list.", field: "items")
    }

    fileprivate static func notFiled(_ name: Wording, _ action: NoticeAction) -> Refusal {
        Refusal(
            .conflict, "not-filed", "“\(name.zh)”没有已填报、待评定的考核，不能列入“\(action.title.zh)”。",
            "“\(name(.en))” has filed no assessment that waits for a decision, so it cannot be listed “\(action.title.en)”.", field: "items")
    }

    fileprivate static func noGround(_ name: Wording) -> Refusal {
        Refusal(.invalid, "cancel-ground", "请写明拟取消“\(name.zh)”的理由。", "Say why “\(name(.en))” is to be cancelled.", field: "items")
    }
}
