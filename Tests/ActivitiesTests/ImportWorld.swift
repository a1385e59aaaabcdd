import Foundation
import Kernel
import Rooms
import Storage
import TestKit
import Testing

@testable import Activities

/// Files and calls of the import's tests. All activities are invented.
enum ImportWorld {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let festival = root.appending(path: "mappings/fete-de-la-science-2017.yaml").path

    static func file(_ name: String, _ text: String) throws -> String { try file(name, bytes: Array(text.utf8)) }

    static func file(_ name: String, bytes: [UInt8]) throws -> String {
        let path = TestFolder.path("import-\(UUID().uuidString)/\(name)")
        let url = URL(filePath: path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
        return path
    }

    static func run(
        _ file: String, _ mapping: String, _ database: Database, isPlan: Bool = false, good: Bool = false, language: Tongue = .en,
        house: House = World.house
    ) async throws -> Importer.Report {
        let importer = try #require(house.importers.first { $0.what == "activities" })
        return try await importer.run(
            Importer.Request(
                file: file, mapping: mapping, isPlan: isPlan, acceptsGoodRows: good, actor: 7, language: language, progress: { _, _ in }),
            house, database)
    }

    static func undo(_ id: String, _ database: Database, house: House = World.house) async throws -> Importer.Report {
        let importer = try #require(house.importers.first { $0.what == "activities" })
        let undo = try #require(importer.undo)
        return try await undo(id, 7, .en, house, database)
    }

    static func number(_ key: String, in report: Importer.Report) -> Int? {
        (try? JSONSerialization.jsonObject(with: Data(report.json.utf8))).flatMap { ($0 as? [String: Any])?[key] as? Int }
    }
    static func importID(_ report: Importer.Report) throws -> String {
        let object = try JSONSerialization.jsonObject(with: Data(report.json.utf8)) as? [String: Any]
        return try #require(object?["importID"] as? String)
    }

    static func counts(_ database: Database) async throws -> [Int64?] {
        try await database.read { tx in
            [
                try tx.number("SELECT COUNT(*) FROM activities_activity"), try tx.number("SELECT COUNT(*) FROM activities_version"),
                try tx.number("SELECT COUNT(*) FROM activities_session"), try tx.number("SELECT COUNT(*) FROM activities_placement"),
                try tx.number("SELECT COUNT(*) FROM view_activities_counted"), try tx.number("SELECT COUNT(*) FROM activities_import"),
                try tx.number("SELECT COUNT(*) FROM ledger_entry"), try tx.number("SELECT COUNT(*) FROM view_venues_organisation"),
            ]
        }
    }

    /// As the festival's portal exports it, with the same faults: two sessions for every third record, impossible dates everywhere.
    static func festivalRecords(_ count: Int, title: (Int) -> String = { "Atelier inventé n° \($0)" }) -> String {
        let records = (0..<count).map { number in
            let more = number % 3 == 0 ? "\\n2017-10-14T10:00:00+02:00-2017-10-14T12:00:00+02:00" : ""
            return """
                {"datasetid": "x", "fields": {"identifiant": "\(1000 + number)", "titre_fr": "\(title(number))", "description_fr": "Essai \(number)",
                "description_longue_html_fr": "<p>L&#39;essai</p><p>num\u{e9}ro \(number)</p>", "type_d_animation": "Atelier",
                "horaires_iso": "2017-10-13T10:00:00+02:00-2017-10-13T18:00:00+02:00\(more)", "geolocalisation": [48.85, 2.35],
                "nom_du_lieu": "Salle \(number % 5)", "adresse": "1 rue Inventée", "organisateur": "École \(number % 4)", "age_minimum": 6,
                "age_maximum": 99, "thematiques": "Maths, physique, chimie|Sciences de la terre", "accessibilite_fr": "handicap moteur|handicap psychique",
                "inscription_necessaire": "Oui", "derniere_ouverture": "0001-01-01T10:53:28+00:53",
                "derniere_fermeture": "0001-01-01T18:53:28+00:53", "derniere_mise_a_jour": "2017-08-08T14:17:46+02:00"}}
                """
        }
        return "[" + records.joined(separator: ",\n") + "]"
    }

    static let csvMapping = """
        kepu: 1
        mappings:
          - key: club
            format: csv
            source: club
            campaign: {key: city-series}
            organiser: {key: museum}
            region: "610113"
            language: zh
            fields:
              external_id: {from: [id]}
              title: {from: [title]}
              kind: {from: [kind], values: {讲座: lecture, 展览: exhibition}}
              place: {default: "雁塔路"}
              sessions: {from: [when], convert: dates-words}
              cost: {from: [free], convert: yes-no}
        """
}
