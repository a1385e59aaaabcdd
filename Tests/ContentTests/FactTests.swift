import Declaration
import Foundation
import Testing

/// Each file begins with the facts that it holds: each one typed, or named as waiting for a room. Nothing hides as prose.
@Suite("The facts of the five files") struct FactTests {
    @Test(arguments: CampaignFile.all) func areCounted(_ file: CampaignFile) throws {
        let facts = try file.document.facts
        #expect(facts.count { $0.room == nil } == file.typed)
        #expect(Dictionary(grouping: facts.compactMap(\.room)) { $0 }.mapValues(\.count) == file.waiting)
        let lines = try file.text.split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(lines.prefix(2) == ["kepu: 1", "facts:"], "the file begins with its list of facts")
    }

    @Test func coverEveryMechanismOnce() throws {
        var seen: [String: String] = [:]
        for file in CampaignFile.all {
            for fact in try file.document.facts {
                #expect(seen[fact.id] == nil, "\(fact.id) is in \(file.name) and in \(seen[fact.id] ?? "")")
                seen[fact.id] = file.name
                let mechanism = try #require(Int(fact.id.dropFirst().prefix(2)))
                #expect(file.mechanisms.contains(mechanism), "\(fact.id) does not belong to \(file.name)")
            }
        }
        let covered = Set(seen.keys.compactMap { Int($0.dropFirst().prefix(2)) })
        #expect(covered == Set(1...35))
    }

    /// What is typed stands in a section that a room understands, and the record holds every number that the fact states.
    @Test(arguments: CampaignFile.all) func typedOnesAreHeld(_ file: CampaignFile) throws {
        let document = try file.document
        let typed = Set(document.records.map(\.section))
        for fact in document.facts where fact.room == nil {
            let references = (fact.value["typed"]?.elements ?? []).compactMap(\.text)
            #expect(!references.isEmpty, "\(fact.id)")
            var held = ""
            for reference in references {
                #expect(typed.contains(String(reference.prefix { $0 != "/" })), "\(fact.id): \(reference) is in no section that a room understands")
                held += try #require(document.place(reference), "\(fact.id): \(reference)").json
            }
            let there = Self.numbers(in: held)
            for number in Self.numbers(in: fact.value["fact"]?["zh"]?.text ?? "") {
                #expect(there.contains(number), "\(fact.id): no record holds \(number): \(references)")
            }
        }
    }

    /// What waits names its room, and where it is kept meanwhile; what is kept is named by a fact.
    @Test(arguments: CampaignFile.all) func waitingOnesAreKept(_ file: CampaignFile) throws {
        let document = try file.document
        let kept = Set(document.waiting.map(\.section))
        var named: Set<String> = []
        for fact in document.facts {
            guard let room = fact.room else { continue }
            let references = (fact.value["declared"]?.elements ?? []).compactMap(\.text)
            #expect(!references.isEmpty || room == "Figures", "\(fact.id) waits for \(room) and stands nowhere")
            for reference in references {
                #expect(kept.contains(String(reference.prefix { $0 != "/" })), "\(fact.id): \(reference) is in a section that a room understands")
                #expect(document.place(reference) != nil, "\(fact.id): \(reference)")
                named.insert(String(reference.prefix { $0 != "#" }))
            }
        }
        #expect(Set(document.waiting.map { "\($0.section)/\($0.key)" }) == named, "what is declared and what the facts name")
    }

    /// The numbers of a text, 7.4万 as 74000.
    static func numbers(in text: String) -> Set<Double> {
        Set(
            text.matches(of: /([0-9][0-9,]*(?:\.[0-9]+)?)(万|亿)?/).flatMap { match -> [Double] in
                guard let number = Double(match.1.replacing(",", with: "")) else { return [] }
                switch match.2 {
                case "万": return [(number * 10_000).rounded()]
                case "亿": return [(number * 100_000_000).rounded()]
                default: return [number]
                }
            })
    }
}
