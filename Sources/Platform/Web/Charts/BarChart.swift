package import Kernel
import Language
package import Markup

/// Quantities beside each other as bars, one or two for each line: a drawing whose meaning stands in a table under it.
///
/// Everything is in per cent of the width, so that its letters stay as large as the page's on a phone too.
package struct BarChart {
    /// A line of the chart: nil is unknown, which has no bar, and says so.
    package struct Line: Sendable {
        package let label: Phrase
        package let values: [Int64?]

        package init(_ label: Phrase, _ values: [Int64?]) { (self.label, self.values) = (label, values) }
    }

    private static let lineHeight = 20
    private static let barHeight = 16
    private let title: Phrase
    /// What the bars of each line stand for, where there are two.
    private let series: [Phrase]
    private let lines: [Line]

    package init(_ title: Phrase, series: [Phrase], lines: [Line]) { (self.title, self.series, self.lines) = (title, series, lines) }

    package func html(_ language: Tongue) -> HTML {
        let most = lines.flatMap { $0.values.compactMap(\.self) }.max() ?? 0
        let step = Self.lineHeight + series.count * Self.barHeight + 10
        return figure(.class("chart")) {
            if series.count > 1 { ChartKey(series).html(language) }
            ChartFrame(title: title, detail: detail(most), height: lines.count * step).html(language) {
                for (place, line) in lines.enumerated() {
                    text(x: "0", y: place * step + 14, "chart-label", line.label(language))
                    for (number, value) in line.values.enumerated() {
                        let y = place * step + Self.lineHeight + number * Self.barHeight
                        // A third of the width is left for the number behind the longest bar.
                        let share = value.map { most > 0 ? Double($0) / Double(most) * 68 : 0 } ?? 0
                        if let value, value > 0 { bar(share, y, number) }
                        text(x: "\(Self.tenths(share + 1.2))%", y: y + 11, value == nil ? "chart-unknown" : "chart-value", Numerals.count(value, language))
                    }
                }
            }
        }
    }

    private func bar(_ share: Double, _ y: Int, _ number: Int) -> HTML {
        element(
            "rect", .attribute("x", "0"), .attribute("y", "\(y)"), .attribute("width", "\(Self.tenths(max(share, 0.4)))%"), .attribute("height", "\(Self.barHeight - 3)"),
            .attribute("rx", "2"), .class("chart-series-\(number + 1)")) {}
    }

    private func text(x: String, y: Int, _ name: String, _ text: String) -> HTML {
        element("text", .attribute("x", x), .attribute("y", "\(y)"), .class(name)) { text }
    }

    private func detail(_ most: Int64) -> Phrase {
        Phrase(
            "共 \(lines.count) 行，最大 \(Numerals.count(most, .zh))；同样的数字在下面的表里。",
            "\(Plural.en(lines.count, "line", "lines")), the largest \(Numerals.count(most, .en)); the same numbers stand in the table below.")
    }

    static func tenths(_ number: Double) -> String {
        let tenths = Int((number * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
