import Kernel
import Participation
import TestKit
import Testing

/// Small groups of minors are told to nobody, and from what is told nobody can compute them.
@Suite("Small groups") struct SmallGroupTests {
    @Test func onlyMinorsAndOnlySmallOnes() {
        #expect(SmallGroups.told(4, ofMinors: true) == .few && SmallGroups.told(4, ofMinors: false) == .number(4))
        #expect(SmallGroups.told(0, ofMinors: true) == .number(0) && SmallGroups.told(5, ofMinors: true) == .number(5))
        #expect(ToldNumber.few.text(.en) == "fewer than 5" && ToldNumber.few.text(.zh) == "不足 5" && ToldNumber.withheld.text(.en) == "not shown")
        #expect(SmallGroups.isForMinors(youngest: 6, oldest: 12) && SmallGroups.isForMinors(youngest: nil, oldest: 14))
        #expect(!SmallGroups.isForMinors(youngest: 6, oldest: nil) && !SmallGroups.isForMinors(youngest: 18, oldest: 18) && !SmallGroups.isForMinors(youngest: nil, oldest: nil))
        #expect(SmallGroups.isOfMinors("school-visits", atMinors: false) && SmallGroups.isOfMinors("visits", atMinors: true))
        #expect(!SmallGroups.isOfMinors("visits", atMinors: false) && !SmallGroups.isOfMinors("sessions", atMinors: true))
    }

    @Test func oneMoreIsWithheldSoThatTheSumSaysNothing() {
        let table = SmallGroups.table([(value: 3, isOfMinors: true), (value: 100, isOfMinors: false), (value: 40, isOfMinors: false)])
        #expect(table == SmallGroups.Table(lines: [.few, .withheld, .number(40)], sum: .number(143)))
        // Nothing is hidden where nothing is small.
        let open = SmallGroups.table([(value: 5, isOfMinors: true), (value: 1, isOfMinors: false)])
        #expect(open == SmallGroups.Table(lines: [.number(5), .number(1)], sum: .number(6)))
        // Alone it is its own sum.
        #expect(SmallGroups.table([(value: 2, isOfMinors: true)]) == SmallGroups.Table(lines: [.few], sum: .few))
    }

    /// Of a list those are withheld whose largest everybody knows: together they could be as large as the sum needs.
    @Test func companionsOfAList() {
        func count(_ small: [Int64], _ others: [Int64], most: Int64 = 49) -> Int? {
            SmallGroups.companions(of: Int64(small.count), sum: small.reduce(0, +), among: others.map { (value: $0, isOfMinors: true) }, most: most)
        }
        #expect(count([3], [20, 30]) == 1)
        #expect(count([1], [5, 30]) == 2)
        // 4 and 49 are 53: the other could only be one of 49, and this one only 4.
        #expect(count([4], [49, 12]) == 2)
        #expect(count([4], [49]) == nil && count([2], []) == nil)
        #expect(count([4], [49], most: .max) == 1)
    }

    /// Whoever knows the rule, the sum as it is told, and every other line, has at least two numbers to choose from for each line of minors that is hidden.
    @Test(arguments: [1, 2, 3, 4]) func fromWhatIsToldNobodyCanTell(_ lines: Int) {
        let most = [10, 14, 12, 8][lines - 1]
        for minors in 0..<(1 << lines) {
            let flags = (0..<lines).map { minors & (1 << $0) != 0 }
            // By all that is told, what each line may be.
            var possible: [[String]: [Set<Int64>]] = [:], hidden: [[String]: [Int]] = [:]
            var values = [Int64](repeating: 0, count: lines)
            repeat {
                let table = SmallGroups.table(zip(values, flags).map { (value: $0, isOfMinors: $1) })
                // Which lines are empty is seen: they are not in the table, or 0.
                let told = (table.lines + [table.sum]).map { $0.text(.en) }
                for place in 0..<lines { possible[told, default: Array(repeating: [], count: lines)][place].insert(values[place]) }
                hidden[told] = table.lines.indices.filter { table.lines[$0].value == nil }
                for place in 0..<lines where flags[place] && SmallGroups.isSmall(values[place]) {
                    #expect(table.lines[place].value == nil, "\(values) \(flags)")
                }
            } while next(&values, below: Int64(most) + 1)
            // At the edge of what is tried, a line has no larger number beside it.
            for (told, places) in hidden where (told.last.flatMap { Int($0) } ?? 0) <= most {
                for place in places where flags[place] { #expect(possible[told]?[place].count ?? 0 > 1, "\(told) \(flags): line \(place) can only be \(possible[told]?[place] ?? [])") }
            }
        }
    }

    private func next(_ values: inout [Int64], below end: Int64) -> Bool {
        for place in values.indices {
            values[place] += 1
            if values[place] < end { return true }
            values[place] = 0
        }
        return false
    }
}
