import Kernel
import Testing

@testable import Commendations

@Suite struct PointScaleTests {
    @Test func inProportionRoundedDownAndNeverMoreThanTheFullMark() {
        let scale = PointScale.linear(from: 100, to: 400)
        let points = [0, 100, 101, 250, 399, 400, 9_000, Int64.max].map { scale.points($0, most: 1_000) }
        #expect(points == [0, 0, 3, 500, 996, 1_000, 1_000, 1_000])
        // Ten thousand million viewers are a number like another.
        #expect(PointScale.linear(from: 0, to: 1_000_000_000_000).points(999_999_999_999, most: 100_000) == 99_999)
    }

    @Test func stepsAndFullLots() {
        let steps = PointScale.steps([.init(atLeast: 1, points: 500), .init(atLeast: 3, points: 1_500)])
        #expect([0, 1, 2, 3, 99].map { steps.points($0, most: 1_000) } == [0, 500, 500, 1_000, 1_000])
        let each = PointScale.each(of: 5, points: 100)
        #expect([0, 4, 5, 14, 99, 100, Int64.max].map { each.points($0, most: 1_950) } == [0, 0, 100, 200, 1_900, 1_950, 1_950])
    }

    /// More of a thing never gives less, whatever the scale.
    @Test func moreNeverGivesLess() {
        let scales: [PointScale] = [
            .linear(from: 7, to: 1_003), .steps([.init(atLeast: 2, points: 30), .init(atLeast: 500, points: 777)]), .each(of: 13, points: 9), .linear(from: 0, to: 1),
        ]
        for scale in scales {
            let points = (0...1_200).map { scale.points(Int64($0), most: 777) }
            #expect(points == points.sorted() && points.allSatisfy { (0...777).contains($0) }, "\(scale)")
        }
    }

    @Test func pointsAreWrittenAndReadWithTwoDecimals() {
        #expect([0, 100, 1_750, 305, 7].map { ScorePoints.text($0) } == ["0", "1", "17.5", "3.05", "0.07"])
        for number in stride(from: 0, to: 3_000, by: 7) { #expect(ScorePoints.read(ScorePoints.text(number)) == number) }
        for text in ["", ".", "1.", ".5", "-1", "+1", "1.234", "1e3", "٣", "1,5", "9999999", "0x1"] { #expect(ScorePoints.read(text) == nil, "\(text)") }
    }
}
