import Kernel
import Participation
import TestKit
import Testing

@Suite("Different visitors, in a sketch") struct VisitorSketchTests {
    private func tokens(_ count: Int, _ seed: UInt64) -> [UInt64] {
        var chance = Seeded(seed)
        return (0..<count).map { _ in chance.next() }
    }

    @Test(arguments: [0, 1, 5, 80, 700, 3000, 20_000, 300_000]) func countsWithinItsError(_ count: Int) {
        var sketch = VisitorSketch()
        for token in tokens(count, 3) { sketch.add(token) }
        // Five times the standard deviation, and rounding.
        #expect(abs(sketch.estimate - Double(count)) <= Double(count) * VisitorSketch.error * 5 + 0.6, "\(sketch.estimate)")
    }

    @Test func whoComesAgainIsNobodyNew() {
        var once = VisitorSketch(), often = VisitorSketch()
        for token in tokens(900, 4) { once.add(token) }
        for _ in 0..<3 { for token in tokens(900, 4) { often.add(token) } }
        #expect(once == often)
    }

    @Test func mergedInAnyOrderItIsTheSketchOfAll() {
        let all = tokens(5000, 5)
        var parts = (0..<4).map { _ in VisitorSketch() }, whole = VisitorSketch()
        for (place, token) in all.enumerated() {
            parts[place % 4].add(token)
            parts[(place + 1) % 4].add(token)
            whole.add(token)
        }
        var forward = VisitorSketch(), backward = VisitorSketch()
        for part in parts { forward.merge(part) }
        for part in parts.reversed() { backward.merge(part) }
        #expect(forward == whole && backward == whole)
    }

    @Test(arguments: [0, 3, 1000, 100_000]) func isStoredAndReadAgain(_ count: Int) throws {
        var sketch = VisitorSketch()
        for token in tokens(count, 6) { sketch.add(token) }
        #expect(VisitorSketch(sketch.bytes) == sketch)
        #expect(sketch.bytes.count <= 4097)
    }

    @Test func strangeBytesAreNone() {
        #expect(VisitorSketch([]) == nil)
        #expect(VisitorSketch([1, 0]) == nil)
        #expect(VisitorSketch([1, 255, 255, 1]) == nil)
        #expect(VisitorSketch([1, 0, 1, 200]) == nil)
        #expect(VisitorSketch([2, 0]) == nil)
        #expect(VisitorSketch([9]) == nil)
    }
}
