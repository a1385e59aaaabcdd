import Calls
import Files
import Jobs
import Kernel
import Packs
import Signing
import Storage
import Synchronization

/// The long work of packs: building an archive, and the updates from those before it.
enum PackJobs {
    static let build: JobName = "resources-pack"
    static let update: JobName = "resources-pack-updates"

    static let all = [
        JobKind(name: build, maxAttempts: 5) { context in try await PackBuilding(context).run() },
        JobKind(name: update, maxAttempts: 5) { context in try await PackUpdating(context).run() },
    ]
}

/// Builds the archive that was asked for. Begun again after a stop it makes the same one: the shelf keeps a file once, and a version has one archive.
private struct PackBuilding {
    let context: JobContext
    let order: PackBuild.Order

    init(_ context: JobContext) throws {
        self.context = context
        order = try context.decode(PackBuild.Order.self)
    }

    private struct Work: Sendable {
        let plan: PackPlan
        let published: Day
        let key: SigningKey
    }

    func run() async throws {
        do {
            guard let work = try await begin() else { return }
            try await end(work, try await make(work))
        } catch let refusal as Refusal {
            try await give(refusal.phrase)
        } catch let error where !(error is CancellationError) && !(error is JobTakenOver) && context.attempt >= 5 {
            try await give(
                Phrase("服务器没有做成（参考号 \(context.id.text)）。请稍后再试，仍不行请联系管理员。", "The server could not do it (reference \(context.id.text)). Try again later; tell the administrator if it stays so."))
            throw error
        }
    }

    /// Nil where there is nothing to do any more.
    private func begin() async throws -> Work? {
        let (order, context) = (order, context)
        return try await context.database.write { tx in
            guard let pack = try tx.resource(order.pack), let asked = try tx.build(of: order.pack, version: order.number),
                let plan = try PackPlan(pack, version: order.number, in: tx), plan.version.state == .draft
            else {
                try tx.execute("DELETE FROM resources_build WHERE pack_id = \(order.pack) AND number = \(order.number)")
                try context.complete(in: tx)
                return nil
            }
            if let problem = plan.problem { throw problem }
            let key = try tx.madeIssuerKey(of: pack.ownerID, by: order.actor)
            return Work(plan: plan, published: asked.published, key: SigningKey(kid: key.address(order.origin), key: try tx.signingKey(key)))
        }
    }

    /// Puts the archive onto the shelf, and tells once a second how far it is.
    private func make(_ work: Work) async throws -> (file: ShelvedFile, files: Int) {
        let (shelf, place) = (context.database.shelf, Place())
        let (order, database) = (order, context.database)
        let draft = work.plan.draft(label: order.number, published: work.published, origin: order.origin, from: shelf)
        let telling = Task {
            while true {
                try await Task.sleep(for: .seconds(1))
                let (done, total) = place.told
                if total > 0 { try await database.write { tx in try tx.note(done: done, of: total, order) } }
            }
        }
        defer { telling.cancel() }
        let file = try await shelf.keep(named: "\(draft.id).\(Pack.ending)", of: [.zip], making: { path in
            let manifest = try Pack.build(draft, by: work.key, to: path) { place.tell($0, $1) }
            place.end(manifest.contents.count)
        })
        return (file, place.files)
    }

    /// Notes the archive if it is still what the draft says.
    private func end(_ work: Work, _ made: (file: ShelvedFile, files: Int)) async throws {
        let (order, context) = (order, context)
        try await context.database.write { tx in
            try tx.lock("resources.pack/\(order.pack.text)")
            guard let pack = try tx.resource(order.pack), let plan = try PackPlan(pack, version: order.number, in: tx), plan.version.state == .draft,
                plan.recipe == work.plan.recipe
            else {
                throw Refusal(.conflict, "pack-changed", "打包期间内容有变动，没有做成。请重新打包。", "Something changed while it was built, and nothing came of it. Build it again.")
            }
            try tx.put(made.file, of: plan, label: order.number, files: made.files, signedBy: work.key.kid, published: work.published, by: order.actor)
            try context.complete(in: tx)
        }
    }

    private func give(_ problem: Phrase) async throws {
        let (order, context) = (order, context)
        try await context.database.write { tx in try tx.note(problem, order) }
    }
}

/// How far a work is, told by one thread and read by another.
private final class Place: Sendable {
    private let numbers = Mutex((done: Int64(0), total: Int64(0), files: 0))

    func tell(_ done: Int64, _ total: Int64) { numbers.withLock { ($0.done, $0.total) = (done, total) } }
    func end(_ files: Int) { numbers.withLock { $0.files = files } }
    var files: Int { numbers.withLock { $0.files } }
    var told: (Int64, Int64) { numbers.withLock { ($0.done, $0.total) } }
}

/// Makes the updates that lead from the last listed archives to the one that is listed now.
private struct PackUpdating {
    let context: JobContext
    let order: Order

    struct Order: Codable, Sendable {
        let pack: ID<Resource>
        let number: Int
    }

    init(_ context: JobContext) throws {
        self.context = context
        order = try context.decode(Order.self)
    }

    func run() async throws {
        let order = order
        let found = try await context.database.read { tx -> (new: PackArchive, before: [PackArchive])? in
            guard let new = try tx.archive(of: order.pack, version: order.number) else { return nil }
            return (new, try tx.earlierArchives(than: new))
        }
        guard let (new, before) = found else { return }
        let shelf = context.database.shelf
        var damaged: [String] = []
        for old in before {
            let (from, to) = (try shelf.location(of: old.digest), try shelf.location(of: new.digest))
            do {
                let file = try await shelf.keep(named: "\(old.label)-\(new.label).zip", of: [.zip], making: { path in try Pack.delta(from: from, to: to, out: path) })
                try await context.database.write { tx in try tx.put(file, from: old, to: new) }
            } catch let refusal as Refusal {
                damaged.append("\(old.label): \(refusal.phrase.en)")
            }
        }
        // From an archive that is damaged nothing leads on: the others have their updates, and somebody looks at this one.
        if !damaged.isEmpty { throw HopelessJob(damaged.joined(separator: "; ")) }
    }
}

extension Transaction {
    /// The last archives that were listed before this one and are others than it, the latest first.
    fileprivate func earlierArchives(than new: PackArchive) throws -> [PackArchive] {
        try rows(
            """
            SELECT * FROM resources_archive a WHERE a.pack_id = \(new.packID) AND a.number < \(new.number) AND a.listed_at IS NOT NULL AND a.digest <> \(new.digest)
                AND NOT EXISTS (SELECT 1 FROM resources_archive b WHERE b.pack_id = a.pack_id AND b.label = a.label AND b.number > a.number
                    AND b.number < \(new.number) AND b.listed_at IS NOT NULL)
            ORDER BY a.number DESC LIMIT \(PackUpdate.most)
            """, PackArchive.init)
    }

    /// Offers an update; one that is not smaller than the whole is none.
    fileprivate func put(_ file: ShelvedFile, from old: PackArchive, to new: PackArchive) throws {
        guard file.byteCount < new.byteCount else { return }
        try keep(file)
        try execute(
            """
            INSERT INTO resources_update (pack_id, label, from_label, digest, byte_count) VALUES (\(new.packID), \(new.label), \(old.label), \(file.digest), \(file.byteCount))
            ON CONFLICT (pack_id, label, from_label) DO NOTHING
            """)
    }

    /// Asks for the updates that lead to an archive which is listed now.
    func askForUpdates(of pack: ID<Resource>, to number: Int) throws {
        try enqueue(PackJobs.update, PackUpdating.Order(pack: pack, number: number), key: pack.text)
    }
}
