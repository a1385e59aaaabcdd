import Declaration
import Kernel
import Storage

extension Toy {
    enum Status: String, CaseIterable { case planned, operating, closed }

    static let venues = Section(
        "venues", order: 20, noun: Phrase("场馆", "venue"),
        shape: Shape(
            .key, .required("name", .wording(max: 200)), .optional("region", .region), .optional("parent", .reference(to: "venues")),
            .optional("status", .choice(Status.self), default: "operating"), .optional("latitude", .real(-90...90)),
            .optional("opened", .roughDay), .optional("free", .boolean), .optional("opens", .clock), .optional("site", .webAddress),
            .optional("tags", .list(of: .text(max: 500, paragraphs: true), ordered: false)), .source),
        apply: { tx, record, _ in
            let name = try record.wording("name")
            guard name.en != "Refused" else {
                throw Refusal(.conflict, "toy", "不要这个名称", "Not this name", field: "name")
            }
            try tx.execute(
                """
                INSERT INTO toy_venue (key, name_zh, name_en, region, parent, status, latitude, opened, is_free, opens, site, tags, source)
                VALUES (\(record.key), \(name.zh), \(name.en), \(try record.textOrNil("region")), \(try record.textOrNil("parent")),
                        \(try record.choice("status", Status.self).rawValue), \(try record.realOrNil("latitude")),
                        \(try record.textOrNil("opened")), \(try record.booleanOrNil("free")), \(try record.textOrNil("opens")),
                        \(try record.textOrNil("site")), \(record.texts("tags").declaredValue.json), \(record.texts("source").declaredValue.json))
                ON CONFLICT (key) DO UPDATE SET name_zh = excluded.name_zh, name_en = excluded.name_en, region = excluded.region,
                    parent = excluded.parent, status = excluded.status, latitude = excluded.latitude, opened = excluded.opened,
                    is_free = excluded.is_free, opens = excluded.opens, site = excluded.site, tags = excluded.tags, source = excluded.source
                """)
        },
        current: { tx, key in
            try tx.row("SELECT * FROM toy_venue WHERE key = \(key)") { row in
                DeclaredValue.record(of: [
                    "key": try row.text("key"), "name": Phrase(try row.text("name_zh"), try row.text("name_en")),
                    "region": try row.textOrNil("region"), "parent": try row.textOrNil("parent"), "status": try row.text("status"),
                    "latitude": try row.realOrNil("latitude"), "opened": try row.textOrNil("opened"),
                    "free": try row.int64OrNil("is_free").map { $0 == 1 }, "opens": try row.textOrNil("opens"), "site": try row.textOrNil("site"),
                    "tags": DeclaredValue(json: try row.text("tags")), "source": DeclaredValue(json: try row.text("source")),
                ])
            }
        },
        hasRecords: { tx, key in try tx.number("SELECT COUNT(*) FROM toy_visit WHERE venue = \(key)") != 0 },
        withdraw: { tx, key, _ in try tx.execute("DELETE FROM toy_venue WHERE key = \(key)") })
}
