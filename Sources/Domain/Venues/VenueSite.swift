package import Kernel
import Language
package import Storage

/// What the place itself offers to things that come to stand there, as its unit states it. Nil: unknown, which is not zero.
package struct VenueSite: Sendable, Hashable {
    /// In square metres.
    package var area: Int?
    /// Of the narrowest door on the way, in millimetres.
    package var doorWidth: Int?
    package var doorHeight: Int?
    /// What the floor carries, in kilograms a square metre.
    package var floor: Int?
    /// In watts, at 220 V.
    package var power: Int?

    package init(area: Int? = nil, doorWidth: Int? = nil, doorHeight: Int? = nil, floor: Int? = nil, power: Int? = nil) {
        (self.area, self.doorWidth, self.doorHeight, self.floor, self.power) = (area, doorWidth, doorHeight, floor, power)
    }

    init(_ row: Row) throws {
        self.init(
            area: try row.intOrNil("area"), doorWidth: try row.intOrNil("door_width"), doorHeight: try row.intOrNil("door_height"), floor: try row.intOrNil("floor"),
            power: try row.intOrNil("power"))
    }

    package var isEmpty: Bool { self == VenueSite() }

    static let migration = Migration(
        "venues-0005",
        """
        CREATE TABLE venues_site (
            venue_id BIGINT PRIMARY KEY REFERENCES venues_venue (id), area BIGINT, door_width BIGINT, door_height BIGINT, floor BIGINT, power BIGINT,
            changed_at BIGINT NOT NULL)
        """)

    /// What is known, for people: each with its name and unit, what is not known said so.
    var facts: [(title: Phrase, says: Phrase)] {
        func fact(_ title: Phrase, _ value: Int?, _ unit: Phrase) -> (Phrase, Phrase) {
            (title, value.map { Phrase("\(Numerals.count($0, .zh)) \(unit.zh)", "\(Numerals.count($0, .en)) \(unit.en)") } ?? Phrase("不详", "unknown"))
        }
        let millimetres = Phrase("毫米", "mm")
        return [
            fact(Phrase("场地面积", "Area for exhibits"), area, Phrase("平方米", "m²")), fact(Phrase("最窄的门宽", "Narrowest door"), doorWidth, millimetres),
            fact(Phrase("最矮的门高", "Lowest door"), doorHeight, millimetres), fact(Phrase("地面承重", "Floor load"), floor, Phrase("千克/平方米", "kg/m²")),
            fact(Phrase("可用功率", "Power"), power, Phrase("瓦", "W")),
        ]
    }
}

extension Transaction {
    /// Empty where nobody has stated anything.
    package func site(ofVenue id: ID<Venue>) throws -> VenueSite { try row("SELECT * FROM venues_site WHERE venue_id = \(id)", VenueSite.init) ?? VenueSite() }

    /// The operating venues of a unit of which something is stated, by name.
    package func sites(of unit: ID<Organisation>) throws -> [(venue: ID<Venue>, name: String, site: VenueSite)] {
        try rows(
            """
            SELECT s.*, v.name_zh FROM venues_site s JOIN venues_venue v ON v.id = s.venue_id
            WHERE v.organisation_id = \(unit) AND v.status = 'operating' ORDER BY v.sort_key, v.id
            """) { (venue: try $0.id("venue_id"), name: try $0.text("name_zh"), site: try VenueSite($0)) }
    }

    /// Keeps what the place offers; the same again changes nothing.
    func putSite(_ site: VenueSite, of id: ID<Venue>, by actor: Int64) throws {
        guard try self.site(ofVenue: id) != site else { return }
        try execute(
            """
            INSERT INTO venues_site (venue_id, area, door_width, door_height, floor, power, changed_at)
            VALUES (\(id), \(site.area), \(site.doorWidth), \(site.doorHeight), \(site.floor), \(site.power), \(now))
            ON CONFLICT (venue_id) DO UPDATE SET area = excluded.area, door_width = excluded.door_width, door_height = excluded.door_height,
                floor = excluded.floor, power = excluded.power, changed_at = excluded.changed_at
            """)
        try record(LedgerEntry("venues.site-stated", "venue", id, by: actor, visibility: .public))
    }
}
