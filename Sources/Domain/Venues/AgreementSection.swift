import Declaration
import Kernel
import Language
import Storage

/// `agreements` in a campaign file.
enum AgreementSection {
    static let section = Section(
        "agreements", order: 40, noun: Phrase("协议", "agreement"), shape: shape, apply: apply, current: current,
        hasRecords: { _, _ in false }, withdraw: { tx, key, context in try tx.removeAgreement(key: key, by: context.actor) })

    private static let shape = Shape(
        .key, .required("name", .wording(max: 200)),
        .required("parties", .list(of: .reference(to: "organisations"), min: 2), about: Phrase("至少两方", "At least two")),
        .required("signed", .roughDay), .optional("term", .wording(max: 300), about: Phrase("期限；来源未说明则不填", "Absent: not stated")),
        .required("text", .wording(), about: Phrase("约定的内容", "What was agreed")),
        .optional("commitments", .records(Shape(.key, .required("text", .wording(max: 500))))),
        .optional("reviews", .list(of: .day), about: Phrase("双方检查落实情况的日期", "Days on which the parties look at what has come of it")),
        .optional("resources", .list(of: .reference(to: "resources")), about: Phrase("共享的资源", "Resources that they share")),
        .optional("experts", .list(of: .reference(to: "experts")), about: Phrase("共享的专家团队", "Teams of experts that they share")), .source, .note
    ) { record in
        let parties = record.texts("parties")
        guard Set(parties).count < parties.count else { return [] }
        return [
            .init("parties", found: Phrase("同一单位出现两次", "the same organisation twice"), expected: Phrase("互不相同的单位", "different organisations"))
        ]
    }

    private static func apply(_ tx: Transaction, _ record: DeclaredRecord, _ context: DeclarationContext) throws {
        let old = try tx.agreement(key: record.key)
        var new = Agreement(
            id: old?.id ?? tx.newID(), key: record.key, name: try record.name("name"), signed: try record.roughDay("signed"),
            text: try record.name("text"))
        new.parties = try record.texts("parties").map { try tx.organisationID(declared: $0) }
        new.term = try record.nameOrNil("term")
        new.commitments = try record.records("commitments").map { Agreement.Commitment(key: $0.key, text: try $0.name("text")) }
        new.reviews = record.texts("reviews").compactMap { Day(iso: $0) }.sorted()
        (new.resources, new.experts) = (record.texts("resources"), record.texts("experts"))
        new.provenance = try record.provenance()
        try tx.save(new, by: context.actor)
    }

    /// What was changed at the desk and waits for its parties stands in no file, and no file can name it.
    private static func current(_ tx: Transaction, _ key: String) throws -> DeclaredValue? {
        guard let one = try tx.agreement(key: key), try tx.standing(of: one.id).state == .agreed else { return nil }
        let commitments: [DeclaredValue] = one.commitments.map { .record(of: ["key": $0.key, "text": $0.text.phrase]) }
        return .record(of: [
            "key": one.key, "name": one.name.phrase, "parties": try one.parties.compactMap { try tx.key(of: $0) }, "signed": one.signed,
            "term": one.term?.phrase, "text": one.text.phrase, "commitments": commitments, "reviews": one.reviews, "resources": one.resources,
            "experts": one.experts, "source": one.provenance.sources,
            "note": one.provenance.note?.phrase,
        ])
    }
}
