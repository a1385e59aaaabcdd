import Testing

@testable import Activities

/// Two people on one entry: nothing of either is lost.
@Suite struct EntryMergeTests {
    private let fields = ["title", "place", "contact", "age", "note"]

    @Test func eachKeepsWhatTheyAloneChanged() {
        let base = ["title": "A", "place": "Hall", "contact": "1", "note": "n"]
        let merge = EntryMerge(
            fields, base: base, mine: ["title": "Mine", "place": "Hall", "contact": "2", "note": "n"],
            theirs: ["title": "A", "place": "Yard", "contact": "3", "age": "8", "note": "n"])
        #expect(merge.values == ["title": "Mine", "place": "Yard", "contact": "2", "age": "8", "note": "n"])
        #expect(merge.taken == ["place", "age"])
        #expect(merge.differing == ["contact": "3"])
    }

    @Test func whatBothEmptiedOrWroteAlikeIsNoQuarrel() {
        let merge = EntryMerge(fields, base: ["title": "A", "place": "Hall"], mine: ["title": "B"], theirs: ["title": "B"])
        #expect(merge.values == ["title": "B"] && merge.taken == [] && merge.differing == [:])
    }

    @Test func anEmptiedFieldAgainstAChangedOneIsShown() {
        let merge = EntryMerge(fields, base: ["title": "A"], mine: [:], theirs: ["title": "C"])
        #expect(merge.values == [:] && merge.differing == ["title": "C"])
    }

    /// Browsers end the lines of a text in their own way: that is no change.
    @Test func lineEndsAreNoChange() {
        let merge = EntryMerge(fields, base: ["note": "a\nb"], mine: ["note": "a\r\nb"], theirs: ["note": "c"])
        #expect(merge.taken == ["note"] && merge.values == ["note": "c"])
    }
}
