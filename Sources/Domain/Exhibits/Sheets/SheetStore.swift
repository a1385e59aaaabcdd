import Access
import Kernel
import Language
import Resources
import Storage
import Venues

extension Transaction {
    /// An empty one where nobody has filled it in.
    func sheet(of id: ID<Resource>) throws -> ExhibitSheet? { try row("SELECT * FROM exhibits_sheet WHERE resource_id = \(id)", ExhibitSheet.init) }

    /// What a set holds by its sheet.
    func members(of set: ID<Resource>) throws -> [SetMember] {
        try rows(
            """
            SELECT m.exhibit_id, m.number, r.name_zh, r.name_en FROM exhibits_member m JOIN view_resources_resource r ON r.id = m.exhibit_id
            WHERE m.set_id = \(set) ORDER BY r.name_zh, m.exhibit_id
            """
        ) { SetMember(exhibitID: try $0.int64("exhibit_id"), name: try $0.wording("name"), number: try $0.int("number")) }
    }

    /// Keeps what the sheet says. The caller has asked whether they may.
    func put(_ sheet: ExhibitSheet, members: [(exhibit: ID<Resource>, number: Int)], of exhibit: Exhibit, by actor: Int64) throws {
        let need = sheet.need, account: Int64? = actor == 0 ? nil : actor
        try execute("DELETE FROM exhibits_sheet WHERE resource_id = \(exhibit.id)")
        try execute(
            """
            INSERT INTO exhibits_sheet (resource_id, principle_zh, principle_en, composition_zh, composition_en, technical_zh, technical_en, operation_zh,
                operation_en, commentary_zh, commentary_en, cautions_zh, cautions_en, length, width, height, mass, power, voltage, structure, price, vehicles,
                need_area, need_door_width, need_door_height, need_floor, need_power, needs_indoor, needs_network, days_before, days_after, account_id, changed_at)
            VALUES (\(exhibit.id), \(sheet.principle.zh), \(sheet.principle.en), \(sheet.composition.zh), \(sheet.composition.en), \(sheet.technical.zh),
                \(sheet.technical.en), \(sheet.operation.zh), \(sheet.operation.en), \(sheet.commentary.zh), \(sheet.commentary.en), \(sheet.cautions.zh),
                \(sheet.cautions.en), \(sheet.length), \(sheet.width), \(sheet.height), \(sheet.mass), \(sheet.power), \(sheet.voltage), \(sheet.structure),
                \(sheet.price), \(sheet.vehicles.map(\.rawValue).joined(separator: " ")), \(need.area), \(need.doorWidth), \(need.doorHeight), \(need.floor),
                \(need.power), \(need.indoor), \(need.network), \(sheet.daysBefore), \(sheet.daysAfter), \(account), \(now))
            """)
        try execute("DELETE FROM exhibits_member WHERE set_id = \(exhibit.id)")
        guard exhibit.isSet || members.isEmpty else {
            throw Refusal(.invalid, "sheet-members", "只有成套展品才列出其中的展品。", "Only a set lists the exhibits in it.", field: "members")
        }
        for member in members {
            guard let other = try self.exhibit(member.exhibit), !other.isSet, other.ownerID == exhibit.ownerID else {
                throw Refusal(
                    .invalid, "sheet-members", "套内展品应是本单位的单件展品。", "What a set holds are single exhibits of the same unit.", field: "members")
            }
            try execute("INSERT INTO exhibits_member (set_id, exhibit_id, number) VALUES (\(exhibit.id), \(member.exhibit), \(member.number))")
        }
        try record(LedgerEntry("exhibits.sheet-changed", "resource", exhibit.id, by: actor, visibility: .unit))
    }
}
