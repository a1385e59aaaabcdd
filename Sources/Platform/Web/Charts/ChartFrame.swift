import Kernel
import Markup

/// The drawing of a chart, named and described for those who do not see it.
struct ChartFrame {
    let title: Phrase
    let detail: Phrase
    let height: Int

    func html(_ language: Tongue, @HTMLBuilder content: () -> HTML) -> HTML {
        element("svg", .attribute("xmlns", "http://www.w3.org/2000/svg"), .role("img"), .attribute("width", "100%"), .attribute("height", "\(max(1, height))")) {
            element("title") { title(language) }
            element("desc") { detail(language) }
            content()
        }
    }
}

/// Which colour stands for what.
struct ChartKey {
    private let series: [Phrase]

    init(_ series: [Phrase]) { self.series = series }

    func html(_ language: Tongue) -> HTML {
        ul(.class("chart-key")) { for (place, name) in series.enumerated() { li(.class("chart-series-\(place + 1)")) { name(language) } } }
    }
}
