import Access
import Jobs
import Kernel
import Storage

/// That somebody asked for a version of a pack to be built, and how far that has come. Gone once the archive is there.
struct PackBuild: Sendable {
    let packID: ID<Resource>
    let number: Int
    /// The day that the archive states: that on which it was asked for, however often the work begins anew.
    let published: Day
    let done: Int64
    let total: Int64
    /// Why it came to nothing.
    let problem: Phrase?

    init(_ row: Row) throws {
        (packID, number, published) = (try row.id("pack_id"), try row.int("number"), try row.day("published"))
        (done, total) = (try row.int64("done"), try row.int64("total"))
        problem = try row.textOrNil("problem_zh").map { Phrase($0, try row.textOrNil("problem_en") ?? $0) }
    }

    /// What a building needs to know beside the pack; the account is a reference.
    struct Order: Codable, Sendable {
        let pack: ID<Resource>
        let number: Int
        /// Where the owner's keys are found by the public.
        let origin: String
        let actor: Int64
    }
}

extension Transaction {
    func build(of pack: ID<Resource>, version number: Int) throws -> PackBuild? {
        try row("SELECT * FROM resources_build WHERE pack_id = \(pack) AND number = \(number)", PackBuild.init)
    }

    /// Asks for the draft to be built in the background. What is built already of just this is told at once; nothing is built then.
    ///
    /// - Returns: false where there is nothing to do.
    func askToBuild(_ pack: ID<Resource>, origin: String, by identity: Identity) throws -> Bool {
        let number = try requirePackDraft(of: pack, by: identity)
        guard let resource = try resource(pack), let plan = try PackPlan(resource, version: number, in: self) else { throw Refusal.notFound(Resource.noun) }
        if let problem = plan.problem { throw problem }
        let recipe = plan.recipe
        if try archive(of: pack, version: number)?.recipe == recipe {
            try execute("DELETE FROM resources_build WHERE pack_id = \(pack) AND number = \(number)")
            return false
        }
        // Nothing that the archive carries or says has changed since the last: it goes on as it is, with its own version.
        if let last = try archive(of: pack, before: number), last.recipe == recipe {
            try carryArchive(last, to: number)
            try execute("DELETE FROM resources_build WHERE pack_id = \(pack) AND number = \(number)")
            return false
        }
        try execute(
            """
            INSERT INTO resources_build (pack_id, number, published, asked_at, done, total, problem_zh, problem_en)
            VALUES (\(pack), \(number), \(now.day(in: .china)), \(now), 0, \(plan.byteCount), NULL, NULL)
            ON CONFLICT (pack_id, number) DO UPDATE SET published = excluded.published, asked_at = excluded.asked_at, done = 0, total = excluded.total,
                problem_zh = NULL, problem_en = NULL
            """)
        let order = PackBuild.Order(pack: pack, number: number, origin: origin, actor: identity.account.id.number)
        try enqueue(PackJobs.build, order, key: "\(pack.text)/\(number)")
        return true
    }

    func note(done: Int64, of total: Int64, _ order: PackBuild.Order) throws {
        try execute("UPDATE resources_build SET done = \(done), total = \(total) WHERE pack_id = \(order.pack) AND number = \(order.number)")
    }

    func note(_ problem: Phrase, _ order: PackBuild.Order) throws {
        try execute(
            "UPDATE resources_build SET problem_zh = \(problem.zh), problem_en = \(problem.en) WHERE pack_id = \(order.pack) AND number = \(order.number)")
    }
}
