import Access
import Kernel
import Language
import Resources
import Storage
import Venues
import Web

/// Exhibit lists as a spreadsheet: one row a thing, with what the exhibit's form says in the first of its rows. A row without a number is of the
/// exhibit alone.
enum ExhibitTable {
    static let sheetFields: [FormField] = SheetForm.form(nil).fields.filter { $0.name != SeenForm.field.name }.map { field in
        FormField(field.name, field.label.zh, field.label.en, field.kind, hint: field.hint)
    }

    static let table = FilledTable(
        [
            FormField("unit", "单位", "Unit", .text(max: 200), hint: Phrase("所有单位的全称；您只管一个单位时可以不填。", "The owner's name; may be left out by whoever keeps the things of one unit.")),
            FormField("name_zh", "展品名称", "Exhibit in Chinese", .text(max: 200), required: true, hint: Phrase("同一展品有几件实物，就写几行，名称相同。", "An exhibit of which there are several has as many rows, each with its name.")),
            FormField("name_en", "展品英文名", "Exhibit in English", .text(max: 200)),
            FormField("catalogue", "目录编号", "Catalogue number", .text(max: 20), hint: Phrase("已有的展品可填；同名时必填。", "Of an exhibit that there is; needed where two have one name.")),
            FormField("kind", "类别", "Kind", .choice([ResourceKind.exhibit, .exhibitSet].map { .init($0.rawValue, $0.title) }), hint: Phrase("不填为展品。", "Empty: an exhibit.")),
            FormField("summary_zh", "简介", "Summary in Chinese", .longText(max: 500), hint: Phrase("新展品必填。", "Needed of a new one.")),
            FormField("summary_en", "英文简介", "Summary in English", .longText(max: 1000)),
        ] + sheetFields + [
            FormField("members", "套内展品", "Exhibits in the set", .longText(max: 5000), hint: Phrase("例如：三棱镜×2；凹面镜×1。", "Such as: 三棱镜×2；凹面镜×1.")),
            FormField("number", "实物编号", "Number of the thing", .text(max: Piece.longestNumber), hint: Phrase("贴在实物上的编号，本单位内不重复。", "As on its label; no two things of your unit have the same.")),
            FormField("place", "存放位置", "Where it lies", .text(max: 200)),
            FormField("set", "属于哪一套（编号）", "Belongs to the set (number)", .text(max: Piece.longestNumber), hint: Phrase("那一套的实物编号。", "The number of that set.")),
        ])

    /// What there is of somebody's units, as the table takes it.
    static func rows(for identity: Identity, in tx: Transaction) throws -> [[String: [String]]] {
        let kept = try tx.keptExhibits(for: identity, most: 5_000), ids = kept.map(\.id)
        let sheets = try tx.sheets(of: ids), members = try tx.members(ofSets: kept.filter(\.isSet).map(\.id))
        let pieces = try tx.pieces(ofExhibits: ids), numbers = Dictionary(pieces.map { ($0.id, $0.number) }, uniquingKeysWith: { first, _ in first })
        let byExhibit = Dictionary(grouping: pieces, by: \.resourceID)
        var out: [[String: [String]]] = []
        for exhibit in kept {
            var first = said(of: exhibit, sheets[exhibit.id], members[exhibit.id] ?? [])
            let own = byExhibit[exhibit.id] ?? []
            for (place, piece) in own.enumerated() {
                var row = place == 0 ? first : first.filter { ["unit", "name_zh", "catalogue"].contains($0.key) }
                row["number"] = [piece.number]
                if !piece.place.isEmpty { row["place"] = [piece.place] }
                if let set = piece.setID.flatMap({ numbers[$0] }) { row["set"] = [set] }
                out.append(row)
            }
            if own.isEmpty {
                first["number"] = nil
                out.append(first)
            }
        }
        return out
    }

    private static func said(of exhibit: Exhibit, _ sheet: ExhibitSheet?, _ members: [SetMember]) -> [String: [String]] {
        var row = sheet.map { sheet in
            SheetForm.values(of: sheet, []).mapValues { [$0] }.merging(SheetForm.ticked(in: sheet)) { $1 }
        } ?? [:]
        if let need = sheet?.need { (row["needs_indoor"], row["needs_network"]) = ([need.indoor ? "1" : "0"], [need.network ? "1" : "0"]) }
        (row["unit"], row["name_zh"], row["catalogue"]) = ([exhibit.owner.zh], [exhibit.name.zh], [exhibit.id.text])
        row["kind"] = [(exhibit.isSet ? ResourceKind.exhibitSet : .exhibit).rawValue]
        row["name_en"] = exhibit.name.en.map { [$0] }
        if !members.isEmpty { row["members"] = [SetList.text(members)] }
        return row
    }
}

/// What a set holds, on one line: `三棱镜×2；凹面镜×1`.
enum SetList {
    static func text(_ members: [SetMember]) -> String { members.map { "\($0.name.zh)×\($0.number)" }.joined(separator: "；") }

    /// Names with how many of each; nil where a number is none.
    static func read(_ text: String) -> [(name: String, number: Int)]? {
        var out: [(String, Int)] = []
        for part in text.split(whereSeparator: { "；;\n".contains($0) }) {
            let halves = part.split(separator: "×", omittingEmptySubsequences: false)
            let name = Typed.trimmed(String(halves[0]))
            if name.isEmpty, halves.count == 1 { continue }
            guard halves.count <= 2, !name.isEmpty else { return nil }
            guard let number = halves.count == 1 ? 1 : Int(Typed.trimmed(Typed.number(String(halves[1])))), (1...500).contains(number) else { return nil }
            out.append((name, number))
        }
        return out
    }
}
