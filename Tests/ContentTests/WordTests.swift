import Declaration
import Foundation
import Kernel
import Testing

/// Both languages are complete, in sections that wait for their room too; and what the files repeat, they repeat alike.
@Suite("The words of the five files") struct WordTests {
    @Test(arguments: CampaignFile.all) func everyTextIsInBothLanguages(_ file: CampaignFile) throws {
        for record in try file.document.all {
            var inText: Set<String> = []
            record.value.walk(record.path) { path, value in
                if let fields = Self.fields(value), fields["zh"] != nil || fields["en"] != nil {
                    #expect(Set(fields.keys) == ["zh", "en"], "\(path)")
                    inText.formUnion(["\(path).zh", "\(path).en"])
                    Self.check(fields, path)
                }
                // Chinese stands nowhere but in texts that have English beside it.
                if let text = value.text, !inText.contains(path) { #expect(!Self.hasHan(text), "\(path): \(text)") }
            }
        }
    }

    private static func check(_ fields: [String: DeclaredValue], _ path: String) {
        let (zh, en) = (fields["zh"]?.text ?? "", fields["en"]?.text ?? "")
        for text in [zh, en] { #expect(!text.isEmpty && text == text.trimmingCharacters(in: .whitespacesAndNewlines), "\(path)") }
        #expect(!hasHan(en), "\(path).en holds Chinese: \(en)")
        #expect(hasHan(zh) || zh.firstMatch(of: /[A-Za-z]{4}/) == nil, "\(path).zh holds no Chinese: \(zh)")
    }

    private static func hasHan(_ text: String) -> Bool { text.unicodeScalars.contains { (0x3400...0x9FFF).contains($0.value) } }

    private static func fields(_ value: DeclaredValue) -> [String: DeclaredValue]? {
        guard case .record(let fields) = value else { return nil }
        return fields
    }

    /// Published documents speak in these files: each record says which, and a repaired figure says how it was read.
    @Test(arguments: CampaignFile.all) func everyRecordNamesItsSource(_ file: CampaignFile) throws {
        for record in try file.document.all {
            #expect(record.value["source"]?.elements.isEmpty == false, "\(record.path)")
            record.value.walk(record.path) { path, value in
                let name = path.split(separator: ".").last ?? ""
                let isPart = ["themes[", "news[", "announced["].contains(where: name.hasPrefix)
                if isPart { #expect(value["source"]?.elements.isEmpty == false, "\(path)") }
                if value["repaired"] != nil, !path.hasPrefix("facts/") { #expect(value["note"] != nil, "\(path) is repaired and has no note") }
            }
        }
    }
}

/// The records that Kepu keeps and does not yet interpret are in order too, so that the room that comes finds them so.
@Suite("Sections that wait") struct WaitingSectionTests {
    private static let references = [
        "authority": "organisations", "lead": "organisations", "venue": "venues", "scheme": "schemes", "call": "calls", "agreement": "agreements",
        "activity": "activities", "visit": "visits", "parties": "organisations", "participants": "organisations", "organisations": "organisations",
    ]
    private static let days: Set<String> = ["begin", "end", "from", "until", "as_of", "available", "day", "closes", "at", "by"]
    private static let counts: Set<String> = ["value", "count", "announced_count", "working_days", "edition", "batch", "year", "days"]

    @Test(arguments: CampaignFile.all) func areWellFormed(_ file: CampaignFile) throws {
        let document = try file.document
        for record in document.waiting {
            record.value.walk("\(record.section)/\(record.key)") { path, value in
                let name = String(path.split(separator: ".").last?.prefix { $0 != "[" } ?? "")
                if let section = Self.references[name], let key = value.text {
                    #expect(document.place("\(section)/\(key)") != nil, "\(path): no \(section)/\(key)")
                }
                if Self.days.contains(name), let text = value.text { #expect(Self.isTime(text), "\(path): \(text)") }
                if Self.counts.contains(name), value.elements.isEmpty { #expect(Self.isCount(value), "\(path): \(value.json)") }
                let keys = value.elements.compactMap { $0["key"]?.text }
                #expect(Set(keys).count == keys.count, "\(path): a key occurs twice")
            }
        }
    }

    private static func isCount(_ value: DeclaredValue) -> Bool {
        guard case .integer(let number) = value else { return false }
        return number >= 0
    }

    private static func isTime(_ text: String) -> Bool {
        if text.contains("T") { return Day(iso: String(text.prefix(10))) != nil }
        return Day(iso: text) != nil || Day(iso: text + "-01") != nil || Day(iso: text + "-01-01") != nil
    }
}
