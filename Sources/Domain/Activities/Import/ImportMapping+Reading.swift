import Campaigns
import Declaration
import Formats
import Foundation
import Kernel
import Language
import Regions

extension ImportMapping {
    /// Reads a mapping file; throws everything that is wrong with it, line by line.
    static func read(_ bytes: [UInt8], name: String, regions: RegionTable) throws -> ImportMapping {
        let section = Section(
            "mappings", order: 0, noun: Phrase("导入映射", "mapping"), shape: shape(regions), apply: { _, _, _ in }, current: { _, _ in nil },
            hasRecords: { _, _ in false }, withdraw: { _, _, _ in })
        let document = try Declarations(sections: [section], checks: DeclarationChecks(isRegion: { regions[$0] != nil })).read(bytes, name: name)
        guard document.records.count == 1, let record = document.records.first, document.waiting.isEmpty, document.facts.isEmpty else {
            let count = document.records.count
            throw DeclarationProblems([
                DeclarationProblem(
                    "one-mapping", file: name, line: 1, column: 1, field: "mappings",
                    found: Phrase("\(count) 个映射，或其他部分", "\(count) mappings, or other sections"),
                    expected: Phrase("`kepu: 1` 和恰好一个映射", "`kepu: 1` and exactly one mapping"))
            ])
        }
        return try ImportMapping(DeclaredRecord(record.value), regions)
    }

    /// Reads the file at `path`.
    static func read(path: String, regions: RegionTable) throws -> ImportMapping {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        guard let file = FileHandle(forReadingAtPath: path), let data = try? file.read(upToCount: DeclaredFile.Limit.bytes + 1) else {
            throw Refusal(
                .invalid, "mapping-unreadable", "映射文件 \(name) 打不开。请检查路径。", "The mapping file \(name) cannot be read. Check its path.", field: "map")
        }
        return try read(Array(data), name: name, regions: regions)
    }

    static func isCode(_ text: String) -> Bool { text.utf8.count == 6 && text.utf8.allSatisfy { (48...57).contains($0) } }

    private init(_ record: DeclaredRecord, _ regions: RegionTable) throws {
        self.regions = regions
        key = record.key
        format = try record.choice("format")
        records = try record.textOrNil("records").map { try DatumPath($0) }
        sheet = try record.textOrNil("sheet")
        headerRow = try record.integerOrNil("header-row") ?? 1
        separator = try record.textOrNil("separator").map { $0 == "comma" ? "," : $0 == "semicolon" ? ";" : "\t" }
        source = try record.text("source")
        campaign = try Target(record.record("campaign"))
        organiser = try Organiser(record.record("organiser"))
        zone = try record.zone("zone")
        let region = try record.text("region")
        self.region = region == "unknown" ? .unknown : Self.isCode(region) ? .code(region) : .path(try DatumPath(region))
        language = try record.choice("language")
        note = try record.wordingOrNil("note").map { Wording($0.zh, $0.en) }
        let fields = try record.record("fields")
        var out: [ImportTarget: ImportField] = [:]
        for target in ImportTarget.allCases {
            guard let one = try fields.recordOrNil(target.rawValue) else { continue }
            out[target] = try ImportField(one, standard: target.conversions[0])
        }
        self.fields = out
    }
}

extension ImportMapping.Target {
    fileprivate init(_ record: DeclaredRecord) throws {
        key = record.key
        state = try record.choice("state")
        create = try record.recordOrNil("create").map { one in
            let name = try one.wording("name"), summary = try one.wording("summary")
            return ImportMapping.NewCampaign(
                name: Wording(name.zh, name.en), kind: try one.choice("kind"), begin: try one.day("begin"), end: try one.day("end"),
                summary: Wording(summary.zh, summary.en), accent: try one.choiceOrNil("accent"))
        }
    }
}

extension ImportMapping.Organiser {
    fileprivate init(_ record: DeclaredRecord) throws {
        key = record.key
        create = try record.recordOrNil("create").map { one in
            let name = try one.wording("name")
            return (Wording(name.zh, name.en), try one.choice("kind"))
        }
        name = try record.recordOrNil("name").map { try ImportField($0, standard: .text) }
    }
}

extension ImportField {
    fileprivate init(_ record: DeclaredRecord, standard conversion: ImportConversion) throws {
        paths = try record.texts("from").map { try DatumPath($0) }
        self.conversion = try record.choiceOrNil("convert") ?? conversion
        separator = try record.textOrNil("separator") ?? ","
        values = Dictionary(record.entries("values").map { ($0.key, $0.value.text ?? "") }, uniquingKeysWith: { first, _ in first })
        ignoresOthers = try record.textOrNil("others") == "ignore"
        standard = try record.textOrNil("default")
        ignoresImpossibleDates = try record.boolean("ignore-impossible-dates")
        dayFirst = try record.boolean("day-first")
    }
}
