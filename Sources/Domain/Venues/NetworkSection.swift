import Declaration
import Kernel
import Language
import Storage

/// `networks` in a campaign file: a hub and its members.
enum NetworkSection {
    static let section = Section(
        "networks", order: 30, noun: Phrase("场馆体系", "network"), shape: shape, apply: apply, current: current,
        hasRecords: { _, _ in false }, withdraw: { tx, key, context in try tx.removeNetwork(key: key, by: context.actor) })

    private static let shape = Shape(
        .key, .required("name", .wording(max: 200)), .required("kind", .choice(["1+N"])),
        .required("hub", .reference(to: "venues"), about: Phrase("核心场馆，可以尚在筹建", "The hub, which may still be planned")),
        .optional("region", .region, about: Phrase("全国性体系不填", "Absent: the whole country")),
        .optional("organisation", .reference(to: "organisations"), about: Phrase("建设单位", "Who builds it")),
        .optional("summary", .wording()), .optional("members", .records(member, by: [])), .optional("classes", .records(memberClass)),
        .source, .note)

    private static let member = Shape(
        .required("venue", .reference(to: "venues")), .required("role", .wording(max: 100)), .optional("from", .roughDay),
        .optional("until", .roughDay)
    ) { record in
        guard let from = try? record.roughDayOrNil("from"), let until = try? record.roughDayOrNil("until"), from.first > until.last else {
            return []
        }
        return [
            .init(
                "until", found: Phrase("\(until)，早于 \(from)", "\(until), before \(from)"),
                expected: Phrase("不早于 from 的日期", "a date not before from"))
        ]
    }

    private static let memberClass = Shape(
        .key, .required("kind", .choice(Venue.Kind.self)), .required("name", .wording(max: 200)),
        .optional("announced_count", .integer(0...1_000_000_000)), .optional("as_of", .roughDay), .source, .note)

    private static func apply(_ tx: Transaction, _ record: DeclaredRecord, _ context: DeclarationContext) throws {
        let old = try tx.network(key: record.key)
        var new = Network(
            id: old?.id ?? tx.newID(), key: record.key, name: try record.name("name"), hubID: try tx.venueID(declared: try record.text("hub")))
        new.region = try record.textOrNil("region")
        new.organisationID = try tx.organisationIDOrNil("organisation", of: record)
        new.summary = try record.nameOrNil("summary")
        new.members = try record.records("members").map { one in
            Network.Member(
                venueID: try tx.venueID(declared: try one.text("venue")), role: try one.name("role"), from: try one.roughDayOrNil("from"),
                until: try one.roughDayOrNil("until"))
        }
        new.classes = try record.records("classes").map { one in
            Network.MemberClass(
                key: one.key, kind: try one.choice("kind"), name: try one.name("name"), announcedCount: try one.integerOrNil("announced_count"),
                asOf: try one.roughDayOrNil("as_of"), provenance: try one.provenance())
        }
        new.provenance = try record.provenance()
        try tx.save(new, by: context.actor)
    }

    private static func current(_ tx: Transaction, _ key: String) throws -> DeclaredValue? {
        guard let one = try tx.network(key: key) else { return nil }
        let members: [DeclaredValue] = try one.members.map { member in
            .record(of: [
                "venue": try tx.key(of: member.venueID), "role": member.role.phrase, "from": member.from, "until": member.until,
            ])
        }
        let classes: [DeclaredValue] = one.classes.map { one in
            .record(of: [
                "key": one.key, "kind": one.kind.rawValue, "name": one.name.phrase, "announced_count": one.announcedCount,
                "as_of": one.asOf, "source": one.provenance.sources, "note": one.provenance.note?.phrase,
            ])
        }
        return .record(of: [
            "key": one.key, "name": one.name.phrase, "kind": "1+N", "hub": try tx.key(of: one.hubID), "region": one.region,
            "organisation": try tx.key(of: one.organisationID), "summary": one.summary?.phrase, "members": members, "classes": classes,
            "source": one.provenance.sources, "note": one.provenance.note?.phrase,
        ])
    }
}
