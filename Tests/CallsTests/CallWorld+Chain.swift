import Access
import Kernel
import Storage
import TestKit
import Testing
import Venues

@testable import Calls

/// The chain taken by its verbs, for tests that begin in its middle.
extension CallWorld {
    var office: Identity { get async throws { try await identity("office", .organiser, over: .organisation(bureau.number)) } }

    /// The first so many museums have applied, are recommended, checked, scored by two experts and proposed by a meeting; in that order.
    @discardableResult
    func proposed(_ count: Int = 2) async throws -> [ID<Application>] {
        let ids = try await passed(count)
        let judges = try await scored(ids)
        #expect(judges == 2)
        let (office, call) = (try await office, try await call())
        try await database.write { tx in
            try tx.combineScores(in: call, by: office)
            let items = ids.map { Meeting.Item(applicationID: $0, outcome: .propose, recused: [], says: "") }
            _ = try tx.hold(MeetingDraft(heldOn: tx.now.day(in: .china), present: ["Wang", "Li"], minutes: "Minutes of the meeting", items: items), in: call, by: office)
        }
        return ids
    }

    func call() async throws -> Call { try await database.read { tx in try tx.requireCall("base-2022") } }

    /// Applied, recommended and checked.
    func passed(_ count: Int) async throws -> [ID<Application>] {
        let (office, call) = (try await office, try await call())
        let recommender = try await identity("district", .recommender, over: .organisation(district.number))
        var ids: [ID<Application>] = []
        for (number, museum) in museums.prefix(count).enumerated() {
            let host = try await identity("host\(number)", .host, over: .organisation(museum.number)), body = district
            ids.append(
                try await database.write { tx in
                    let id = try tx.startApplication(to: call, organisation: museum, venue: nil, category: nil, by: host)
                    try tx.saveApplication(id, ApplicationBody(["intro": "We show the sky.", "days": "300"]), seen: 1, by: host)
                    try tx.step(id, ApplicationStep(.submit, recommender: body), by: host)
                    try tx.step(id, ApplicationStep(.recommend, says: "Checked"), by: recommender)
                    try tx.step(id, ApplicationStep(.pass), by: office)
                    return id
                })
        }
        return ids
    }

    /// Two experts score all of them, each with a comment of their own; gives how many signed.
    func scored(_ ids: [ID<Application>]) async throws -> Int {
        let (office, call) = (try await office, try await call())
        var judges: [Identity] = []
        for name in ["e1", "e2"] {
            judges.append(try await identity(name, .expert, over: .all))
            try await expert(name)
        }
        try await database.write { tx in _ = try tx.assignExperts(in: call, by: office) }
        for (number, judge) in judges.enumerated() {
            try await database.write { tx in
                for (place, id) in ids.enumerated() {
                    try tx.score(id, ["work": 80 + 5 * place + number, "site": 8], comment: "remark-of-e\(number + 1)", signs: true, by: judge)
                }
            }
        }
        return judges.count
    }
}
