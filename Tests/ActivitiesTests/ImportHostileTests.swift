import Foundation
import Kernel
import Rooms
import Storage
import TestKit
import Testing

@testable import Activities

/// Files that want to break the import, and mappings that are wrong.
@Suite struct ImportHostileTests {
    @Test(arguments: TestEngine.allCases) func hugeAndDeepRecordsAreRefused(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let before = try await ImportWorld.counts(world.database)
        let huge = try ImportWorld.file("huge.json", "[{\"fields\": {\"identifiant\": \"1\", \"titre_fr\": \"" + String(repeating: "a", count: 100_000_000) + "\"}}]")
        let deep = try ImportWorld.file("deep.json", "[{\"fields\": " + String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000) + "}]")
        let broken = try ImportWorld.file("broken.json", "[{\"fields\": {\"identifiant\": \"1\", ]")
        for (file, word) in [(huge, "large"), (deep, "deep"), (broken, "quotes")] {
            let message: String
            do {
                let report = try await ImportWorld.run(file, ImportWorld.festival, world.database, good: true)
                #expect(ImportWorld.number("added", in: report) == 0)
                message = report.json + report.lines.joined(separator: "\n")
            } catch let refusal as Refusal { message = refusal.code + " " + refusal.phrase.en }
            #expect(message.contains(word) && message.utf8.count < 10_000, "\(message.prefix(500))")
        }
        #expect(try await ImportWorld.counts(world.database).prefix(5) == before.prefix(5))
        await world.database.close()
    }

    @Test func wrongMappingsNameLineAndField() async throws {
        let world = try await World.make(.sqlite)
        let file = try ImportWorld.file("club.csv", "id,title\n1,观星\n")
        func told(_ text: String) async throws -> String {
            let report = try await ImportWorld.run(file, ImportWorld.file("club.yaml", text), world.database)
            #expect(!report.succeeded)
            return report.lines.joined(separator: "\n")
        }
        let good = ImportWorld.csvMapping
        let unknown = try await told(good.replacing("title: {from: [title]}", with: "titel: {from: [title]}"))
        #expect(unknown.contains("club.yaml:12:") && unknown.contains("did you mean `title`"))
        #expect(try await told(good.replacing("讲座: lecture", with: "讲座: lektion")).contains("lektion"))
        #expect(try await told(good.replacing("\"610113\"", with: "\"999999\"")).contains("999999"))
        #expect(try await told(good.replacing("[when]", with: "[\"when[\"]")).contains("sessions.from[0]"))
        #expect(try await told(good.replacing("convert: dates-words", with: "convert: number")).contains("sessions.convert"))
        #expect(try await told(good + "\n    format: json").contains("format"))
        await world.database.close()
    }
}
