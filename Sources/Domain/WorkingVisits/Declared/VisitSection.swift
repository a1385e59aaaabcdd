import Access
import Campaigns
import Declaration
import Kernel
import Language
import Storage
import Venues

/// `visits` in a campaign file. What a file declares was agreed to elsewhere: it stands as it is written, and its conclusions can become tasks.
enum VisitSection {
    static let section = Section(
        "visits", order: 92, noun: Phrase("调研交流", "working visit"), shape: VisitShape.visit, apply: apply, current: current,
        hasRecords: { tx, key in
            guard let one = try tx.workingVisit(key: key) else { return false }
            return try one.newsID != nil || tx.conclusions(of: one.id).contains { $0.task != nil }
        }, withdraw: { tx, key, context in try tx.removeVisit(key: key, by: context.actor) })

    private static func apply(_ tx: Transaction, _ record: DeclaredRecord, _ context: DeclarationContext) throws {
        let old = try tx.workingVisit(key: record.key), parties = try record.texts("parties").map { try tx.organisationID(declared: $0) }
        guard let keeper = parties.first else { throw DeclarationDefect("\(record.key): no parties") }
        let id = old?.id ?? tx.newID()
        let draft = VisitDraft(
            name: try record.name("name"), kind: try record.choice("kind"), day: try record.day("day"), clock: try record.textOrNil("time"), keeper: keeper, bodies: parties,
            campaign: try record.textOrNil("campaign").map { try tx.campaignID(declared: $0) }, venue: try record.textOrNil("venue").map { try tx.venueID(declared: $0) },
            place: try record.textOrNil("place") ?? "", tongues: try record.choice("minutes"),
            agenda: try record.records("agenda").map { AgendaItem(key: $0.key, text: try $0.name("name")) }, seen: try record.nameOrNil("seen"),
            provenance: try record.provenance())
        try tx.writeVisit(id, key: record.key, draft, state: .agreed, by: context.actor)
        let held = try tx.bodies(of: id, for: nil)
        try tx.putBodies(parties, of: id, keeping: held)
        try tx.execute("UPDATE workingvisits_body SET agreed_at = \(tx.now), agreed_by = \(context.actor) WHERE visit_id = \(id) AND agreed_at IS NULL")
        try putPeople(tx, record, of: id)
        try putConclusions(tx, record, of: id)
        try tx.record(LedgerEntry("workingvisits.declared", "visit", id, by: context.actor, visibility: .unit))
    }

    /// Who was there as the file says; a name that the desk knows of somebody stays.
    private static func putPeople(_ tx: Transaction, _ record: DeclaredRecord, of id: ID<WorkingVisit>) throws {
        var left = try tx.people(of: id, named: false)
        for one in record.records("people") {
            let (body, office) = (try tx.organisationID(declared: try one.text("party")), try one.text("office"))
            if let there = left.firstIndex(where: { $0.bodyID == body && $0.office == office }) {
                left.remove(at: there)
                continue
            }
            let person: ID<VisitPerson> = tx.newID()
            try tx.execute("INSERT INTO workingvisits_person (id, visit_id, organisation_id, office) VALUES (\(person), \(id), \(body), \(office))")
        }
        for one in left { try tx.execute("DELETE FROM workingvisits_person WHERE id = \(one.id)") }
    }

    /// A conclusion is known by its key, and keeps its task.
    private static func putConclusions(_ tx: Transaction, _ record: DeclaredRecord, of id: ID<WorkingVisit>) throws {
        let held = try tx.conclusions(of: id), wanted = record.records("conclusions")
        for one in held where !wanted.contains(where: { $0.key == one.key }) {
            guard one.task == nil else {
                throw Refusal(
                    .conflict, "conclusion-task", "议定事项“\(one.key)”已转为任务，不能从文件中去掉。请保留它。",
                    "The conclusion “\(one.key)” has become a task and cannot be left out of the file. Keep it there.", field: "conclusions")
            }
            try tx.execute("DELETE FROM workingvisits_conclusion WHERE id = \(one.id)")
        }
        for (position, one) in wanted.enumerated() {
            let draft = ConclusionDraft(text: try one.name("text"), owner: try tx.organisationIDOrNil("owner", of: one), due: try one.dayOrNil("due"))
            if let old = held.first(where: { $0.key == one.key }) {
                try tx.execute(
                    """
                    UPDATE workingvisits_conclusion SET position = \(position), text_zh = \(draft.text.zh), text_en = \(draft.text.en), owner_id = \(draft.owner),
                        due_on = \(draft.due) WHERE id = \(old.id)
                    """)
            } else {
                try tx.addConclusion(tx.newID(), key: one.key, draft, at: position, in: id)
            }
        }
    }

    private static func current(_ tx: Transaction, _ key: String) throws -> DeclaredValue? {
        guard let one = try tx.workingVisit(key: key) else { return nil }
        let bodies = try tx.bodies(of: one.id, for: nil), keys = Dictionary(bodies.map { ($0.id, $0.key) }, uniquingKeysWith: { first, _ in first })
        let people: [DeclaredValue] = try tx.people(of: one.id, named: false).map { .record(of: ["party": keys[$0.bodyID], "office": $0.office]) }
        let conclusions: [DeclaredValue] = try tx.conclusions(of: one.id).map {
            .record(of: ["key": $0.key, "text": $0.text.phrase, "owner": $0.ownerID.flatMap { keys[$0] }, "due": $0.dueOn])
        }
        return .record(of: [
            "key": one.key, "name": one.name.phrase, "campaign": one.campaignKey, "kind": one.kind.rawValue, "day": one.day, "time": one.clock, "parties": bodies.map(\.key),
            "people": people, "venue": try one.venue.flatMap { try tx.key(of: $0.id) }, "place": one.place.isEmpty ? nil : one.place, "agenda": one.agenda.map(\.declared),
            "seen": one.seen?.phrase, "conclusions": conclusions, "minutes": one.tongues.rawValue, "source": one.provenance.sources, "note": one.provenance.note?.phrase,
        ])
    }
}

extension Transaction {
    fileprivate func removeVisit(key: String, by actor: Int64) throws {
        guard let one = try workingVisit(key: key) else { return }
        for table in ["workingvisits_conclusion", "workingvisits_person", "workingvisits_body"] as [SQL] {
            try execute("DELETE FROM \(sql: table) WHERE visit_id = \(one.id)")
        }
        try execute("DELETE FROM workingvisits_visit WHERE id = \(one.id)")
        try record(LedgerEntry("workingvisits.removed", "visit", one.id, by: actor, visibility: .unit))
    }
}
