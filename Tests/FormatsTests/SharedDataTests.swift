import Foundation
import Kernel
import Testing

@testable import Formats

/// Real data, where it is present beside the project.
@Suite struct SharedDataTests {
    private static let festival = "events/fete-de-la-science-2017.100.json"
    private static let naughty = "text/naughty-strings.json"

    @Test(.enabled(if: SharedData.has(festival), "the shared data is not beside the project"))
    func readsTheFestival() throws {
        let all = read(path: SharedData.path(Self.festival))
        #expect(problems(all).isEmpty)
        #expect(records(all).count == 100)
        var sessions = 0
        var impossible = 0
        for record in records(all) {
            let words = try #require(record.datum[DatumPath("fields.horaires_detailles_fr")]?.text)
            let iso = try #require(record.datum[DatumPath("fields.horaires_iso")]?.text)
            let fromWords = try DatePhrases.read(words)
            let fromISO = try DatePhrases.read(iso)
            #expect(fromWords.map(\.begin.local) == fromISO.map(\.begin.local))
            #expect(fromWords.map(\.end?.local) == fromISO.map(\.end?.local))
            sessions += fromISO.count
            for field in ["fields.derniere_ouverture", "fields.derniere_fermeture"] {
                let text = try #require(record.datum[DatumPath(field)]?.text)
                do throws(FormatProblem) { _ = try DatePhrases.read(text) } catch { if error.code == .impossibleDate { impossible += 1 } }
            }
            if let html = record.datum[try DatumPath("fields.description_longue_html_fr")]?.text {
                let clean = HTMLText.clean(html)
                #expect(!clean.isEmpty)
                #expect(!clean.contains("</"))
            }
            guard case .real = record.datum[try DatumPath("fields.geolocalisation[0]")] else {
                Issue.record("no coordinate in record \(record.number)")
                continue
            }
        }
        #expect(sessions == 205)
        #expect(impossible == 200)
    }

    @Test(.enabled(if: SharedData.has(naughty), "the shared data is not beside the project"))
    func naughtyStringsComeBackUnharmed() throws {
        let strings = try JSONDecoder().decode([String].self, from: Data(contentsOf: URL(fileURLWithPath: SharedData.path(Self.naughty))))
        #expect(strings.count == 515)
        let encoded = try JSONEncoder().encode(strings.map { ["text": $0] })
        let fromJSON = records(json([UInt8](encoded))).map { $0.datum["text"]?.text ?? "missing" }
        #expect(fromJSON.map { Array($0.utf8) } == strings.map { Array($0.utf8) })

        var writer = CSVWriter(header: ["text", "n"], guardsFormulas: false)
        for (number, string) in strings.enumerated() { writer.row([.text(string), .integer(Int64(number))]) }
        let fromCSV = records(outcomes(try CSVRecords(ArrayBytes(writer.drain()), file: "f", limits: .init()))).map {
            $0.datum["text"]?.text ?? "missing"
        }
        #expect(fromCSV.map { Array($0.utf8) } == strings.map { Array($0.utf8) })

        for string in strings {
            _ = HTMLText.clean(string)
            _ = try? DatePhrases.read(string, defaultYear: 2023)
            _ = try? DatumPath(string)
        }
    }
}
