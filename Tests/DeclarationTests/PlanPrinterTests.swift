import Declaration
import Kernel
import Storage
import TestKit
import Testing

@Suite("A plan in words")
struct PlanPrinterTests {
    @Test("counts first, then what differs, in both languages and for machines")
    func words() async throws {
        let database = try await Toy.database(.sqlite)
        let plan = try await Toy.apply(Sample.full, to: database, planOnly: true)
        let english = PlanPrinter(plan, .en).text
        #expect(
            english.hasPrefix(
                "Plan: 4 created, 0 changed, 0 unchanged, 3 declared, not yet supported, 2 facts (1 waiting for a room).\n+ venues/hub\n"))
        #expect(english.contains("\n? notices/first declared, not yet supported\n"))
        #expect(PlanPrinter(plan, .zh).text.hasPrefix("计划：新建 4，更改 0，不变 0，已声明尚未支持 3，事实 2 条（1 条待支持）。\n"))

        try await Toy.apply(Sample.full, to: database)
        try await Toy.atTheDesk(database, "city", ["motto": .text("desk")])
        let file = Sample.full.replacing("end: \"2023-09-23\"", with: "end: \"2023-09-24\"")
        let changed = try await Toy.apply(file, to: database, planOnly: true)
        let text = PlanPrinter(changed, .en).text
        #expect(text.contains("\n~ campaigns/day-2023 end: 2023-09-23 → 2023-09-24\n"))
        #expect(text.contains("\n! campaigns/city motto: desk at the desk is kept (file: ∅)\n"))
        #expect(changed.json["counts"]?["changed"] == .integer(1))
        #expect(DeclaredValue(json: changed.json.json) == changed.json)
        #expect(PlanPrinter(try await Toy.apply(Sample.full, to: database), .en).text.contains("Nothing changes"))
    }
}
