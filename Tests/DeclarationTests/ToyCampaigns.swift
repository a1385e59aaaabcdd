import Declaration
import Kernel
import Storage

extension Toy {
    private static let session = Shape(
        .optional("key", .key), .required("begin", .localTime), .required("end", .localTime), .optional("capacity", .integer(1...100_000)))

    private static let news = Shape(.key, .required("day", .day), .required("title", .wording()), .source)

    static let campaigns = Section(
        "campaigns", order: 50, noun: Phrase("活动", "campaign"),
        shape: Shape(
            .key, .required("name", .wording(), cloning: .renamed), .optional("parent", .reference(to: "campaigns")),
            .optional("edition", .integer(1...1000), cloning: .incremented), .required("year", .integer(1900...2100), cloning: .incremented),
            .required("begin", .day), .required("end", .day), .optional("precision", .choice(["day", "month", "year"]), default: "day"),
            .optional("zone", .zone), .optional("venue", .reference(to: "venues")), .optional("motto", .text(max: 100)),
            .optional("blocks", .records(Shape(.key, .required("name", .wording())))),
            .optional("themes", .records(Shape(.key, .required("month", .month)))),
            .optional(
                "placed",
                .list(
                    of: .record(Shape(.required("campaign", .reference(to: "campaigns")), .optional("block", .part(list: "blocks", of: "campaign")))))
            ),
            .optional("sessions", .records(session, by: ["key", "begin"])),
            .optional("news", .records(news), cloning: .dropped), .optional("labels", .map(of: .text())), .source, .note
        ) { record in
            guard let begin = try? record.day("begin"), let end = try? record.day("end"), end < begin else { return [] }
            return [.init("end", found: Phrase("\(end.iso)", "\(end.iso)"), expected: Phrase("不早于 begin", "a day not before begin"))]
        },
        isEdition: true,
        apply: { tx, record, _ in
            try tx.execute(
                """
                INSERT INTO toy_campaign (key, declared) VALUES (\(record.key), \(record.value.json))
                ON CONFLICT (key) DO UPDATE SET declared = excluded.declared
                """)
        },
        current: { tx, key in
            try tx.row("SELECT declared FROM toy_campaign WHERE key = \(key)") { DeclaredValue(json: try $0.text("declared")) } ?? nil
        },
        hasRecords: { _, _ in false },
        withdraw: { tx, key, _ in try tx.execute("DELETE FROM toy_campaign WHERE key = \(key)") })

    /// A change at the desk: fields of a campaign set or, with nil, taken away.
    static func atTheDesk(_ database: Database, _ key: String, _ changes: [String: DeclaredValue?]) async throws {
        try await database.write { tx in
            let text = try tx.row("SELECT declared FROM toy_campaign WHERE key = \(key)") { try $0.text("declared") } ?? "{}"
            guard case .record(var fields) = DeclaredValue(json: text) else { return }
            for (name, value) in changes { fields[name] = value }
            try tx.execute("UPDATE toy_campaign SET declared = \(DeclaredValue.record(fields).json) WHERE key = \(key)")
        }
    }
}
