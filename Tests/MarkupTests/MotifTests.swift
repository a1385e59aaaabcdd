import Markup
import Testing

@Suite("Generated motifs")
struct MotifTests {
    private static let themes = ["", "天文", "space", "ecology", "water", "earth", "material", "其他", "a", "b"]
    private static let seeds: [Int64] = [0, 1, -1, .max, .min, 610_113, 1_700_000_000_000]

    @Test(arguments: themes)
    func smallBalancedAndAlwaysTheSame(_ theme: String) {
        for seed in Self.seeds + Array(2...60) {
            let drawing = motif(seed: seed, accent: "jade", theme: theme)
            #expect(drawing == motif(seed: seed, accent: "jade", theme: theme))
            #expect(imbalance(of: drawing.rendered) == nil)
            #expect(drawing.bytes.count < 2048, "\(theme) \(seed): \(drawing.bytes.count)")
            #expect(drawing.rendered.contains("aria-hidden=\"true\"") && !drawing.rendered.contains("style="))
        }
    }

    @Test func recordsDiffer() {
        #expect(Set(Self.seeds.map { motif(seed: $0, accent: "jade", theme: "天文").rendered }).count == Self.seeds.count)
    }

    @Test func allFamiliesOccur() {
        let families = Set((0..<60).map { motif(seed: $0, accent: "x", theme: "").rendered.split(separator: "data-family=\"")[1].prefix(5) })
        #expect(families.count == 6)
    }

    @Test func theDrawingOfARecordDoesNotChange() {
        #expect(motif(seed: 7, accent: "jade", theme: "water").rendered.utf8.reduce(UInt32(0)) { $0 &* 31 &+ UInt32($1) } == 4_211_873_565)
    }
}
