import Access
import App
import Declaration
import Files
import Jobs
import Kernel
import Language
import Logging
import Storage
import Story
import TestKit
import Testing
import Venues
import Web

@testable import Calls

/// A blind call in the middle of its review, an open notice of another, and an objection: everything that has to stay hidden, with words that
/// stand nowhere else.
struct SecrecyWorld {
    static let password = "a secret password"
    let kepu: Kepu
    let site: Site
    let bureau: Int64
    let district: Int64
    let unit: Int64
    let otherUnit: Int64
    /// The identity of the blind application, and its code for experts.
    let application: String
    let blindCode: String
    let objection: String
    let remark = "Quillwort-remark"
    let names = ["隐名馆", "Quillwort Museum"]
    let objector = ["Objector-Zyx", "13977770001", "Facts-Zyx", "Paper-Zyx", "Bytes-Zyx"]
    /// No such thing.
    let nothing = "7999999999999"
    /// Every address without parameters, searches for the hidden words, and every address of calls about what is hidden.
    let paths: [String]
    /// The addresses that name what is hidden.
    let hidden: [String]

    static func make(_ engine: TestEngine) async throws -> SecrecyWorld {
        let place = try await engine.kepuPlace()
        var logger = Logger(label: "secrecy")
        logger.logLevel = .error
        let clock = TestClock("2022-11-07T02:00:00Z")
        let kepu = try await Kepu.open(on: try await place.open(), clock: clock.clock, files: place.files, logger: logger)
        _ = try await kepu.declarations.apply([(name: "secrecy.yaml", bytes: Array(file.utf8))], to: kepu.database)
        let hash = try await Passwords.hash(of: Token(password))
        let paper = ObjectionEnclosure(document: try await Document.read(SamplePaper.pdf(extra: ["(Bytes-Zyx)"]), field: "papers"), name: "Paper-Zyx.pdf", isSeal: true)
        let made = try await kepu.database.write { tx in try fill(tx, hash, paper) }
        _ = try await kepu.jobs.runDue()
        let site = try await kepu.site(publicFolder: "Public")
        let hidden = [
            "/desk/applications/\(made.application)", "/desk/applications/\(made.application)/decision.zip", "/desk/recommendations/\(made.application)",
            "/desk/reviews/\(made.application)", "/desk/objections/\(made.objection)", "/desk/objections/\(made.objection)/decision.zip",
            "/desk/objections/\(made.objection)/papers/\(made.paper)", "/desk/objections/\(made.objection)/papers/\(made.paper)/pages/1",
        ]
        let offices = ["", "/decision.zip"].map { "/desk/calls/blind/applications/\(made.application)\($0)" }
        let calls = ["/calls/blind", "/calls/open", "/desk/calls/blind", "/desk/calls/blind/meetings", "/desk/calls/open", "/notices/\(made.notice)"]
        let asks = ["隐名馆", "Quillwort", "Objector-Zyx", "Facts-Zyx", made.code].map { Query([("q", $0)]).encoded }
        let plain = site.routes.filter { $0.method == .get && !$0.pattern.contains("{") && $0.pattern != "/sign-out" }.map(\.pattern)
        let searches = ["/activities", "/register", "/organisations", "/venues", "/news", "/desk/applications"].flatMap { path in asks.map { path + "?" + $0 } }
        return SecrecyWorld(
            kepu: kepu, site: site, bureau: made.ids[0], district: made.ids[1], unit: made.ids[2], otherUnit: made.ids[3], application: made.application,
            blindCode: made.code, objection: made.objection, paths: plain + searches + hidden + offices + calls, hidden: hidden)
    }

    private struct Made {
        var ids: [Int64]
        var application = "", code = "", objection = "", notice = "", paper = ""
    }

    private static func fill(_ tx: Transaction, _ hash: String, _ paper: ObjectionEnclosure) throws -> Made {
        var made = Made(ids: try ["bureau", "district", "hidden-unit", "other-unit", "open-unit"].map { try #require(try tx.organisation(key: $0)).id.number })
        func identity(_ login: String, _ role: Role, over scope: Scope) throws -> Identity {
            let id = try tx.addAccount(login: "\(login)@example.org", name: login, passwordHash: hash)
            try tx.grant(Grant(role, over: scope), to: id)
            return try tx.identity(of: try #require(try tx.account(id)))
        }
        let office = try identity("the-office", .organiser, over: .organisation(made.ids[0]))
        let recommender = try identity("the-district", .recommender, over: .organisation(made.ids[1]))
        let host = try identity("the-host", .host, over: .all)
        let judges = try ["e1", "e2"].map { name in
            let judge = try identity(name, .expert, over: .all)
            _ = try tx.addExpert(name: name, account: judge.account.id, by: 0)
            return judge
        }
        for key in ["blind", "open"] {
            let call = try tx.requireCall(key), unit: ID<Organisation> = ID(key == "blind" ? made.ids[2] : made.ids[4])
            let id = try tx.startApplication(to: call, organisation: unit, venue: nil, category: nil, by: host)
            try tx.saveApplication(id, ApplicationBody(["intro": "We show the sky."]), seen: 1, by: host)
            try tx.step(id, ApplicationStep(.submit, recommender: ID(made.ids[1])), by: host)
            try tx.step(id, ApplicationStep(.recommend), by: recommender)
            try tx.step(id, ApplicationStep(.pass), by: office)
            _ = try tx.assignExperts(in: call, by: office)
            try tx.score(id, ["overall": 77], comment: "Quillwort-remark", signs: true, by: judges[0])
            guard key == "open" else {
                (made.application, made.code) = (id.text, try tx.requireApplication(id).blindCode)
                continue
            }
            try tx.score(id, ["overall": 80], comment: "", signs: true, by: judges[1])
            let item = Meeting.Item(applicationID: id, outcome: .propose, recused: [], says: "")
            _ = try tx.hold(MeetingDraft(heldOn: tx.now.day(in: .china), present: ["Wang"], minutes: "", items: [item]), in: call, by: office)
            var draft = NoticeDraft(title: Wording("公示", "Notice"), contact: "1", supervision: "2", begin: tx.now.day(in: .china))
            draft.items = [NoticeDraft.Item(applicationID: id)]
            let notice = try tx.schedule(draft, of: call, by: office)
            try tx.turnNotices()
            let said = ObjectionDraft(position: 1, kind: .unit, name: "Objector-Zyx", contact: "13977770001", facts: "Facts-Zyx", papers: [paper])
            let objection = try #require(try tx.objection(code: try tx.object(said, to: notice))).id
            (made.notice, made.objection, made.paper) = (notice.text, objection.text, try #require(try tx.papers(of: objection).first).id.text)
        }
        return made
    }

    private static let file = """
        kepu: 1
        organisations:
          - {key: bureau, name: {zh: "市科技局", en: "City Bureau"}, kind: bureau, region: "610100", line: science-and-technology}
          - {key: district, name: {zh: "区科技局", en: "District Office"}, kind: bureau, region: "610113", line: science-and-technology}
          - {key: hidden-unit, name: {zh: "隐名馆", en: "Quillwort Museum"}, kind: museum, region: "610113"}
          - {key: open-unit, name: {zh: "公开馆", en: "Open Museum"}, kind: museum, region: "610113"}
          - {key: other-unit, name: {zh: "旁观馆", en: "Bystander Museum"}, kind: museum, region: "610116"}
        schemes:
          - key: blind-scheme
            name: {zh: "匿名评审办法", en: "Blind measure"}
            authority: bureau
            level: municipal
            region: "610100"
            fields: [{key: intro, name: {zh: "简介", en: "In brief"}, kind: paragraphs, required: true}]
            review: {experts: 2, blind: true}
          - key: open-scheme
            name: {zh: "公开评审办法", en: "Open measure"}
            authority: bureau
            level: municipal
            region: "610100"
            fields: [{key: intro, name: {zh: "简介", en: "In brief"}, kind: paragraphs, required: true}]
            review: {experts: 2}
        calls:
          - {key: blind, name: {zh: "匿名评审征集", en: "Blind call"}, scheme: blind-scheme, year: 2022, opens: "2022-11-01", closes: "2022-11-30"}
          - {key: open, name: {zh: "公开评审征集", en: "Open call"}, scheme: open-scheme, year: 2022, opens: "2022-11-01", closes: "2022-11-30"}
        """
}
