import Access
import Kernel
import Language
import Resources
import Storage
import Venues
import Web

/// Takes the rows of a table of declarations in, each as its unit's form would be: begun, kept, and handed in where the row says so.
struct DeclarationTaking {
    let sheet: DeclarationTable
    let identity: Identity
    let tx: Transaction

    func take(_ rows: [FilledRow]) throws -> [RowOutcome] {
        let units = try tx.units(called: Array(Set(rows.map { $0.text("unit") })), within: identity.scopes(of: Rounds.declare))
        var seen: [ID<Organisation>: Int] = [:]
        return try rows.map { row in
            let name = row.text("unit")
            guard row.problems.isEmpty else { return RowOutcome(row.line, name, .wrong, row.problems) }
            do {
                guard let unit = units[name] else {
                    let said = String(name.prefix(60))
                    throw Refusal(
                        .invalid, "row-unit", "您可代表申报的单位里没有“\(said)”，或有几个同名。请写全称，或填单位编号。",
                        "None of the units for which you may declare is called “\(said)”, or several are. Write the full name, or the unit's number.", field: "unit")
                }
                if let before = seen.updateValue(row.line, forKey: unit) {
                    throw Refusal(.invalid, "row-twice", "第 \(before) 行已有这个单位。", "Row \(before) has this unit already.", field: "unit")
                }
                return RowOutcome(row.line, name, try tx.attempt { try enter(row, unit) })
            } catch let refusal as Refusal where refusal.kind != .unavailable {
                return RowOutcome(row.line, name, .wrong, [named(refusal)])
            }
        }
    }

    private func named(_ refusal: Refusal) -> Phrase {
        guard let label = sheet.table.form.fields.first(where: { $0.name == refusal.field })?.label else { return refusal.phrase }
        return Phrase("“\(label.zh)”栏：\(refusal.phrase.zh)", "Column “\(label.en)”: \(refusal.phrase.en)")
    }

    private func enter(_ row: FilledRow, _ unit: ID<Organisation>) throws -> RowOutcome.What {
        let round = sheet.round, handsIn = row.text("hand_in") == "1"
        let old = try tx.declaration(of: unit, in: round.id)
        if let old, !old.state.isOpen, old.state != .withdrawn {
            guard body(row, old.body) == old.body else {
                throw Refusal(
                    .conflict, "declaration-fixed", "这份申报已提交，不能再改。需要更正时，截止前可以撤回，再重新申报。",
                    "This declaration is handed in and cannot be changed. Before the close it can be withdrawn and declared again.", field: "unit")
            }
            return .unchanged
        }
        let id: ID<RoundDeclaration>
        if let old, old.state == .returned { id = old.id } else { id = try tx.startDeclaration(in: round, of: unit, by: identity) }
        let begun = try tx.requireDeclaration(id), body = body(row, begun.body)
        try tx.saveDeclaration(id, body, seen: nil, by: identity)
        if handsIn { try tx.step(id, DeclarationStep(.submit), by: identity) }
        return old == nil ? .added : handsIn || body != begun.body ? .changed : .unchanged
    }

    /// What stands there with what the row says over it.
    private func body(_ row: FilledRow, _ old: DeclarationBody) -> DeclarationBody {
        let rule = sheet.round.rule, form = DeclarationForm.form(rule)
        var values = DeclarationForm.values(of: old, rule)
        // Of lots that nobody asked for yet the order is the row's alone.
        for lot in rule.lots where !old.wants.contains(where: { $0.lot == lot.key }) { values[DeclarationForm.order(lot.key)] = nil }
        for field in form.fields { if let text = row.textOrNil(field.name) { values[field.name] = text } }
        var body = DeclarationForm.body(form.entered(Query(values.map { (name: $0.key, value: $0.value) })), rule)
        body.papers = old.papers
        return body
    }
}
