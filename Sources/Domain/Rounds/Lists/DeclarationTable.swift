import Access
import Kernel
import Language
import Resources
import Storage
import Venues
import Web

/// Declarations of several units as a spreadsheet, one row a unit: the form of the round as columns.
struct DeclarationTable: Sendable {
    let round: Round
    let table: FilledTable

    static let mostUnits = 500

    init(_ round: Round) {
        self.round = round
        let asked = DeclarationForm.form(round.rule).fields.map { FormField($0.name, $0.label.zh, $0.label.en, $0.kind, hint: $0.hint) }
        table = FilledTable(
            [FormField("unit", "申报单位", "Unit", .text(max: 200), required: true, hint: Phrase("您可代表申报的单位的全称。", "The full name of a unit for which you may declare."))] + asked
                + [FormField("hand_in", "提交", "Hand in", .checkbox, hint: Phrase("填“是”就提交；不填只存草稿。", "Yes hands it in; without it a draft is kept."))])
    }

    /// A row for each unit that somebody may declare for, with what it has declared so far.
    func rows(for identity: Identity, in tx: Transaction) throws -> [[String: [String]]] {
        let units = try tx.units(within: identity.scopes(of: Rounds.declare), most: Self.mostUnits)
        let found = try tx.rows(
            "SELECT * FROM rounds_declaration WHERE round_id = \(round.id) AND organisation_id IN (\(list: units.map(\.id)))", RoundDeclaration.init)
        let declared = Dictionary(found.map { ($0.organisationID, $0) }, uniquingKeysWith: { first, _ in first })
        return units.map { unit in
            var row: [String: [String]] = ["unit": [unit.name.zh]]
            guard let one = declared[unit.id] else { return row }
            let values = DeclarationForm.values(of: one.body, round.rule)
            // The order of what is not asked for says nothing.
            let asked = Set(one.body.wants.map { DeclarationForm.order($0.lot) })
            for (name, value) in values where !name.hasPrefix("o-") || asked.contains(name) { row[name] = [value] }
            if !one.state.isOpen, one.state != .withdrawn { row["hand_in"] = ["1"] }
            return row
        }
    }
}
