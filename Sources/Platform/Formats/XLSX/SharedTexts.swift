import Kernel

/// The texts that the cells of a workbook share, within a budget of memory.
final class SharedTexts: XMLHandler {
    private(set) var texts: [String] = []
    private var current: [UInt8] = []
    private var isText = false
    private var isPhonetic = false
    private var memory = 0
    private let limits: RecordFile.Limits

    init(limits: RecordFile.Limits) { self.limits = limits }

    func start(_ name: UnsafePointer<CChar>, _ attributes: XMLAttributes) {
        if name.says("si") { current.removeAll(keepingCapacity: current.capacity <= 65_536) }
        if name.says("t") { isText = !isPhonetic }
        if name.says("rPh") { isPhonetic = true }
    }

    func end(_ name: UnsafePointer<CChar>) throws(FormatProblem) {
        if name.says("t") { isText = false }
        if name.says("rPh") { isPhonetic = false }
        guard name.says("si") else { return }
        memory += current.count + 48
        guard memory <= limits.sharedTextBytes else {
            throw FormatProblem(
                .tooLarge,
                Phrase(
                    "表格里的文字太多（上限 \(limits.sharedTextBytes >> 20) MB）。请拆成几个文件，或另存为 CSV。",
                    "The spreadsheet holds too much text (at most \(limits.sharedTextBytes >> 20) MB). Split it, or save it as CSV."))
        }
        texts.append(CellText.decoded(current))
    }

    func text(_ bytes: UnsafeRawBufferPointer) throws(FormatProblem) {
        guard isText else { return }
        current.append(contentsOf: bytes)
        guard current.count <= limits.textBytes else { throw .cellTooLong(limits) }
    }
}

extension FormatProblem {
    static func cellTooLong(_ limits: RecordFile.Limits) -> FormatProblem {
        FormatProblem(
            .tooLarge, Phrase("一个单元格的文字太长（上限 \(limits.textBytes) 字节）。", "The text of one cell is too long (at most \(limits.textBytes) bytes)."))
    }
}
