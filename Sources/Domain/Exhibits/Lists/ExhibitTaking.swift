import Access
import Kernel
import Language
import Resources
import Storage
import Venues
import Web

/// Takes the rows of an exhibit list in: first exhibits and things, then what lies in which set, so that a row may name what stands below it.
struct ExhibitTaking {
    let tx: Transaction
    let identity: Identity

    private var units: [String: ID<Organisation>] = [:]
    private var only: ID<Organisation>?
    private var known: [String: Exhibit] = [:]
    /// What a row said of an exhibit, and which: two rows of one do not contradict each other.
    private var said: [String: (says: [String], line: Int)] = [:]
    private var numbers: [String: Int] = [:]

    static func take(_ rows: [FilledRow], by identity: Identity, in tx: Transaction) throws -> [RowOutcome] {
        var taking = ExhibitTaking(tx, identity)
        return try taking.take(rows)
    }

    private init(_ tx: Transaction, _ identity: Identity) { (self.tx, self.identity) = (tx, identity) }

    private mutating func take(_ rows: [FilledRow]) throws -> [RowOutcome] {
        units = try tx.units(called: Array(Set(rows.compactMap { $0.textOrNil("unit") })), within: identity.scopes(of: Exhibits.keep))
        let own = try tx.units(within: identity.scopes(of: Exhibits.keep), most: 2)
        only = own.count == 1 ? own[0].id : nil
        var outcomes: [RowOutcome] = [], things: [(exhibit: Exhibit, piece: ID<Piece>?)?] = []
        for row in rows {
            let name = [row.text("name_zh"), row.text("number")].filter { !$0.isEmpty }.joined(separator: " · ")
            guard row.problems.isEmpty else {
                outcomes.append(RowOutcome(row.line, name, .wrong, row.problems))
                things.append(nil)
                continue
            }
            do {
                let (exhibit, piece, what) = try tx.attempt { try enter(row) }
                outcomes.append(RowOutcome(row.line, name, what))
                things.append((exhibit, piece))
            } catch let refusal as Refusal where refusal.kind != .unavailable {
                outcomes.append(RowOutcome(row.line, name, .wrong, [named(refusal)]))
                things.append(nil)
            }
        }
        for (place, row) in rows.enumerated() {
            guard let thing = things[place] else { continue }
            do {
                let isChanged = try tx.attempt { try gather(row, thing.exhibit, thing.piece) }
                if isChanged, outcomes[place].what == .unchanged { outcomes[place].what = .changed }
            } catch let refusal as Refusal where refusal.kind != .unavailable {
                (outcomes[place].what, outcomes[place].says) = (.wrong, [named(refusal)])
            }
        }
        return outcomes
    }

    /// The refusal with the column in front, where it is of one.
    private func named(_ refusal: Refusal) -> Phrase {
        guard let label = ExhibitTable.table.form.fields.first(where: { $0.name == refusal.field })?.label else { return refusal.phrase }
        return Phrase("“\(label.zh)”栏：\(refusal.phrase.zh)", "Column “\(label.en)”: \(refusal.phrase.en)")
    }

    private mutating func enter(_ row: FilledRow) throws -> (Exhibit, ID<Piece>?, RowOutcome.What) {
        let owner = try owner(of: row)
        var (exhibit, isNew) = try exhibit(of: row, owner)
        try agree(row, with: exhibit)
        var what = isNew ? RowOutcome.What.added : .unchanged
        if try fill(row, exhibit), what == .unchanged { what = .changed }
        let (piece, became) = try enterPiece(row, exhibit)
        if became == .added || (became == .changed && what == .unchanged) { what = became }
        if isNew, let found = try tx.exhibit(exhibit.id) { exhibit = found }
        return (exhibit, piece, what)
    }

    private func owner(of row: FilledRow) throws -> ID<Organisation> {
        guard let name = row.textOrNil("unit") else {
            guard let only else { throw Refusal(.invalid, "row-unit", "请填写所有单位。", "Name the unit that owns it.", field: "unit") }
            return only
        }
        guard let id = units[name] else {
            let said = String(name.prefix(60))
            throw Refusal(
                .invalid, "row-unit", "您管理的单位里没有“\(said)”，或有几个同名。请写全称，或填单位编号。",
                "None of your units is called “\(said)”, or several are. Write the full name, or the unit's number.", field: "unit")
        }
        return id
    }

    private mutating func exhibit(of row: FilledRow, _ owner: ID<Organisation>) throws -> (Exhibit, isNew: Bool) {
        let name = row.text("name_zh"), key = "\(owner.text) \(name)"
        if let number = row.textOrNil("catalogue") {
            guard let id = ID<Resource>(number), let found = try tx.exhibit(id), found.ownerID == owner else {
                throw Refusal(.invalid, "row-catalogue", "本单位没有这个目录编号的展品。", "This unit has no exhibit of that number.", field: "catalogue")
            }
            guard found.name.zh == name else {
                throw Refusal(.invalid, "row-name", "目录里它叫“\(found.name.zh)”。要改名称，请在“资源”里改。", "The catalogue calls it “\(found.name.zh)”. Change its name under “Resources”.", field: "name_zh")
            }
            return (found, false)
        }
        if let found = known[key] { return (found, false) }
        let found = try tx.exhibits(of: owner, named: name)
        guard found.count < 2 else {
            throw Refusal(.invalid, "row-two", "本单位有几件展品同名，请填目录编号。", "The unit has several exhibits of this name; give the catalogue number.", field: "catalogue")
        }
        if let one = found.first {
            known[key] = one
            return (one, false)
        }
        guard let summary = row.textOrNil("summary_zh") else {
            throw Refusal(.invalid, "row-summary", "新展品请写一两句简介。", "Say in a sentence or two what the new exhibit is.", field: "summary_zh")
        }
        let id = try tx.draftExhibit(
            Wording(name, row.textOrNil("name_en")), summary: Wording(summary, row.textOrNil("summary_en")), isSet: row.text("kind") == ResourceKind.exhibitSet.rawValue, of: owner,
            by: identity)
        guard let made = try tx.exhibit(id) else { throw Refusal.notFound(Exhibit.noun) }
        known[key] = made
        return (made, true)
    }

    /// Refuses what contradicts a row above, or the catalogue.
    private mutating func agree(_ row: FilledRow, with exhibit: Exhibit) throws {
        if let kind = row.textOrNil("kind"), (kind == ResourceKind.exhibitSet.rawValue) != exhibit.isSet {
            throw Refusal(.invalid, "row-kind", "目录里它的类别不同，类别不能改。", "The catalogue says another kind, which does not change.", field: "kind")
        }
        for field in ExhibitTable.table.form.fields where !["unit", "number", "place", "set", "catalogue"].contains(field.name) {
            guard let says = row.values[field.name] else { continue }
            let key = "\(exhibit.id.text) \(field.name)"
            if let before = said[key], before.says != says {
                throw Refusal(.invalid, "row-contradicts", "与第 \(before.line) 行同一展品的内容不同。", "Row \(before.line), of the same exhibit, says something else.", field: field.name)
            }
            said[key] = (says, row.line)
        }
    }

    /// Puts what the row says into the exhibit's form; gives whether that changed it.
    private func fill(_ row: FilledRow, _ exhibit: Exhibit) throws -> Bool {
        let names = Set(ExhibitTable.sheetFields.map(\.name)).intersection(row.values.keys)
        guard !names.isEmpty else { return false }
        let old = try tx.sheet(of: exhibit.id), start = old ?? ExhibitSheet()
        var values = SheetForm.values(of: start, []).mapValues { [$0] }.merging(SheetForm.ticked(in: start)) { $1 }
        for field in ExhibitTable.sheetFields where names.contains(field.name) {
            let says = row.values[field.name] ?? []
            if case .checkbox = field.kind { values[field.name] = says == ["1"] ? ["1"] : nil } else { values[field.name] = says }
        }
        var posted = Posted.nothing
        posted.fields = Query(values.flatMap { name, texts in texts.map { (name, $0) } })
        let reading = SheetForm.read(posted, nil)
        guard let sheet = SheetForm.sheet(reading) else {
            let remark = reading.remarks.first
            throw Refusal(.invalid, "row-sheet", remark?.says.zh ?? "无法读取。", remark?.says.en ?? "It cannot be read.", field: remark?.field)
        }
        guard sheet != old else { return false }
        let members = try tx.members(of: exhibit.id).map { (exhibit: ID<Resource>($0.exhibitID), number: $0.number) }
        _ = try tx.ownersExhibit(exhibit.id, identity)
        try tx.put(sheet, members: members, of: exhibit, by: identity.account.id.number)
        return true
    }

    private mutating func enterPiece(_ row: FilledRow, _ exhibit: Exhibit) throws -> (ID<Piece>?, RowOutcome.What) {
        guard let number = row.textOrNil("number") else {
            guard row.textOrNil("place") == nil, row.textOrNil("set") == nil else {
                throw Refusal(.invalid, "row-number", "有存放位置或所属的套时，请填实物编号。", "Where a place or a set is given, give the number of the thing.", field: "number")
            }
            return (nil, .unchanged)
        }
        let key = "\(exhibit.ownerID.text) \(number)"
        if let before = numbers[key] {
            throw Refusal(.invalid, "row-number", "第 \(before) 行已有这个编号。", "Row \(before) has this number already.", field: "number")
        }
        numbers[key] = row.line
        guard let piece = try tx.piece(of: exhibit.ownerID, number: number) else {
            _ = try tx.ownersExhibit(exhibit.id, identity)
            return (try tx.addPiece(of: exhibit, number: number, place: row.text("place"), by: identity.account.id.number), .added)
        }
        guard piece.resourceID == exhibit.id else {
            throw Refusal(.invalid, "row-number", "编号“\(number)”是另一展品“\(piece.name.zh)”的。", "The number “\(number)” is that of another exhibit, “\(piece.name(.en))”.", field: "number")
        }
        guard piece.state != .retired else {
            throw Refusal(.invalid, "row-number", "编号“\(number)”的实物已退役，请换一个编号。", "The thing with the number “\(number)” is retired. Give another number.", field: "number")
        }
        guard let place = row.textOrNil("place"), place != piece.place else { return (piece.id, .unchanged) }
        try tx.change(try tx.ownersPiece(piece.id, identity), number: number, place: place, by: identity.account.id.number)
        return (piece.id, .changed)
    }

    /// What lies in a set, by its form and as things.
    private func gather(_ row: FilledRow, _ exhibit: Exhibit, _ piece: ID<Piece>?) throws -> Bool {
        var isChanged = false
        if let text = row.textOrNil("members") {
            guard let listed = SetList.read(text) else {
                throw Refusal(.invalid, "row-members", "请写成“三棱镜×2；凹面镜×1”，件数 1 到 500。", "Write it as 三棱镜×2；凹面镜×1, each 1 to 500.", field: "members")
            }
            let wanted = try listed.map { one in
                let found = try tx.exhibits(of: exhibit.ownerID, named: one.name).filter { !$0.isSet }
                guard let only = found.first, found.count == 1 else {
                    let said = String(one.name.prefix(60))
                    throw Refusal(.invalid, "row-members", "本单位没有名为“\(said)”的单件展品。", "The unit has no single exhibit called “\(said)”.", field: "members")
                }
                return (exhibit: only.id, number: one.number)
            }
            guard Set(wanted.map(\.exhibit)).count == wanted.count else {
                throw Refusal(.invalid, "row-members", "同一展品写了两次，请合并件数。", "An exhibit stands there twice; add the numbers up.", field: "members")
            }
            let old = try tx.members(of: exhibit.id)
            if Dictionary(uniqueKeysWithValues: wanted.map { ($0.exhibit.number, $0.number) }) != Dictionary(old.map { ($0.exhibitID, $0.number) }, uniquingKeysWith: { first, _ in first }) {
                try tx.put(try tx.sheet(of: exhibit.id) ?? ExhibitSheet(), members: wanted, of: try tx.ownersExhibit(exhibit.id, identity), by: identity.account.id.number)
                isChanged = true
            }
        }
        if let set = row.textOrNil("set"), let piece {
            guard let found = try tx.piece(of: exhibit.ownerID, number: set) else {
                throw Refusal(.invalid, "row-set", "本单位没有编号为“\(set)”的一套。", "The unit has no set with the number “\(set)”.", field: "set")
            }
            if try tx.piece(piece)?.setID != found.id {
                try tx.move(piece, into: found.id, by: identity.account.id.number)
                isChanged = true
            }
        }
        return isChanged
    }
}
