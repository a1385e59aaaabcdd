import Kernel

/// The list of sheets, and from which day the workbook counts its dates.
final class Workbook: XMLHandler {
    struct Sheet {
        let name: String
        let relation: String
        let isHidden: Bool
    }

    private(set) var sheets: [Sheet] = []
    private(set) var from1904 = false

    func start(_ name: UnsafePointer<CChar>, _ attributes: XMLAttributes) throws(FormatProblem) {
        if name.says("workbookPr") { from1904 = attributes.isTrue("date1904") }
        guard name.says("sheet"), let title = attributes["name"], let id = attributes["id"] else { return }
        guard sheets.count < 10_000 else { throw .damagedArchive }
        let state = attributes["state"] ?? "visible"
        sheets.append(Sheet(name: title, relation: id, isHidden: state != "visible"))
    }

    func end(_ name: UnsafePointer<CChar>) {}
    func text(_ bytes: UnsafeRawBufferPointer) {}

    /// The part that holds the sheet of that name, or the first one that people see.
    func part(ofSheet wanted: String?, _ relations: Relationships) throws(FormatProblem) -> String {
        let targets = relations.targets.filter { $0.type.hasSuffix("/worksheet") }
        func part(_ sheet: Sheet) -> String? { targets.first { $0.id == sheet.relation }?.part }
        if let wanted {
            if let sheet = sheets.first(where: { $0.name == wanted }), let part = part(sheet) { return part }
            let names = sheets.prefix(20).map { "“\($0.name)”" }
            throw FormatProblem(
                .sheet,
                Phrase(
                    "没有名为“\(wanted)”的工作表；文件里有\(names.joined(separator: "、"))。",
                    "There is no sheet “\(wanted)”; the file has \(names.joined(separator: ", "))."), field: wanted)
        }
        for sheet in sheets where !sheet.isHidden {
            if let part = part(sheet) { return part }
        }
        throw FormatProblem(.sheet, Phrase("文件里没有可见的工作表。", "The file has no visible sheet."))
    }
}
