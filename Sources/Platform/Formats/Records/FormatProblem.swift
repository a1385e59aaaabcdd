package import Kernel

/// Why a file, or one record of it, cannot be taken: where, what was wrong, and what was expected.
package struct FormatProblem: Error, Sendable, Equatable {
    /// A short fixed word for logs, metrics and machines; never holds data.
    package enum Code: String, Sendable, CaseIterable {
        case unreadable = "file-unreadable"
        case unknownKind = "file-kind-unknown"
        case empty = "file-empty"
        case encoding = "file-encoding"
        case syntax = "file-syntax"
        case tooDeep = "record-too-deep"
        case tooLarge = "record-too-large"
        case duplicateKey = "record-duplicate-key"
        case number = "record-number"
        case notAnObject = "record-not-an-object"
        case noRecords = "file-no-records"
        case header = "table-header"
        case tooManyCells = "table-too-many-cells"
        case quote = "table-quote"
        case separator = "table-separator"
        case archive = "spreadsheet-damaged"
        case expands = "spreadsheet-expands"
        case doctype = "spreadsheet-doctype"
        case sheet = "spreadsheet-sheet"
        case cell = "spreadsheet-cell"
        case path = "mapping-path"
        case date = "date-unclear"
        case impossibleDate = "date-impossible"
        case tooLongForCode = "qr-too-long"
        case calendar = "calendar-damaged"
        case unwritable = "file-unwritable"
    }

    package var code: Code
    package var phrase: Phrase
    /// The name of the file as its owner knows it.
    package var file: String?
    /// The line of the text file, from 1.
    package var line: Int?
    /// The number of the record: the row of a table (the header counts), or the how-manieth record of a list.
    package var row: Int?
    /// The key, column or path that it concerns.
    package var field: String?
    /// False when the reader can go on with the next record; true when nothing behind this place can be trusted.
    package var isFatal: Bool

    package init(
        _ code: Code, _ phrase: Phrase, file: String? = nil, line: Int? = nil, row: Int? = nil, field: String? = nil, isFatal: Bool = true
    ) {
        (self.code, self.phrase, self.file, self.line) = (code, phrase, file, line)
        (self.row, self.field, self.isFatal) = (row, field, isFatal)
    }

    /// Where it is: `agenda.csv，第 3 行` / `agenda.csv, line 3`. Empty when nothing is known.
    package var place: Phrase {
        var zh: [String] = []
        var en: [String] = []
        if let file { (zh, en) = ([file], [file]) }
        if let line {
            zh.append("第 \(line) 行")
            en.append("line \(line)")
        }
        if let row, row != line {
            zh.append("第 \(row) 条")
            en.append("row \(row)")
        }
        if let field {
            zh.append("“\(field)”")
            en.append("“\(field)”")
        }
        return Phrase(zh.joined(separator: "，"), en.joined(separator: ", "))
    }

    /// The place and the phrase in one sentence.
    package var message: Phrase {
        let place = place
        return place.en.isEmpty ? phrase : Phrase("\(place.zh)：\(phrase.zh)", "\(place.en): \(phrase.en)")
    }

    /// The same as an answer to a person.
    package var refusal: Refusal {
        let large: Set<Code> = [.tooLarge, .tooDeep, .expands]
        return Refusal(large.contains(code) ? .tooLarge : .invalid, code.rawValue, message, field: field)
    }

    /// The same with the parts of the place that are not yet known.
    func at(file: String? = nil, line: Int? = nil, row: Int? = nil, field: String? = nil) -> FormatProblem {
        var copy = self
        copy.file = copy.file ?? file
        copy.line = copy.line ?? line
        copy.row = copy.row ?? row
        copy.field = copy.field ?? field
        return copy
    }

    /// The same, but only this record is lost.
    var forOneRecord: FormatProblem {
        var copy = self
        copy.isFatal = false
        return copy
    }
}
