import App
import Declaration
import Foundation
import Kernel
import Storage
import TestKit
import Testing

@Suite("The five files, a year later") struct CloneTests {
    /// The clone of each applies beside all five, with the same weekdays and without what was said of the past edition.
    @Test(arguments: CampaignFile.all, TestEngine.allCases) func applies(_ file: CampaignFile, _ engine: TestEngine) async throws {
        let kepu = try await CampaignFile.kepu(engine)
        try await kepu.declarations.apply(CampaignFile.all.map { try $0.given }, to: kepu.database)
        let clone = try await Self.clone(file, CampaignClone.Wish(), kepu)
        #expect(clone.renamed.keys.contains { $0.hasPrefix("campaigns/") })
        let name = clone.file + ".yaml"
        let plan = try await kepu.declarations.apply([(name, Array(clone.yaml.utf8))], to: kepu.database)
        #expect(plan.count(.created) == clone.renamed.count, "\(PlanPrinter(plan, .en).text)")
        #expect(plan.count(.changed) == 0 && plan.count(.drifted) == 0)
        try Self.check(try kepu.declarations.read(Array(clone.yaml.utf8), name: name), from: try file.document, clone)
        // The year after that can be made from it.
        let next = try CampaignClone.shift(
            try kepu.declarations.read(Array(clone.yaml.utf8), name: name), sections: kepu.declarations.sections)
        #expect(next.year == clone.year + 1 && next.renamed.count == clone.renamed.count)
        await kepu.database.close()
    }

    private static func check(_ new: DeclarationDocument, from old: DeclarationDocument, _ clone: CampaignClone) throws {
        for (before, after) in clone.renamed {
            let (one, two) = (try #require(old.place(before)), try #require(new.place(after)))
            for field in ["source", "news", "announced", "note", "repaired", "motto"] { #expect(two[field] == nil, "\(after).\(field)") }
            let begins: [(DeclaredValue?, DeclaredValue?)] =
                [(one["begin"], two["begin"])] + zip(one["sessions"]?.elements ?? [], two["sessions"]?.elements ?? []).map { ($0["begin"], $1["begin"]) }
            for (first, second) in begins {
                guard let from = first?.text.flatMap({ Day(iso: String($0.prefix(10))) }) else { continue }
                let to = try #require(second?.text.flatMap { Day(iso: String($0.prefix(10))) })
                #expect(to.year == from.year + 1, "\(after)")
                let isByDate = one["precision"]?.text.map { $0 != "day" } ?? false
                #expect(isByDate ? (to.month, to.day) == (from.month, from.day) : to.weekday == from.weekday, "\(after): \(to.iso)")
            }
        }
        #expect(!new.records.contains { $0.section == "campaigns" && $0.value["year"] == .integer(Int64(clone.year - 1)) })
        #expect(new.facts.isEmpty && new.waiting.isEmpty)
    }

    /// The file of 2024 holds the edition of 2025: the next is 2026, and who asks for 2025 is told what to do.
    @Test func theNewestEditionGoesOn() async throws {
        let kepu = try await CampaignFile.kepu(.sqlite)
        let file = try #require(CampaignFile.all.first { $0.name == "joint-action-2024" })
        let clone = try await Self.clone(file, CampaignClone.Wish(), kepu)
        #expect(clone.file == "joint-action-2026" && clone.year == 2026)
        #expect(clone.renamed["campaigns/joint-action-2025"] == "campaigns/joint-action-2026")
        #expect(clone.past.contains("campaigns/joint-action-2024") && clone.past.contains("campaigns/docent-competition-8"))
        await #expect {
            _ = try await Self.clone(file, CampaignClone.Wish(campaign: "joint-action-2024"), kepu)
        } throws: { error in
            guard let refusal = error as? Refusal, refusal.code == "clone-exists" else { return false }
            return ["campaigns/joint-action-2025", "--year 2026", "--to"].allSatisfy(refusal.phrase.en.contains)
        }
        let later = try await Self.clone(file, CampaignClone.Wish(campaign: "joint-action-2024", year: 2026), kepu)
        let campaign = try #require(try kepu.declarations.read(Array(later.yaml.utf8), name: "x").place("campaigns/joint-action-2026"))
        #expect(campaign["themes"]?.elements.count == 10 && campaign["themes"]?.elements.first?["month"]?.text?.hasPrefix("2026-") == true)
        let named = try await Self.clone(file, CampaignClone.Wish(campaign: "joint-action-2024", key: "joint-action-again"), kepu)
        #expect(named.file == "joint-action-again" && named.renamed["campaigns/joint-action-2024"] == "campaigns/joint-action-again")
        try await kepu.declarations.apply([("again.yaml", Array(named.yaml.utf8))], to: kepu.database)
        await kepu.database.close()
    }

    private static func clone(_ file: CampaignFile, _ wish: CampaignClone.Wish, _ kepu: Kepu) async throws -> CampaignClone {
        let (declarations, document) = (kepu.declarations, try file.document)
        return try await kepu.database.read { tx in
            try CampaignClone.shift(document, wish, sections: declarations.sections) { section, key in
                try declarations.sections.first { $0.key == section }?.current(tx, key)
            }
        }
    }
}
