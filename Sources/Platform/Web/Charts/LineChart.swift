package import Kernel
import Language
package import Markup

/// A quantity from day to day, one or two courses of it: a drawing whose meaning stands in a table under it.
package struct LineChart {
    private static let height = 220
    private let title: Phrase
    private let series: [Phrase]
    private let points: [BarChart.Line]

    /// - Parameter points: in the order of time; where one is unknown the line has a gap.
    package init(_ title: Phrase, series: [Phrase], points: [BarChart.Line]) { (self.title, self.series, self.points) = (title, series, points) }

    package func html(_ language: Tongue) -> HTML {
        let most = points.flatMap { $0.values.compactMap(\.self) }.max() ?? 0
        return figure(.class("chart")) {
            if series.count > 1 { ChartKey(series).html(language) }
            ChartFrame(title: title, detail: detail(most), height: Self.height + 26).html(language) {
                for part in 0...4 { rule(part, most, language) }
                // Stretched to the width; the lines keep their strength.
                element(
                    "svg", .attribute("x", "0"), .attribute("y", "10"), .attribute("width", "100%"), .attribute("height", "\(Self.height - 10)"),
                    .attribute("viewBox", "0 0 1000 1000"), .attribute("preserveAspectRatio", "none")
                ) {
                    for number in series.indices { for run in runs(number, most) { line(run, number) } }
                }
                for number in series.indices { for (place, point) in points.enumerated() { if let value = point.values[number] { dot(place, value, most, number) } } }
                if let first = points.first { label(first.label(language), "0", "start") }
                if points.count > 1, let last = points.last { label(last.label(language), "100%", "end") }
            }
        }
    }

    private func x(_ place: Int) -> Double { points.count > 1 ? Double(place) / Double(points.count - 1) : 0.5 }

    /// From the top, 0 to 1.
    private func y(_ value: Int64, _ most: Int64) -> Double { most > 0 ? 1 - Double(value) / Double(most) : 1 }

    /// What follows each other without a gap.
    private func runs(_ number: Int, _ most: Int64) -> [[(Double, Double)]] {
        var runs: [[(Double, Double)]] = [[]]
        for (place, point) in points.enumerated() {
            if let value = point.values[number] { runs[runs.count - 1].append((x(place), y(value, most))) } else { runs.append([]) }
        }
        return runs.filter { $0.count > 1 }
    }

    private func line(_ run: [(Double, Double)], _ number: Int) -> HTML {
        let text = run.map { BarChart.tenths($0.0 * 1000) + "," + BarChart.tenths($0.1 * 1000) }.joined(separator: " ")
        return element("polyline", .attribute("points", text), .attribute("vector-effect", "non-scaling-stroke"), .class("chart-line", "chart-series-\(number + 1)")) {}
    }

    private func dot(_ place: Int, _ value: Int64, _ most: Int64, _ number: Int) -> HTML {
        element(
            "circle", .attribute("cx", BarChart.tenths(x(place) * 100) + "%"), .attribute("cy", BarChart.tenths(10 + y(value, most) * Double(Self.height - 10))),
            .attribute("r", "3"), .class("chart-series-\(number + 1)")) {}
    }

    private func rule(_ part: Int, _ most: Int64, _ language: Tongue) -> HTML {
        let y = 10 + (Self.height - 10) * (4 - part) / 4
        return HTML {
            element("line", .attribute("x1", "0"), .attribute("x2", "100%"), .attribute("y1", "\(y)"), .attribute("y2", "\(y)"), .class("chart-rule")) {}
            if part == 4, most > 0 { element("text", .attribute("x", "0"), .attribute("y", "\(y + 14)"), .class("chart-value")) { Numerals.short(most, language) } }
        }
    }

    private func label(_ text: String, _ x: String, _ anchor: String) -> HTML {
        element("text", .attribute("x", x), .attribute("y", "\(Self.height + 20)"), .attribute("text-anchor", anchor), .class("chart-label")) { text }
    }

    private func detail(_ most: Int64) -> Phrase {
        Phrase(
            "共 \(points.count) 天，最大 \(Numerals.count(most, .zh))；同样的数字在下面的表里。",
            "\(Plural.en(points.count, "day", "days")), the largest \(Numerals.count(most, .en)); the same numbers stand in the table below.")
    }
}
