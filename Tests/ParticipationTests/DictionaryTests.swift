import Declaration
import Kernel
import Storage
import Participation
import TestKit
import Testing

/// The dictionary of indicators: read strictly, edition by edition; unlike things are not added.
@Suite struct DictionaryTests {
    private func problems(_ text: String) -> [DeclarationProblem] {
        do throws(DeclarationProblems) { _ = try IndicatorEdition.read(Array(text.utf8), name: "toy.yaml") } catch { return error.problems }
        return []
    }

    private let head = """
        kepu: 1
        editions:
          - {key: edition-1, name: {zh: 一, en: One}, from: 2020-01-01, note: {zh: 无, en: None}}
        indicators:

        """

    private func line(_ key: String, _ rest: String) -> String {
        "  - {key: \(key), name: {zh: 名, en: Name}, unit: {zh: 次, en: times}, definition: {zh: 义, en: Meaning}, \(rest)}\n"
    }

    @Test func everyEditionCanBeRead() throws {
        for file in IndicatorDictionary.files {
            let found = problems(file.text).map { $0.text(.en) }
            #expect(found == [], "\(file.name)")
        }
        #expect(IndicatorDictionary.editions.map(\.key) == ["edition-2023", "edition-2024"])
        for edition in IndicatorDictionary.editions {
            for form in edition.forms {
                let unserved = edition.unserved(of: form).map(\.key)
                #expect(unserved == [], "\(edition.key)")
            }
        }
    }

    @Test func oldYearsKeepTheirDefinitions() throws {
        let (old, new) = (IndicatorDictionary.edition(on: day("2023-09-16")), IndicatorDictionary.edition(on: day("2024-09-15")))
        #expect([old.key, new.key] == ["edition-2023", "edition-2024"])
        #expect(IndicatorDictionary.edition(on: day("1999-01-01")).key == "edition-2023")
        #expect(old["schools"] == nil && new["schools"] != nil)
        #expect(old["watched"]?.definition != new["watched"]?.definition)
        let refusal = refused { () throws(Refusal) in
            let (a, b) = (Quantity(1, of: "watched", in: old), Quantity(2, of: "watched", in: new))
            guard let a, let b else { return }
            _ = try a.plus(b)
        }
        #expect(refusal?.code == "other-definition")
        let visits = [old, new].compactMap { Quantity(70, of: "visits", in: $0) }
        #expect(try Quantity.sum(visits)?.value == 140)
    }

    private func refused(_ body: () throws(Refusal) -> Void) -> Refusal? {
        do throws(Refusal) { try body() } catch { return error }
        return nil
    }

    /// Every pair of the dictionary: what may be added gives what the dictionary says, everything else is refused in words.
    @Test func unlikeThingsAreNotAdded() throws {
        let edition = IndicatorDictionary.newest
        var made: [String] = []
        for one in edition.entries {
            for two in edition.entries {
                let a = try #require(Quantity(3, of: one.key, in: edition)), b = try #require(Quantity(4, of: two.key, in: edition))
                var sum: Quantity?
                let refusal = refused { () throws(Refusal) in sum = try a.plus(b) }
                if one.key == two.key, one.adds == .sum {
                    #expect(sum?.value == 7 && sum?.indicator.key == one.key)
                } else if one.with.contains(two.key) {
                    made.append("\(one.key) + \(two.key) = \(sum?.indicator.key ?? "-") \(sum?.value ?? 0)")
                } else {
                    let code = one.key != two.key ? "unlike-things" : one.adds == .distinct ? "counted-once" : "never-added"
                    #expect(sum == nil && refusal?.code == code, "\(one.key) + \(two.key)")
                }
            }
        }
        #expect(made == ["public-visits + school-visits = visits 7", "school-visits + public-visits = visits 7"])
        #expect(Quantity(-1, of: "visits", in: edition) == nil && Quantity(1, of: "likes", in: edition) == nil)
        let most = try #require(Quantity(.max, of: "visits", in: edition)), one = try #require(Quantity(1, of: "visits", in: edition))
        #expect(refused { () throws(Refusal) in _ = try most.plus(one) }?.code == "sum-too-large")
    }

    @Test func whatIsWrongIsNamedWithItsPlace() throws {
        let sum = "period: flow, adds: sum, over: {zh: 场次, en: sessions}"
        #expect(problems(head + line("aa", sum)) == [])
        func first(_ text: String) -> String { problems(text).first.map { "\($0.code) \($0.line) \($0.field)" } ?? "none" }
        #expect(first(head + line("aa", "period: flow, adds: sum")) == "rule 5 indicators[0].adds")
        #expect(first(head + line("aa", "period: flow, adds: distinct")) == "rule 5 indicators[0].adds")
        #expect(first(head + line("aa", "period: flow, adds: often")) == "bad-choice 5 indicators[0].adds")
        #expect(first(head + line("aa", sum + ", colour: red")) == "unknown-key 5 indicators[0].colour")
        #expect(first(head + line("aa", sum + ", with: [bb], makes: aa")) == "bad-reference 5 indicators[0].with[0]")
        #expect(first(head + line("aa", sum + ", serves: [xx]")) == "bad-reference 5 indicators[0].serves[0]")
        #expect(first(head + line("aa", sum) + line("aa", sum)) == "duplicate-record 6 indicators[1].key")
        #expect(first(head + line("aa", sum) + "tours: []\n") == "unknown-key 6 tours")
        // Said on one side only.
        #expect(first(head + line("aa", sum + ", with: [bb], makes: cc") + line("bb", sum) + line("cc", sum)) == "rule 1 ")
        #expect(first("kepu: 1\nindicators: []\n") == "rule 1 ")
    }

    @Test func theTableHoldsEveryEdition() throws {
        let csv = String(decoding: IndicatorTable.csv(IndicatorDictionary.editions), as: UTF8.self)
        let count = IndicatorDictionary.editions.map(\.entries.count).reduce(0, +)
        #expect(csv.split(separator: "\r\n").count == count + 1)
        let json = try #require(DeclaredValue(json: IndicatorTable.json(IndicatorDictionary.editions)))
        #expect(json["editions"]?.elements.count == 2)
        #expect(json["editions"]?.elements.last?["indicators"]?.elements.first?["code"]?.text == "activities")
    }

    @Test func thePageIsForEverybody() async throws {
        let world = try await World.make(.sqlite)
        let visitor = Browser(try await world.site())
        try await visitor.go("/figures/definitions")
        #expect(visitor.page.status == 200 && visitor.page.text.contains("Edition 2024") && visitor.page.text.contains("Is never added"))
        try await visitor.go("/figures/definitions?edition=edition-2023&lang=zh")
        #expect(visitor.page.status == 200 && visitor.page.text.contains("秒数各平台不同") && !visitor.page.text.contains("行业交流"))
        #expect(try await visitor.go("/figures/definitions?edition=1999").status == 404)
        #expect(try await visitor.go("/figures/definitions.csv").status == 200)
        #expect(try await visitor.go("/figures/definitions.json").status == 200)
        await world.database.close()
    }
}
