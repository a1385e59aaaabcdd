import Access
import App
import Kernel
import Language
import Packs
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Calls
@testable import Resources
@testable import Talks

extension World {
    /// Two speakers with an account each, a talk of the menu, and requests of the school in the states in which something is to be done.
    static func fillTalks(_ tx: Transaction, _ museum: ID<Organisation>, _ school: ID<Organisation>) throws {
        var content = ResourceContent(name: Wording("星星为什么发光", "Why stars shine"), summary: Wording("一场报告。", "A talk."))
        content.licence = Licence.known("CC-BY-4.0") ?? .reserved
        let talk = try tx.addResource(key: "stars", kind: .talk, owner: museum, campaign: nil, content, by: 0)
        try tx.putListed(talk, version: 1, content, by: 0)
        let experts = try ["li", "wang"].map { name -> ID<Expert> in
            let account = try tx.addAccount(login: "\(name)@example.org", name: name, passwordHash: "x")
            let id = try tx.addExpert(name: name, account: account, region: "610100", by: 0)
            var speaker = try #require(try tx.speaker(id))
            (speaker.vettedUntil, speaker.isPublic) = (Day(iso: "2027-06-30"), true)
            try tx.keepSpeaker(speaker, by: 0)
            return id
        }
        try tx.offer(talk, by: experts[0], as: program)
        for day in ["2026-07-01", "2026-07-02"] { _ = try asked(talk, school, day, tx) }
        for day in ["2026-07-06", "2026-07-08"] {
            try tx.dispatchTalk(try asked(talk, school, day, tx), DispatchDraft(expert: experts[0], days: 3, isConfirmed: true), by: program)
        }
        _ = try accepted(talk, school, "2026-07-10", tx)
    }

    private static func asked(_ talk: ID<Resource>, _ school: ID<Organisation>, _ day: String, _ tx: Transaction) throws -> ID<TalkRequest> {
        let begins = ["T06:00:00Z", "T08:00:00Z"].map { instant(day + $0) }
        return try tx.askForTalk(
            TalkDraft(
                unit: school, resource: talk, topic: "", purpose: "", audience: "初二", people: 100, region: "610116", place: "礼堂", begins: begins, minutes: 60,
                contact: TalkContact(name: "孙老师", phone: "13800000001")), by: program)
    }

    private static func accepted(_ talk: ID<Resource>, _ school: ID<Organisation>, _ day: String, _ tx: Transaction) throws -> ID<TalkRequest> {
        let id = try asked(talk, school, day, tx), wang = try #require(try tx.account(login: "wang@example.org")).account
        let expert = try #require(try tx.speaker(of: wang.id))
        try tx.dispatchTalk(id, DispatchDraft(expert: expert.id, days: 3, isConfirmed: true), by: program)
        try tx.acceptTalk(id, at: instant(day + "T06:00:00Z"), by: Identity(account: wang, grants: [Grant(.expert, over: .all)]))
        return id
    }

    /// A talk that was held and waits to be confirmed, with the activity that was made for it.
    func aTalkWasHeld() async throws {
        try await kepu.database.write { tx in
            let school = try #require(try tx.organisation(key: "school")).id
            let talk = try #require(try tx.row("SELECT resource_id FROM talks_offer") { try $0.id("resource_id", Resource.self) })
            let held = try Self.accepted(talk, school, "2026-07-14", tx)
            try tx.scheduleTalk(held, in: nil, by: Self.program)
            let session = try #require(try tx.requireTalk(held).sessionID), begin = instant("2026-05-18T06:00:00Z")
            try tx.execute("UPDATE activities_session SET begin_at = \(begin), end_at = \(begin.adding(hours: 1)), local_day = '2026-05-18' WHERE id = \(session)")
            #expect(try tx.deliverTalks() == 1)
        }
    }

    /// The first speaker's account becomes this program's, so that it answers for them.
    func speaks(_ program: Program) async throws {
        try await kepu.database.write { tx in
            try tx.execute("UPDATE calls_expert SET account_id = \(program.account) WHERE name = 'li'")
            try tx.grant(Grant(.expert, over: .all), to: program.account)
        }
    }
}
